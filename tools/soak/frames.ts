/** Frames of a whole run, over the lives of many content scripts. */

/** The counters of a content script, as `diagnostics` has them. */
export interface FrameCounts {
  seen: number;
  sent: number;
  answered: number;
  lost: number;
  dropped: Readonly<Record<string, number>>;
}

const flat = ({ dropped, ...rest }: FrameCounts): Record<string, number> => ({
  ...rest,
  ...Object.fromEntries(Object.entries(dropped).map(([reason, n]) => [`dropped: ${reason}`, n])),
});

/** Adds up what one content script after the other counted. */
export class FrameTotals {
  readonly total: Record<string, number> = {};
  #last: Record<string, number> = {};

  add(counts: FrameCounts): void {
    const now = flat(counts);
    // A counter that has gone back belongs to another life of the content script.
    const anew = Object.entries(now).some(([name, n]) => n < (this.#last[name] ?? 0));
    for (const [name, n] of Object.entries(now))
      this.total[name] = (this.total[name] ?? 0) + n - (anew ? 0 : (this.#last[name] ?? 0));
    this.#last = now;
  }

  /** Frames that the camera gave and that are in no other count: 0 when each has its reason. */
  get unexplained(): number {
    const { seen = 0, sent = 0 } = this.total;
    const dropped = Object.entries(this.total)
      .filter(([name]) => name.startsWith('dropped: '))
      .reduce((sum, [, n]) => sum + n, 0);
    return seen - sent - dropped;
  }
}
