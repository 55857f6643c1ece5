/**
 * `/` jumps to the search field, unless somebody is typing.
 *
 *     <input type="search" data-search-key>
 */
export function searchKey(root: Document): void {
  const field = root.querySelector<HTMLInputElement>("[data-search-key]");
  if (!field) return;
  root.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

/** Whether keys go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
}
