/**
 * The box in which staff write: sends without leaving the page, keeps what is typed on this device until it is sent, and
 * says when the customer wrote meanwhile.
 */
import { forget, keep, kept } from "./kept_words";

type Absorb = (html: string, mine: boolean) => string;

export class Writer {
  private readonly box: HTMLTextAreaElement | null;
  private readonly problem: HTMLElement | null;
  private told: ((note: boolean) => void) | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly key: string,
    private readonly absorb: Absorb,
  ) {
    this.box = form.querySelector("[data-compose]");
    this.problem = form.querySelector("[data-write-problem]");
    form.addEventListener("submit", (event) => void this.send(event));
    form.addEventListener("change", () => this.changed());
    this.box?.addEventListener("input", () => this.typed());
    this.box?.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    this.restore();
    this.changed();
  }

  begin(as: string): void {
    const radio = this.form.querySelector<HTMLInputElement>(`[data-as="${as}"]`);
    if (radio) radio.checked = true;
    this.changed();
    this.box?.focus();
  }

  onTyped(told: (note: boolean) => void): void {
    this.told = told;
  }

  /** The page shows everything up to a number, and how far the case has come. */
  saw(number: number, ofCase: string): void {
    const seen = this.form.querySelector<HTMLInputElement>("input[name=seen]");
    if (seen) seen.value = String(number);
    const place = this.form.querySelector<HTMLInputElement>("input[name=case_seen]");
    if (place && ofCase) place.value = ofCase;
  }

  /** The customer wrote; whoever is writing to them hears of it. */
  overtaken(tell: boolean): void {
    if (tell && this.as === "reply" && this.box?.value.trim()) this.say(this.form.dataset["newer"] ?? "");
  }

  private get as(): string {
    return this.form.querySelector<HTMLInputElement>("[data-as]:checked")?.value ?? "reply";
  }

  private get name(): string {
    return `talk/${this.key}`;
  }

  private changed(): void {
    if (this.box) this.box.placeholder = this.box.dataset[this.as] ?? "";
    const count = this.form.querySelector<HTMLInputElement>("[data-files]")?.files?.length ?? 0;
    const place = this.form.querySelector<HTMLElement>("[data-files-chosen]");
    if (!place) return;
    const told = count === 1 ? place.dataset["one"] : place.dataset["many"];
    place.textContent = count ? (told ?? "").replace("[n]", String(count)) : "";
  }

  private typed(): void {
    const body = this.box?.value ?? "";
    if (body.trim()) keep(this.name, { body, as: this.as });
    else forget(this.name);
    if (body) this.told?.(this.as !== "reply");
  }

  private restore(): void {
    const words = kept(this.name);
    if (!words || !this.box || this.box.value !== "") return;
    this.box.value = words["body"] ?? "";
    const radio = this.form.querySelector<HTMLInputElement>(`[data-as="${words["as"] ?? "reply"}"]`);
    if (radio) radio.checked = true;
  }

  private async send(event: SubmitEvent): Promise<void> {
    const button = event.submitter;
    if (event.defaultPrevented || (button instanceof HTMLElement && button.hasAttribute("formaction"))) return;
    event.preventDefault();
    this.say("");
    let status = 0;
    try {
      const body = new FormData(this.form);
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.redirected) throw new Error("signed out");
      status = answer.status;
      const refused = this.absorb(await answer.text(), answer.ok);
      if (answer.ok) this.done();
      else this.say(refused || (this.form.dataset["lost"] ?? ""));
    } catch {
      this.say(this.form.dataset["lost"] ?? "");
    } finally {
      delete this.form.dataset["sent"];
      this.form.removeAttribute("aria-busy");
      this.box?.focus();
      if (status === 0) this.typed();
    }
  }

  private done(): void {
    forget(this.name);
    if (this.box) this.box.value = "";
    const files = this.form.querySelector<HTMLInputElement>("[data-files]");
    if (files) files.value = "";
    const id = this.form.querySelector<HTMLInputElement>("input[name=client_id]");
    if (id) id.value = crypto.randomUUID();
    this.form.dispatchEvent(new CustomEvent("reprise:sent", { bubbles: true }));
    this.changed();
  }

  private say(told: string): void {
    if (!this.problem) return;
    this.problem.textContent = told;
    this.problem.hidden = !told;
  }
}
