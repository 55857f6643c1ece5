/**
 * Offers the nearest titles while a question is typed. Without it the button answers all the same.
 *
 *     <form data-suggest="/fr/s/lamelle/help/ask/titles/"><input type="search" name="q">
 *       <div data-suggest-list hidden></div><p role="status" data-suggest-told></p></form>
 */
const PAUSE = 200; // milliseconds without a key: a word is written then

export function helpTitles(root: Document): void {
  const form = root.querySelector<HTMLFormElement>("form[data-suggest]");
  const field = form?.querySelector<HTMLInputElement>("input[type=search]");
  const list = form?.querySelector<HTMLElement>("[data-suggest-list]");
  const told = form?.querySelector<HTMLElement>("[data-suggest-told]");
  if (!form || !field || !list || !told) return;
  let waiting = 0;
  let asked = "";
  let wire: AbortController | null = null;

  const hide = (): void => {
    wire?.abort();
    list.hidden = true;
    told.textContent = "";
  };
  const ask = async (words: string): Promise<void> => {
    wire?.abort();
    wire = new AbortController();
    try {
      const answer = await fetch(`${form.dataset["suggest"]}?q=${encodeURIComponent(words)}`, { signal: wire.signal });
      if (!answer.ok) return hide();
      list.innerHTML = await answer.text();
      const found = list.querySelectorAll("a").length;
      list.hidden = found === 0 || root.activeElement !== field;
      told.textContent = list.hidden ? "" : counted(list, found);
    } catch {
      list.hidden = true; // no network, or typed on: the button is still there
    }
  };

  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    asked = field.value.trim();
    if (asked.length < 3) return hide();
    waiting = window.setTimeout(() => void ask(asked), PAUSE);
  });
  form.addEventListener("submit", hide);
  form.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node) || !form.contains(event.relatedTarget)) hide();
  });
  form.addEventListener("keydown", (event) => {
    const places: HTMLElement[] = [field, ...list.querySelectorAll("a")];
    const here = places.indexOf(event.target as HTMLElement);
    if (list.hidden || here < 0) return;
    if (event.key === "Escape") {
      event.preventDefault(); // the question stays: only the titles go
      field.focus();
      hide();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      places[here + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    }
  });
}

function counted(list: HTMLElement, found: number): string {
  const { suggestOne, suggestMany } = list.dataset;
  return found === 1 ? (suggestOne ?? "") : `${found} ${suggestMany ?? ""}`;
}
