/**
 * Shares one recognizer among streams: the newest frame of each stream is queued, older ones are
 * dropped (a late caption is worse than a skipped frame), and streams take turns.
 */
export interface Scheduler<Job> {
  add(stream: string, job: Job): void;
  /** Drops the stream's queued job; a running one is not interrupted. */
  remove(stream: string): void;
}

export function createScheduler<Job>(
  run: (stream: string, job: Job) => Promise<void>,
  onDrop: (stream: string, job: Job) => void,
): Scheduler<Job> {
  // A Map keeps insertion order: a stream that was served and adds a job again comes last.
  const waiting = new Map<string, Job>();
  let running = false;

  const work = async (): Promise<void> => {
    if (running) return;
    running = true;
    try {
      for (;;) {
        const next = waiting.entries().next();
        if (next.done) return;
        const [stream, job] = next.value;
        waiting.delete(stream);
        await run(stream, job);
      }
    } finally {
      running = false;
    }
  };

  return {
    add(stream, job) {
      const old = waiting.get(stream);
      if (old !== undefined) onDrop(stream, old);
      waiting.set(stream, job);
      void work();
    },
    remove(stream) {
      const old = waiting.get(stream);
      if (old === undefined) return;
      waiting.delete(stream);
      onDrop(stream, old);
    },
  };
}
