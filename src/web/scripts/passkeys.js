/*
 * Forms that are answered by a passkey: before such a form is sent, the authenticator is asked, and its answer put into the form. What
 * to ask comes from the server (`data-options`); `data-passkey` says whether a passkey is made or used. Where it fails, the form's own
 * words for it are shown.
 */
(() => {
  const ask = { create: SimpleWebAuthnBrowser.startRegistration, get: SimpleWebAuthnBrowser.startAuthentication };

  const say = (form, fault) => {
    for (const words of form.querySelectorAll("[data-fault]")) words.hidden = words.dataset.fault !== fault;
    form.querySelector(`[data-fault="${fault}"]`)?.focus();
  };

  const answer = async (form) => {
    const asked = await fetch(form.dataset.options, { method: "POST", headers: { Accept: "application/json" } });
    if (!asked.ok) {
      // What the server says of it, such as that one has to sign in again, stands on a page.
      globalThis.location.reload();
      return;
    }
    const given = await ask[form.dataset.passkey]({ optionsJSON: await asked.json() });
    form.elements.answer.value = JSON.stringify(given);
    form.submit();
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      say(form, "");
      if (!SimpleWebAuthnBrowser.browserSupportsWebAuthn()) {
        say(form, "unsupported");
        return;
      }
      answer(form).catch((/** @type {unknown} */ error) => {
        say(form, error instanceof Error && error.name === "InvalidStateError" ? "known" : "refused");
      });
    });
  }
})();
