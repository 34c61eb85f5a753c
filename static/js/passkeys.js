// Passkeys: the browser asks for a fingerprint, a face or the screen lock, and its answer is sent as a form.
"use strict";

const PROBLEMS = {
  NotAllowedError: "That was stopped, or took too long. Nothing has changed. Press again when you are ready.",
  InvalidStateError: "This device has a passkey for you already. You can sign in with it.",
  SecurityError: "Passkeys do not work at this address. Ask whoever looks after the product.",
};

if (window.PublicKeyCredential && webauthnJSON.supported()) {
  document.querySelectorAll("[data-passkey], [data-passkeys-only]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("[data-no-passkeys]").forEach((part) => { part.hidden = true; });
}

// What the server asks of the passkey stands in the form, or is fetched when it is wanted.
async function optionsFor(form) {
  const given = form.querySelector("script[type='application/json']");
  if (given) return JSON.parse(given.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("No options");
  return (await answer.json()).request_options;
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-passkey]");
  if (!form) return;
  event.preventDefault();
  try {
    const credential = await webauthnJSON[form.dataset.passkey](await optionsFor(form));
    form.elements.credential.value = JSON.stringify(credential);
    form.elements.is_shared.value = document.getElementById("id_is_shared")?.checked ? "on" : "";
    form.submit();
  } catch (problem) {
    say(PROBLEMS[problem.name] ?? "That did not work. Try again, or sign in another way.");
  }
});
