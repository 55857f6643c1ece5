/**
 * Closes an open menu when somebody presses Escape or clicks elsewhere; it opens by itself, being a `<details>`.
 *
 *     <details data-menu><summary>…</summary><ul>…</ul></details>
 */
export function closeMenus(root: Document): void {
  const open = (): HTMLDetailsElement[] => [...root.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]")];
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector<HTMLElement>("summary")?.focus();
    }
  });
  root.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target as Node)) menu.open = false;
  });
}
