// Small conveniences over pages that work without any script.
"use strict";

document.documentElement.classList.add("js");

// A suggested reference takes the place of what was being typed.
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-reference]");
  if (!chip) return;
  const field = document.getElementById("id_references");
  const typed = field.value.split(/[\s,;]+/).filter(Boolean);
  const unfinished = typed.length && !/[\s,;]$/.test(field.value) && !/^[a-z]{2,4}-\d{3,5}$/i.test(typed.at(-1));
  if (unfinished) typed.pop();
  field.value = [...typed, chip.dataset.reference].join(", ") + ", ";
  field.focus();
  field.dispatchEvent(new Event("picked", { bubbles: true }));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});

// A tick that did not arrive must not look as if it had.
document.addEventListener("htmx:sendError", () => say("That did not reach us. Check your signal, then press again."));
document.addEventListener("htmx:responseError", (event) => {
  const gone = event.detail.xhr.status === 403 || event.detail.xhr.status === 404;
  say(gone ? "You may have been signed out. Reload the page to carry on." : "That did not work. Please press again.");
});

function say(words) {
  const notice = document.createElement("p");
  notice.className = "notice notice-danger";
  notice.textContent = words;
  document.getElementById("messages").replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

// Lead straight to what needs putting right.
document.addEventListener("DOMContentLoaded", () => document.getElementById("errors")?.focus());
