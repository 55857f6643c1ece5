/**
 * Sends a form once: a second press while the first is on its way does nothing. The server keeps the promise anyway;
 * this only spares the person the doubt.
 *
 *     <form method="post" data-once>…</form>
 */
export function sendOnce(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-once]")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset["sent"]) {
        event.preventDefault();
        return;
      }
      form.dataset["sent"] = "yes";
      form.setAttribute("aria-busy", "true");
    });
  }
  // Coming back with the browser's own button shows the page as it was left: it may be sent again.
  root.defaultView?.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll<HTMLFormElement>("form[data-sent]")) {
      delete form.dataset["sent"];
      form.removeAttribute("aria-busy");
    }
  });
}
