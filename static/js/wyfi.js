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

// Words that somebody may want elsewhere, from a field or from the page itself.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const from = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(from.value ?? from.textContent);
    say("Copied.", "success");
  } catch {
    say("That could not be copied. Mark it with your finger or mouse, then copy it.");
  }
});

// Whoever was chosen while suggestions were on their way stays chosen.
let chosen = new Map();
document.addEventListener("htmx:beforeSwap", (event) => {
  const boxes = event.detail.target.querySelectorAll("input[type=checkbox]");
  chosen = new Map([...boxes].map((box) => [box.id, box.checked]));
});
document.addEventListener("htmx:afterSwap", () => {
  for (const [id, checked] of chosen) {
    const box = document.getElementById(id);
    if (box) box.checked = checked;
  }
});

// The sum of what a plan needs, while it is typed. Counted in pence: no part of a penny gets lost.
document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-sum]");
  if (!form) return;
  const lines = [...form.querySelectorAll("tr:has([data-each])")];
  const read = (line, name) => Number(line.querySelector(name).value.replace(/[£,\s]/g, ""));
  const pence = lines.reduce((sum, line) => sum + read(line, "[data-quantity]") * Math.round(read(line, "[data-each]") * 100), 0);
  const pounds = (pence / 100).toLocaleString("en-GB", { style: "currency", currency: "GBP" });
  if (pence >= 0) form.querySelectorAll("[data-total]").forEach((total) => { total.textContent = pounds; });
});

// Ticks pressed faster than the signal wait in a line (hx-sync). Each is sent as the button that it was.
document.addEventListener("htmx:configRequest", (event) => {
  const pressed = event.detail.triggeringEvent?.submitter;
  if (!pressed?.name) return;
  const sent = event.detail.formData;
  ["done", "to_do", "not_needed", "how", "answer", "take_back"].forEach((name) => sent.delete(name));
  sent.set(pressed.name, pressed.value);
});

// A tick that did not arrive must not look as if it had.
document.addEventListener("htmx:sendError", () => say("That did not reach us. Check your signal, then press again."));
document.addEventListener("htmx:responseError", (event) => {
  const status = event.detail.xhr.status;
  if (status === 429) return say("That was a lot in a short time. Wait five minutes, then press again.");
  if (status === 503) return say("We cannot save anything just now. Wait a minute, then press again.");
  const gone = status === 403 || status === 404;
  say(gone ? "You may have been signed out. Reload the page to carry on." : "That did not work. Please press again.");
});

function say(words, kind = "danger") {
  const notice = document.createElement("p");
  notice.className = `notice notice-${kind}`;
  notice.textContent = words;
  document.getElementById("messages").replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

// Lead straight to what needs putting right.
document.addEventListener("DOMContentLoaded", () => document.getElementById("errors")?.focus());
