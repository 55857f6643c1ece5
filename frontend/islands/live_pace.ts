/** Looks again by asking: every few seconds while nothing tells us, seldom while something does, never twice at once. */
const EVERY = 4_000;
const IDLE_EVERY = 15_000; // nobody touched the page for a while
const HIDDEN_EVERY = 30_000; // the page is behind another one
const TOLD_EVERY = 60_000; // notices come: only what got lost on the way is to be found
const LONGEST = 120_000;
const IDLE = 120_000;

export class Pace {
  /** Whether notices come by themselves. */
  told = false;
  private timer: number | undefined;
  private busy = false;
  private again = false;
  private faults = 0;
  private touched = Date.now();
  private stopped = false;

  constructor(
    private readonly root: Document,
    private readonly poll: () => Promise<unknown> | void,
  ) {}

  /** Somebody is at the page. */
  touch(): void {
    const idle = Date.now() - this.touched > IDLE;
    this.touched = Date.now();
    if (idle && !this.told) this.look();
  }

  /** Look now; when we are looking already, once more afterwards. */
  look(): void {
    if (this.stopped) return;
    if (this.busy) this.again = true;
    else void this.ask();
  }

  /** Plan the next look as things stand now. */
  plan(): void {
    window.clearTimeout(this.timer);
    if (this.stopped) return;
    this.timer = window.setTimeout(() => {
      this.look();
    }, this.wait());
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    window.clearTimeout(this.timer);
    this.busy = true;
    try {
      await this.poll();
      this.faults = 0;
    } catch {
      this.faults += 1; // the network is away, or the house is: the next look comes later
    }
    this.busy = false;
    const again = this.again && this.faults === 0;
    this.again = false;
    if (again) this.look();
    else this.plan();
  }

  private wait(): number {
    if (this.told) return TOLD_EVERY;
    const idle = Date.now() - this.touched > IDLE;
    const every = this.root.hidden ? HIDDEN_EVERY : idle ? IDLE_EVERY : EVERY;
    return Math.min(LONGEST, every * 2 ** Math.min(this.faults, 5));
  }
}
