/**
 * Shows a colour and a logo in the small drawings beside the form, and says whether white words can be read on it.
 * Without it the drawings show what is saved, and the server says the same when the form is sent.
 *
 *     <input data-colour> <p data-colour-says data-fine="… {n} …" data-pale="… {n} …"></p>
 *     <section data-brand-preview data-house="#0b5a6e"><svg><rect data-preview-fill/><image data-preview-logo/></svg></section>
 */
export function brandPreview(root: ParentNode): void {
  const box = root.querySelector<HTMLElement>("[data-brand-preview]");
  const field = root.querySelector<HTMLInputElement>("input[data-colour]");
  if (!box || !field) return;
  const says = root.querySelector<HTMLElement>("[data-colour-says]");
  const picker = pickerBeside(field);
  const show = (): void => {
    const colour = tidy(field.value) || (field.value.trim() ? "" : (box.dataset["house"] ?? ""));
    if (!colour) return;
    picker.value = colour;
    for (const part of box.querySelectorAll("[data-preview-fill]")) part.setAttribute("fill", colour);
    if (says) tell(says, contrastOnWhite(colour));
  };
  field.addEventListener("input", show);
  picker.addEventListener("input", () => {
    field.value = picker.value;
    show();
  });
  root.querySelector<HTMLInputElement>('input[type="file"][name="logo"]')?.addEventListener("change", (event) => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (!file || !file.type.startsWith("image/")) return;
    const address = URL.createObjectURL(file);
    for (const part of box.querySelectorAll("[data-preview-logo]")) part.setAttribute("href", address);
    for (const part of box.querySelectorAll("[data-preview-name]")) part.setAttribute("x", "94");
  });
  show();
}

/** A colour as #rrggbb, or nothing. */
export function tidy(text: string): string {
  const found = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (!found) return "";
  return `#${found.length === 3 ? [...found].map((digit) => digit + digit).join("") : found}`;
}

/** Contrast with white, as WCAG counts it. */
export function contrastOnWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

function tell(says: HTMLElement, contrast: number): void {
  const sentence = (contrast >= 4.5 ? says.dataset["fine"] : says.dataset["pale"]) ?? "";
  const figure = (Math.floor(contrast * 10) / 10).toLocaleString(document.documentElement.lang);
  says.textContent = sentence.replace("{n}", figure);
  says.classList.toggle("is-late", contrast < 4.5);
}

function pickerBeside(field: HTMLInputElement): HTMLInputElement {
  const made = document.createElement("input");
  made.type = "color";
  made.className = "form-control form-control-color";
  made.setAttribute("aria-label", field.labels?.[0]?.textContent?.trim() ?? "");
  const row = document.createElement("span");
  row.className = "rp-colour";
  field.replaceWith(row);
  row.append(field, made);
  return made;
}
