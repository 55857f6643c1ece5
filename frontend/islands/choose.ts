/**
 * Counts the rows somebody chose and shows what can be done with them; without scripts everything is there at once.
 *
 *     <form data-chosen><div data-bulkbar><span data-chosen-count data-one="…" data-many="[n] …">…</span>
 *       <label><input type="checkbox" data-choose-whole>…</label> <button>…</button></div>
 *       <input type="checkbox" data-choose-all hidden> … <input type="checkbox" data-choose></form>
 */
export function chooseRows(root: Document): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-chosen]")) {
    const boxes = [...form.querySelectorAll<HTMLInputElement>("[data-choose]")];
    const all = form.querySelector<HTMLInputElement>("[data-choose-all]");
    const whole = form.querySelector<HTMLInputElement>("[data-choose-whole]");
    const show = (): void => say(form, boxes, all, whole);
    if (all) {
      all.hidden = false;
      all.addEventListener("change", () => {
        for (const box of boxes) box.checked = all.checked;
        if (whole && !all.checked) whole.checked = false;
      });
    }
    form.addEventListener("change", show);
    root.defaultView?.addEventListener("pageshow", show);
    show();
  }
}

function say(
  form: HTMLElement, boxes: HTMLInputElement[], all: HTMLInputElement | null, whole: HTMLInputElement | null,
): void {
  const chosen = boxes.filter((box) => box.checked).length;
  for (const box of boxes) box.closest("[data-row]")?.classList.toggle("is-chosen", box.checked);
  if (all) {
    all.checked = chosen === boxes.length && chosen > 0;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const bar = form.querySelector<HTMLElement>("[data-bulkbar]");
  bar?.classList.toggle("is-idle", chosen === 0 && !whole?.checked);
  const count = form.querySelector<HTMLElement>("[data-chosen-count]");
  if (!count || chosen === 0) return;
  const told = chosen === 1 ? count.dataset["one"] : count.dataset["many"];
  count.textContent = (told ?? "").replace("[n]", String(chosen));
}
