/** Counts the frames of a whole run, over several content scripts. */

/** The counters of a content script, as in its `diagnostics`. */
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

/** Adds up the counts of successive content scripts. */
export class FrameTotals {
  readonly total: Record<string, number> = {};
  #last: Record<string, number> = {};

  add(counts: FrameCounts): void {
    const now = flat(counts);
    // A counter that went down belongs to a new content script.
    const restarted = Object.entries(now).some(([name, n]) => n < (this.#last[name] ?? 0));
    for (const [name, n] of Object.entries(now))
      this.total[name] = (this.total[name] ?? 0) + n - (restarted ? 0 : (this.#last[name] ?? 0));
    this.#last = now;
  }

  /** How many of the camera's frames are in no other count; 0 if each is accounted for. */
  get unexplained(): number {
    const { seen = 0, sent = 0 } = this.total;
    const dropped = Object.entries(this.total)
      .filter(([name]) => name.startsWith('dropped: '))
      .reduce((sum, [, n]) => sum + n, 0);
    return seen - sent - dropped;
  }
}
