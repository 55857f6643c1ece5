/**
 * Adds a button that ticks every box of a checklist.
 *
 *     <fieldset data-tick-all="Tick all">…<input type="checkbox">…</fieldset>
 */
export function tickAll(root: Document): void {
  for (const list of root.querySelectorAll<HTMLElement>("[data-tick-all]")) {
    const button = root.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet rp-tickall";
    button.textContent = list.dataset["tickAll"] ?? "";
    button.addEventListener("click", () => {
      for (const box of list.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) box.checked = true;
    });
    list.append(button);
  }
}
