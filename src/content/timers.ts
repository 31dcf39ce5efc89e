/** Clock and timers, handed in so that tests need not wait. */
export interface Timers {
  /** Monotonic time in ms. */
  now(): number;
  /** Runs once after `ms`; answers the function that cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Runs every `ms`; answers the function that ends it. */
  every(ms: number, run: () => void): () => void;
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
