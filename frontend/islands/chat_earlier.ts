/**
 * Earlier messages come above those that are there, and the reader stays where they were. Without it the link leads to a
 * page of them.
 *
 *     <div data-chat-log><p data-chat-earlier><a href="/fr/s/shop/chat/?before=101">…</a></p><ol data-chat-list>…</ol></div>
 */
import { localTimes } from "./chat_rows";
import { type Wire, ask } from "./chat_wire";

export function earlier(place: HTMLElement, wire: Wire): void {
  place.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>("[data-chat-earlier] a");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    link.setAttribute("aria-busy", "true");
    above(place, link, wire).catch(() => link.removeAttribute("aria-busy"));
  });
}

async function above(place: HTMLElement, link: HTMLAnchorElement, wire: Wire): Promise<void> {
  const address = new URL(link.href);
  address.hash = "";
  address.searchParams.set("panel", "");
  const html = await (await ask(wire, address.toString())).text();
  const panel = new DOMParser().parseFromString(html, "text/html");
  const list = place.querySelector<HTMLElement>("[data-chat-list]");
  const log = place.querySelector<HTMLElement>("[data-chat-log]");
  if (!list) return;
  const below = log ? log.scrollHeight - log.scrollTop : 0;
  const rows = [...panel.querySelectorAll<HTMLElement>("[data-chat-list] > *")];
  for (const row of rows) {
    const { number, day } = row.dataset;
    if (number) list.querySelector(`[data-number="${number}"]`)?.remove();
    if (day) list.querySelector(`[data-day="${day}"]`)?.remove(); // its heading stands above what is earlier
  }
  list.prepend(...rows.map((row) => document.adoptNode(row)));
  localTimes(list);
  const more = panel.querySelector("[data-chat-earlier]");
  const shown = link.closest("[data-chat-earlier]");
  if (more) shown?.replaceWith(document.adoptNode(more));
  else shown?.remove();
  if (log) log.scrollTop = log.scrollHeight - below;
  list.querySelector<HTMLElement>("[data-number]")?.setAttribute("tabindex", "-1");
  if (!more) list.querySelector<HTMLElement>("[data-number]")?.focus({ preventScroll: true });
  else place.querySelector<HTMLElement>("[data-chat-earlier] a")?.focus({ preventScroll: true });
}
