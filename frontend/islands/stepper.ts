/**
 * Puts a button for one less and one more around a number field. Without it the field stands alone and works as well.
 *
 *     <span data-stepper data-less="One less" data-more="One more"><input type="number" min="1" max="4"></span>
 */
export function steppers(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>("[data-stepper]")) {
    const field = box.querySelector("input");
    if (!field) continue;
    const less = button(box.dataset["less"] ?? "", "minus");
    const more = button(box.dataset["more"] ?? "", "plus");
    const step = (by: number): void => {
      field.value = String(clamped(Number(field.value) + by, field));
      show();
    };
    const show = (): void => {
      less.disabled = Number(field.value) <= Number(field.min);
      more.disabled = Number(field.value) >= Number(field.max);
    };
    less.addEventListener("click", () => step(-1));
    more.addEventListener("click", () => step(1));
    field.addEventListener("input", show);
    box.prepend(less);
    box.append(more);
    show();
  }
}

function clamped(value: number, field: HTMLInputElement): number {
  const whole = Number.isFinite(value) ? Math.round(value) : Number(field.min);
  return Math.min(Number(field.max), Math.max(Number(field.min), whole));
}

function button(label: string, icon: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.setAttribute("aria-label", label);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "rp-icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${icon}`);
  svg.append(use);
  made.append(svg);
  return made;
}
