/**
 * Adds a button that copies the text of a field.
 *
 *     <textarea id="text" readonly>…</textarea>
 *     <p data-copy="text" data-copy-label="Copy" data-copied="Copied"></p>
 *
 * Without scripts the text is there to be selected; where the clipboard is closed to pages, the button selects it.
 */
export function copyTexts(root: Document): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-copy]")) {
    const field = root.getElementById(place.dataset["copy"] ?? "") as HTMLTextAreaElement | null;
    if (!field) continue;
    const button = root.createElement("button");
    button.type = "button";
    button.className = "btn btn-quiet";
    button.textContent = place.dataset["copyLabel"] ?? "";
    const told = root.createElement("span");
    told.setAttribute("role", "status");
    button.addEventListener("click", () => {
      copy(root, field).then(
        () => (told.textContent = place.dataset["copied"] ?? ""),
        () => field.select(),
      );
    });
    place.append(button, told);
  }
}

async function copy(root: Document, field: HTMLTextAreaElement): Promise<void> {
  const clipboard = root.defaultView?.navigator.clipboard;
  if (!clipboard) throw new Error("no clipboard");
  await clipboard.writeText(field.value);
}
