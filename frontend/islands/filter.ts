/**
 * Finds an answer among many by a word. Without it all answers are there, group by group.
 *
 *     <form data-filter="Search: crack, blocked…" data-filter-none="Nothing by that word.">
 *       <fieldset data-filter-group>…<li data-words="Layers that open, cracks">…</li></fieldset>
 *     </form>
 */
export function filters(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>("form[data-filter]");
  const first = form?.querySelector("[data-filter-group]");
  if (!form || !first || form.querySelectorAll("[data-words]").length < 12) return;
  const field = document.createElement("input");
  field.type = "search";
  field.className = "form-control rp-filter";
  field.placeholder = form.dataset["filter"] ?? "";
  field.setAttribute("aria-label", field.placeholder);
  field.autocomplete = "off";
  const none = document.createElement("p");
  none.className = "rp-fine";
  none.setAttribute("role", "status");
  first.before(field, none);
  field.addEventListener("input", () => {
    const shown = show(form, field.value);
    none.textContent = shown ? "" : (form.dataset["filterNone"] ?? "");
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it looks, it does not send
  });
}

/** Show what has every word typed; how many do. */
export function show(form: ParentNode, typed: string): number {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const group of form.querySelectorAll<HTMLElement>("[data-filter-group]")) {
    let here = 0;
    for (const answer of group.querySelectorAll<HTMLElement>("[data-words]")) {
      const words = plain(answer.dataset["words"] ?? "");
      const fits = wanted.every((word) => words.includes(word));
      answer.hidden = !fits;
      if (fits) here += 1;
    }
    group.hidden = here === 0;
    for (const box of group.querySelectorAll("details")) {
      if (wanted.length) box.open = true;
      box.hidden = box.querySelectorAll("[data-words]:not([hidden])").length === 0;
    }
    shown += here;
  }
  return shown;
}

/** Without capitals and accents, so that "fele" finds "fêlé". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
