/**
 * Keeps the letter beside a form as it would leave: a moment after the last key the server writes it anew. Without
 * scripts a button does the same.
 *
 *     <form> <div data-decision-from>…fields…</div> <section data-decision>… <button data-decision-look>…</button></section> </form>
 */
const PAUSE_MS = 500;

export function keepLetter(root: Document): void {
  const fields = root.querySelector<HTMLElement>("[data-decision-from]");
  const form = fields?.closest("form");
  if (!fields || !form) return;
  const look = root.querySelector<HTMLElement>("[data-decision-look]");
  if (look) look.hidden = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  const show = async (): Promise<void> => {
    asked?.abort();
    asked = new AbortController();
    const data = new FormData(form);
    data.set("look", "1");
    try {
      const answer = await fetch(root.location.href, { method: "POST", body: data, signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-decision]");
      fresh?.querySelector("[data-decision-look]")?.setAttribute("hidden", "");
      if (fresh) root.querySelector("[data-decision]")?.replaceWith(fresh);
    } catch {
      if (look) look.hidden = false; // no network: the button is there again
    }
  };
  fields.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void show(), PAUSE_MS);
  });
}
