/**
 * A page that waits for the server to be back, then goes on.
 *
 *     <p data-come-back="/fr/tour/">The shop is being made anew …</p>
 */
const EVERY = 1000;

export function comeBack(root: ParentNode): void {
  const waiting = root.querySelector<HTMLElement>("[data-come-back]");
  const target = waiting?.dataset["comeBack"];
  if (target) window.setTimeout(() => void ask(target), 2 * EVERY);
}

async function ask(target: string): Promise<void> {
  try {
    const answer = await fetch("/healthz/ready", { cache: "no-store" });
    if (answer.ok) {
      window.location.assign(target);
      return;
    }
  } catch {
    // not back yet
  }
  window.setTimeout(() => void ask(target), EVERY);
}
