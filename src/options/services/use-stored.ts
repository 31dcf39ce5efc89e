import { useEffect, useState } from 'preact/hooks';
import { type Problem, toProblem } from '../../messaging/problems.ts';

export interface Stored<T> {
  /** Null until it is read. If a later read fails, the last value stays. */
  value: T | null;
  problem: Problem | null;
}

/**
 * Reads something, and reads it again whenever it may have changed, here or on another page.
 *
 * @param read must stay the same function between renders, unless something else is to be read
 * @param subscribe returns what ends the subscription; must stay the same function too
 */
export function useStored<T>(
  read: () => Promise<T>,
  subscribe: (onChange: () => void) => () => void,
): Stored<T> {
  const [stored, setStored] = useState<Stored<T>>({ value: null, problem: null });
  useEffect(() => {
    // How many reads have begun. Only the latest counts: an older one may finish after it.
    let reads = 0;
    let gone = false;
    const readAgain = (): void => {
      const turn = ++reads;
      read().then(
        (value) => {
          if (!gone && turn === reads) setStored({ value, problem: null });
        },
        (error: unknown) => {
          if (!gone && turn === reads)
            setStored(({ value }) => ({ value, problem: toProblem(error) }));
        },
      );
    };
    readAgain();
    const stop = subscribe(readAgain);
    return () => {
      gone = true;
      stop();
    };
  }, [read, subscribe]);
  return stored;
}
