// Runs in every world of the extension; may import nothing.

/** Calls `run` once after `ms`; returns the function that cancels it. */
export type After = (ms: number, run: () => void) => () => void;

/** Clock and timers, handed in so that tests need not wait. */
export interface Timers {
  /** Monotonic time in ms. */
  now(): number;
  after: After;
  /** Calls `run` every `ms`; returns the function that ends it. */
  every: After;
}

export const realTimers: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const id = setTimeout(run, ms);
    return () => clearTimeout(id);
  },
  every(ms, run) {
    const id = setInterval(run, ms);
    return () => clearInterval(id);
  },
};

export interface NamedTimers<Name> {
  /** Runs `run` once after `ms`; replaces what was armed under this name. */
  arm(name: Name, ms: number, run: () => void): void;
  armed(name: Name): boolean;
  cancel(name: Name): void;
}

/** One-shot timers, at most one per name. */
export function namedTimers<Name>(timers: Pick<Timers, 'after'>): NamedTimers<Name> {
  /** Cancels the timer of each name. */
  const running = new Map<Name, () => void>();
  const cancel = (name: Name): void => {
    running.get(name)?.();
    running.delete(name);
  };
  return {
    arm(name, ms, run) {
      cancel(name);
      const stop = timers.after(ms, () => {
        running.delete(name);
        run();
      });
      running.set(name, stop);
    },
    armed: (name) => running.has(name),
    cancel,
  };
}
