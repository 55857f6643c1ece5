/** The rows of a chat: their moments on the reader's clock, and one that is still on its way. */

/** Each moment on the reader's own clock. */
export function localTimes(list: HTMLElement): void {
  const sign = document.documentElement.lang === "en" ? ":" : "\u00a0h\u00a0";
  for (const time of list.querySelectorAll<HTMLTimeElement>("time:not([data-local])")) {
    const at = new Date(time.dateTime);
    time.dataset["local"] = "";
    if (Number.isNaN(at.getTime()) || offsetIn(time.dateTime) === -at.getTimezoneOffset()) continue;
    time.textContent = `${at.getHours()}${sign}${String(at.getMinutes()).padStart(2, "0")}`;
  }
}

/** How many minutes before Greenwich a moment was written. */
function offsetIn(moment: string): number {
  const found = /([+-])(\d\d):(\d\d)$/.exec(moment);
  if (!found) return 0;
  return (found[1] === "-" ? -1 : 1) * (Number(found[2]) * 60 + Number(found[3]));
}

/** A message on its way. */
export function waiting(text: string, files: File[], told: (name: string) => string): HTMLLIElement {
  const row = document.createElement("li");
  row.className = "rp-msg is-me is-first is-waiting";
  const body = document.createElement("div");
  body.className = "rp-msg-body";
  body.dir = "auto";
  body.textContent = text || files.map((file) => file.name).join(", ");
  const state = document.createElement("small");
  state.textContent = told("sending");
  row.append(body, state);
  return row;
}
