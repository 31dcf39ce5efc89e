/** Which signs were reported and have not been released since. Pure; frame timestamps are the only clock. */
export interface Reported {
  has(gesture: string): boolean;
  add(gesture: string): void;
  /** The sign was never captioned: it may be reported again. */
  takeBack(gesture: string): void;
  /** Releases what has not been shown for the release time. */
  release(timestamp: number, shown: ReadonlySet<string>): void;
  reset(): void;
}

export function createReported(releaseMs: number): Reported {
  /** By sign, the first frame of its absence (null: still shown). */
  const absences = new Map<string, number | null>();
  return {
    has: (gesture) => absences.has(gesture),
    add(gesture) {
      absences.set(gesture, null);
    },
    takeBack(gesture) {
      absences.delete(gesture);
    },
    release(timestamp, shown) {
      for (const [gesture, absentSince] of absences) {
        if (shown.has(gesture)) absences.set(gesture, null);
        else if (absentSince === null) absences.set(gesture, timestamp);
        else if (timestamp - absentSince >= releaseMs) absences.delete(gesture);
      }
    },
    reset: () => absences.clear(),
  };
}
