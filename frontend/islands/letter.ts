/**
 * Words a letter: a press on a placeholder puts it where the cursor is, and the preview follows what is typed.
 *
 *     <form data-letter>
 *       <textarea id="opening"></textarea>
 *       <ul data-slots="opening"><li><button type="button" value="{name}">…</button></li></ul>
 *       <button data-preview>…</button>
 *     </form>
 */
const PAUSE = 500; // milliseconds after the last key

export function wordLetters(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-letter]")) {
    for (const list of form.querySelectorAll<HTMLElement>("[data-slots]")) putIn(root, list);
    follow(form);
  }
}

function putIn(root: Document, list: HTMLElement): void {
  const field = root.getElementById(list.dataset["slots"] ?? "") as HTMLTextAreaElement | HTMLInputElement | null;
  if (!field) return;
  for (const button of list.querySelectorAll<HTMLButtonElement>("button")) {
    button.addEventListener("click", () => {
      field.focus();
      field.setRangeText(button.value, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
}

function follow(form: HTMLFormElement): void {
  const show = form.querySelector<HTMLButtonElement>("[data-preview]");
  if (!show) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(show), PAUSE);
  };
  form.addEventListener("input", soon);
}
