/**
 * Follows a part of the page that is still being made: it is asked for again and again and put in its own place until
 * it is done. A part that nobody has asked for begins by itself once the page has been quiet for a moment. Without it
 * both are buttons, and a reload shows how far things are.
 *
 *     <aside id="trial" data-watch="/fr/desk/shop/laboratory/trial/">…</aside>
 *     <aside id="trial" data-watch-begin>…<form method="post" action="…/begin/">…</form></aside>
 */
const EVERY = 1200;
const QUIET = 1500;
const HEADERS = { "HX-Request": "true" };

export function watchParts(root: Document): void {
  const look = (): void => {
    for (const part of root.querySelectorAll<HTMLElement>("[data-watch]")) void follow(part);
    for (const part of root.querySelectorAll<HTMLElement>("[data-watch-begin]")) void begin(part);
    window.setTimeout(look, root.hidden ? EVERY * 5 : EVERY);
  };
  window.setTimeout(look, EVERY);
}

const busy = new WeakSet<HTMLElement>();
const seen = new WeakMap<HTMLElement, number>();

async function follow(part: HTMLElement): Promise<void> {
  if (busy.has(part)) return;
  busy.add(part);
  await put(part, fetch(part.dataset["watch"] ?? "", { headers: HEADERS, credentials: "same-origin" }));
}

/** Only what has stood still for a moment: while somebody edits, the part is drawn anew each time. */
async function begin(part: HTMLElement): Promise<void> {
  const since = seen.get(part) ?? Date.now();
  seen.set(part, since);
  const form = part.querySelector("form");
  if (busy.has(part) || !form || Date.now() - since < QUIET) return;
  busy.add(part);
  await put(part, fetch(form.action, { method: "POST", body: new FormData(form), headers: HEADERS }));
}

async function put(part: HTMLElement, asked: Promise<Response>): Promise<void> {
  try {
    const answer = await asked;
    if (answer.headers.get("HX-Refresh")) {
      window.location.reload();
      return;
    }
    if (answer.ok && part.isConnected) part.outerHTML = await answer.text();
    if (!answer.ok) delete part.dataset["watch"]; // a reload tells why
  } catch {
    busy.delete(part); // the network is away: the next look asks again
  }
}
