/**
 * Puts the focus on the summary of what is wrong, and on a field when its line in the summary is followed.
 *
 *     <div class="rp-errors" role="alert" tabindex="-1" data-errors>
 *       <ul><li><a href="#id_number">Enter the order number.</a></li></ul>
 *     </div>
 */
export function focusErrors(root: ParentNode): void {
  const summary = root.querySelector<HTMLElement>("[data-errors]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
}
