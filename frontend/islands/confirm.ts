/**
 * Asks once more before a form is sent: its button opens the dialog it names, whose own button sends the form. Without
 * scripts the button sends it at once, and the page says all the dialog would.
 *
 *     <form> <button data-confirm="id">…</button> <dialog id="id">… <button data-close> <button data-confirmed></dialog> </form>
 */
export function confirmFirst(root: Document): void {
  for (const opener of root.querySelectorAll<HTMLButtonElement>("button[data-confirm]")) {
    const dialog = root.getElementById(opener.dataset["confirm"] ?? "");
    if (!(dialog instanceof HTMLDialogElement)) continue;
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      dialog.showModal();
    });
    dialog.querySelector("[data-close]")?.addEventListener("click", () => dialog.close());
  }
}
