/**
 * Changes a row of the policy in its place: a cell opens as a small form beside itself, and a deed redraws the table
 * without leaving the page. Without it every cell is a link to the row's own page and every deed loads the page anew.
 *
 *     <div data-policy-part>
 *       <form id="rows" data-inplace>…</form>
 *       <tbody data-row="a1"><td><a href="…?cell=when-kind" data-cell>Filament</a></td></tbody>
 *     </div>
 */
const HEADERS = { "HX-Request": "true" };

export function changeInPlace(root: Document): void {
  const part = root.querySelector<HTMLElement>("[data-policy-part]");
  if (!part?.querySelector("[data-grid]")) return;
  const editor = new Editor(part);
  part.addEventListener("click", (event) => editor.clicked(event));
  part.addEventListener("submit", (event) => void editor.sent(event));
  part.addEventListener("keydown", (event) => editor.pressed(event));
  root.addEventListener("pointerdown", (event) => editor.left(event));
}

/** The open cell, and how the table is drawn again. */
class Editor {
  private pop: HTMLElement | undefined;
  private cell: HTMLAnchorElement | undefined;
  private untouched = "";
  private busy = false;

  constructor(private readonly part: HTMLElement) {}

  clicked(event: MouseEvent): void {
    const target = event.target as Element;
    if (target.closest("[data-close]")) {
      this.close();
      return;
    }
    const cell = target.closest<HTMLAnchorElement>("a[data-cell]");
    if (!cell || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void this.open(cell);
  }

  /** Enter opens a cell (it is a link); arrows go from cell to cell, Alt with an arrow moves the row. */
  pressed(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.pop) {
      event.preventDefault();
      this.close();
      return;
    }
    const from = (event.target as Element).closest<HTMLElement>("a[data-cell], .rp-rule-n");
    const row = from?.closest<HTMLElement>("[data-row]");
    if (!from || !row || this.pop) return;
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      const deed = event.key === "ArrowUp" ? "up" : "down";
      row.querySelector<HTMLButtonElement>(`button[value="${deed}:${row.dataset["row"]}"]`)?.click();
      return;
    }
    const next = neighbour(from, row, event.key);
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /** A press elsewhere keeps what was typed, as in any table. */
  left(event: Event): void {
    const target = event.target as Element;
    if (!this.pop || this.pop.contains(target)) return;
    const form = this.pop.querySelector("form");
    if (form && written(form) !== this.untouched) form.requestSubmit();
    else this.close(false);
  }

  async open(cell: HTMLAnchorElement): Promise<void> {
    this.close(false);
    const answer = await ask(cell.href, { headers: HEADERS });
    if (!answer?.ok) {
      window.location.assign(cell.href);
      return;
    }
    this.show(cell, await answer.text());
  }

  async sent(event: SubmitEvent): Promise<void> {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-inplace]")) return;
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    form.setAttribute("aria-busy", "true");
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    const body = new FormData(form, button);
    const answer = await ask(form.action, { method: "POST", body, headers: HEADERS });
    this.busy = false;
    form.removeAttribute("aria-busy");
    if (!answer || answer.redirected) {
      form.removeAttribute("data-inplace"); // no answer, or a sign-in page: let the browser say it itself
      form.requestSubmit(button);
      return;
    }
    const html = await answer.text();
    if (html.includes("rp-celledit") && this.cell) this.show(this.cell, html);
    else if (html.includes("data-grid")) this.redraw(html);
    else window.location.reload();
  }

  private show(cell: HTMLAnchorElement, html: string): void {
    this.close(false);
    const pop = document.createElement("div");
    pop.className = "rp-cellpop";
    pop.setAttribute("role", "dialog");
    pop.innerHTML = html;
    const form = pop.querySelector("form");
    if (!form) {
      window.location.assign(cell.href);
      return;
    }
    pop.setAttribute("aria-label", pop.querySelector("legend, label")?.textContent?.trim() ?? "");
    this.part.append(pop);
    place(pop, cell);
    cell.setAttribute("aria-expanded", "true");
    this.pop = pop;
    this.cell = cell;
    this.untouched = pop.querySelector("[role=alert], .rp-field-error") ? "" : written(form);
    focusFirst(form);
  }

  private close(back = true): void {
    this.pop?.remove();
    this.cell?.removeAttribute("aria-expanded");
    if (back) this.cell?.focus();
    this.pop = undefined;
    this.cell = undefined;
  }

  private redraw(html: string): void {
    const wrap = this.part.querySelector(".rp-gridwrap");
    const [left, top] = [wrap?.scrollLeft ?? 0, window.scrollY];
    const cell = this.cell?.id;
    const row = this.part.ownerDocument.activeElement?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    this.close(false);
    this.part.innerHTML = html;
    const again = this.part.querySelector(".rp-gridwrap");
    if (again) again.scrollLeft = left;
    window.scrollTo({ top });
    const said = this.part.querySelector<HTMLElement>("[data-said]");
    if (said) {
      const words = said.textContent;
      said.textContent = ""; // said anew once it stands in the page, so that it is read out
      window.setTimeout(() => (said.textContent = words), 60);
    }
    const find = (id: string | undefined): HTMLElement | null => (id ? document.getElementById(id) : null);
    (find(cell) ?? find(row && `n-${row}`) ?? find("undo") ?? find("add"))?.focus({ preventScroll: true });
  }
}

/** An answer, or nothing when the line is down. */
async function ask(address: string, how: RequestInit): Promise<Response | undefined> {
  try {
    return await fetch(address, { credentials: "same-origin", ...how });
  } catch {
    return undefined;
  }
}

function written(form: HTMLFormElement): string {
  return [...new FormData(form)].map(([name, value]) => `${name}=${String(value)}`).join("&");
}

function focusFirst(form: HTMLFormElement): void {
  const chosen = form.querySelector<HTMLInputElement>("input:checked:not([type=hidden])");
  const first = form.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select");
  (chosen ?? first)?.focus();
  if (first instanceof HTMLInputElement && first.type === "text") first.select();
}

/** Beside its cell, within the window. */
function place(pop: HTMLElement, cell: HTMLElement): void {
  const at = cell.getBoundingClientRect();
  const [wide, high] = [pop.offsetWidth, pop.offsetHeight];
  const left = Math.max(8, Math.min(at.left, window.innerWidth - wide - 8));
  const below = at.bottom + 4;
  const top = below + high < window.innerHeight ? below : Math.max(8, at.top - high - 4);
  pop.style.left = `${left}px`;
  pop.style.top = `${top}px`;
}

/** The cell an arrow leads to. */
export function neighbour(from: HTMLElement, row: HTMLElement, key: string): HTMLElement | undefined {
  const cells = (one: HTMLElement): HTMLElement[] => [...one.querySelectorAll<HTMLElement>(".rp-rule-n, a[data-cell]")];
  const here = cells(row);
  const at = here.indexOf(from);
  if (key === "ArrowRight") return here[at + 1];
  if (key === "ArrowLeft") return here[at - 1];
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
  const next = { ArrowDown: rows[rows.indexOf(row) + 1], ArrowUp: rows[rows.indexOf(row) - 1] }[key];
  return next && cells(next)[at];
}
