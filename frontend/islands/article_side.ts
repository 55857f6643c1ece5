/**
 * Keeps on this device what somebody likes to see side by side: both languages, or one with the preview.
 *
 *     <input type="radio" name="side" value="fr">
 */
const PLACE = "reprise:article-side";

export function keepSide(form: HTMLFormElement): void {
  const chosen = read();
  for (const radio of form.querySelectorAll<HTMLInputElement>("input[name=side]")) {
    if (chosen && !form.hasAttribute("data-bound")) radio.checked = radio.value === chosen;
    radio.addEventListener("change", () => write(radio.value));
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(PLACE);
  } catch {
    return null;
  }
}

function write(side: string): void {
  try {
    localStorage.setItem(PLACE, side);
  } catch {
    // storage is switched off: the next page begins with both languages
  }
}
