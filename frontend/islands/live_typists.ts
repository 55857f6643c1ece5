/** Who is writing: told seldom while keys are pressed, and shown until nothing was told for a while. */
import type { Person } from "./live";

const TELL_EVERY = 2_500;
const LASTS = 6_000;

export class Typists {
  private readonly told = new Map<number, number>();
  private readonly shown = new Map<number, number>();

  constructor(private readonly show: (who: Person | null, topic: number) => void) {}

  /** Whether a key pressed now is worth telling. */
  worthTelling(topic: number): boolean {
    const last = this.told.get(topic);
    if (last !== undefined && Date.now() - last < TELL_EVERY) return false;
    this.told.set(topic, Date.now());
    return true;
  }

  types(who: Person, topic: number): void {
    window.clearTimeout(this.shown.get(topic));
    const end = window.setTimeout(() => {
      this.stopped(topic);
    }, LASTS);
    this.shown.set(topic, end);
    this.show(who, topic);
  }

  /** Nobody writes any more: it was sent, or given up. */
  stopped(topic: number): void {
    window.clearTimeout(this.shown.get(topic));
    if (this.shown.delete(topic)) this.show(null, topic);
  }

  forget(): void {
    for (const timer of this.shown.values()) window.clearTimeout(timer);
    this.shown.clear();
  }
}
