/**
 * Asks for a return inside the chat: its questions stand where the messages stand, one after the other, each kept by the
 * house as on the pages. Without it the same addresses are pages of their own.
 *
 *     <section data-chat="/fr/s/shop/chat/">
 *       <div data-chat-log>…</div>
 *       <div data-chat-sheet hidden></div>
 *       <a href="/fr/s/shop/chat/return/" data-chat-return>Open a return</a>
 *     </section>
 */
import { type Wire, knock } from "./chat_wire";
import { focusErrors } from "./errors";
import { filters } from "./filter";
import { steppers } from "./stepper";
import { uploads } from "./uploads";

export interface Returning {
  /** What could not be sent or shown. */
  say(problems: string[]): void;
  failed: string;
  /** A case was opened: the conversation has a new line. */
  opened(): void;
}

export function chatReturn(place: HTMLElement, wire: Wire, told: Returning): void {
  const box = place.querySelector<HTMLElement>("[data-chat-sheet]");
  const base = `${place.dataset["chat"] ?? ""}return/`;
  if (!box) return;
  let busy = false;
  let opener: HTMLElement | null = null;

  const show = (open: boolean): void => {
    box.hidden = !open;
    place.classList.toggle("is-returning", open);
    told.say([]);
  };

  const draw = (html: string): boolean => {
    const made = document.createElement("template");
    made.innerHTML = html;
    const sheet = made.content.querySelector<HTMLElement>("[data-return-sheet]");
    if (!sheet) return false;
    apart(sheet, box);
    box.replaceChildren(...[...made.content.childNodes]);
    show(true);
    steppers(box);
    filters(box);
    uploads(box, wire.headers);
    const body = box.querySelector<HTMLElement>(".rp-chatreturn-body");
    if (body) body.scrollTop = 0;
    if (box.querySelector("[data-errors]")) focusErrors(box);
    else focus(box.querySelector("h1"));
    if (box.querySelector("[data-return-done]")) told.opened();
    return true;
  };

  const go = async (address: string, body?: FormData): Promise<void> => {
    if (busy) return;
    busy = true;
    box.setAttribute("aria-busy", "true");
    let problems: string[] = [];
    try {
      const answer = await knock(wire, address, body);
      if (answer.headers.get("Content-Type")?.includes("json")) {
        problems = ((await answer.json()) as { problems?: string[] }).problems ?? [told.failed];
      } else if (!draw(await answer.text())) problems = [told.failed];
    } catch {
      problems = [told.failed]; // no connection: what was chosen is still there
    }
    busy = false;
    box.removeAttribute("aria-busy");
    if (problems.length) told.say(problems);
  };

  const close = (): void => {
    show(false);
    if (box.querySelector("[data-return-done]")) box.replaceChildren();
    (opener?.isConnected ? opener : place.querySelector<HTMLElement>("[data-chat-return]"))?.focus();
  };

  place.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || link.target === "_blank") return;
    const ours = new URL(link.href).pathname.startsWith(new URL(base, location.href).pathname);
    const leaves = box.contains(link) && link.pathname === new URL(base, location.href).pathname.replace(/return\/$/, "");
    if (!ours && !leaves) return;
    if (box.contains(link) && link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    if (leaves || "returnClose" in link.dataset) return close();
    if (!box.contains(link)) opener = link;
    if (!box.contains(link) && box.querySelector("form")) return show(true); // as it was left
    void go(link.href);
  });
  place.addEventListener("submit", (event) => {
    if ((event.target as Element).matches(".rp-chat-person")) show(false); // what follows stands among the messages
  });
  box.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    event.preventDefault();
    void go(form.action, new FormData(form, event.submitter));
  });
}

function focus(heading: HTMLElement | null): void {
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Names that the page around uses as well get others, so that a label leads to its own field. */
function apart(sheet: HTMLElement, box: HTMLElement): void {
  for (const part of sheet.querySelectorAll<HTMLElement>("[id]:not(svg *)")) {
    const name = part.id;
    const taken = document.getElementById(name);
    if (!taken || box.contains(taken)) continue;
    part.id = `in-chat-${name}`;
    for (const attribute of ["for", "aria-describedby", "aria-labelledby"])
      for (const other of sheet.querySelectorAll(`[${attribute}="${CSS.escape(name)}"]`))
        other.setAttribute(attribute, part.id);
    for (const link of sheet.querySelectorAll(`a[href="#${CSS.escape(name)}"]`)) link.setAttribute("href", `#${part.id}`);
  }
}
