/**
 * Keeps what is typed on this device until it has been sent, and waits with sending while there is no network. Without
 * it the form is a plain form; what was sent before is kept by the server.
 *
 *     <form method="post" data-draft="key/reason/12">
 *       <textarea name="description"></textarea>
 *       <p role="status" hidden data-offline data-lost="No network…" data-back="The network is back: sending."></p>
 *     </form>
 */
import { forgetSent, keep, kept, markSent, typedOver } from "./kept_words";

const LOOK_EVERY = 5000; // milliseconds, while the network is away
const LOOK_AGAIN = 10_000; // while somebody types
const PATIENCE = 6000; // after so long without an answer there is no network worth the name

let doubtful = false;
let looked = 0;

export function keepWords(root: Document): void {
  const forms = root.querySelectorAll<HTMLFormElement>("form[data-draft]");
  forgetSent([...forms].map((form) => form.dataset["draft"] ?? ""));
  for (const form of forms) {
    const key = form.dataset["draft"] ?? "";
    restore(form, key);
    form.addEventListener("input", () => {
      keep(key, typed(form), shown(form));
      look();
    });
    form.addEventListener("submit", (event) => wait(event, form, key));
  }
}

/** The texts of a form by their names; files, secrets and what the page itself put there are not ours to keep. */
export function typed(form: HTMLFormElement): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const field of fields(form)) texts[field.name] = field.value;
  return texts;
}

/** What the page itself put into the fields. */
function shown(form: HTMLFormElement): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const field of fields(form)) texts[field.name] = field.defaultValue;
  return texts;
}

/** The server's word counts more, unless it is still the one that was typed over and not sent. */
function restore(form: HTMLFormElement, key: string): void {
  const texts = kept(key);
  if (!texts) return;
  const over = typedOver(key);
  for (const field of fields(form)) {
    const text = texts[field.name];
    if (text === undefined) continue;
    if (field.value === "" || over[field.name] === field.defaultValue) field.value = text;
  }
}

function* fields(form: HTMLFormElement): Generator<HTMLInputElement | HTMLTextAreaElement> {
  for (const field of form.elements) {
    const text = field instanceof HTMLTextAreaElement;
    const line = field instanceof HTMLInputElement && ["text", "email", "tel", "date", "number"].includes(field.type);
    if ((text || line) && field.name) yield field as HTMLInputElement | HTMLTextAreaElement;
  }
}

/** Send at once where the network is there as far as anybody knows, else say so and go on looking. */
function wait(event: SubmitEvent, form: HTMLFormElement, key: string): void {
  if (form.dataset["waiting"]) {
    event.preventDefault();
    return;
  }
  keep(key, typed(form), shown(form));
  if (navigator.onLine && !doubtful) {
    markSent(key);
    return;
  }
  event.preventDefault();
  form.dataset["waiting"] = "yes";
  const by = event.submitter instanceof HTMLButtonElement ? event.submitter : undefined;
  const said = form.querySelector<HTMLElement>("[data-offline]");
  const attempt = async (): Promise<void> => {
    if (await reachable()) {
      doubtful = false;
      say(said, "back");
      delete form.dataset["waiting"];
      delete form.dataset["sent"];
      form.requestSubmit(by);
      return;
    }
    say(said, "lost");
    setTimeout(() => void attempt(), LOOK_EVERY);
  };
  void attempt();
}

function say(place: HTMLElement | null, what: string): void {
  if (!place || (what === "back" && place.hidden)) return;
  place.hidden = false;
  place.textContent = place.dataset[what] ?? "";
}

/** While somebody types, look now and then: a phone often believes in a network that is gone. */
function look(): void {
  if (Date.now() - looked < LOOK_AGAIN) return;
  looked = Date.now();
  void reachable().then((there) => {
    doubtful = !there;
  });
}

/** Whether the shop's server answers at all; what it answers does not matter. */
async function reachable(): Promise<boolean> {
  if (!navigator.onLine) return false;
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  try {
    await fetch(icon?.href ?? location.href, {
      method: "HEAD",
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE),
    });
    return true;
  } catch {
    return false;
  }
}

