import { useEffect, useState } from 'preact/hooks';
import { type Problem, toProblem } from '../messaging/problems.ts';

export interface Stored<T> {
  /** Null until it is read. What was read last stays while a later reading fails. */
  value: T | null;
  problem: Problem | null;
}

/**
 * Reads something and reads it again whenever it may have changed, here or in another page.
 *
 * @param read must not change from one rendering to the next unless something else is to be read
 * @param subscribe answers how to stop; likewise
 */
export function useStored<T>(
  read: () => Promise<T>,
  subscribe: (onChange: () => void) => () => void,
): Stored<T> {
  const [stored, setStored] = useState<Stored<T>>({ value: null, problem: null });
  useEffect(() => {
    // Only the answer to the latest question counts: an older one may come after it.
    let asked = 0;
    let gone = false;
    const ask = (): void => {
      const turn = ++asked;
      read().then(
        (value) => {
          if (!gone && turn === asked) setStored({ value, problem: null });
        },
        (error: unknown) => {
          if (!gone && turn === asked)
            setStored(({ value }) => ({ value, problem: toProblem(error) }));
        },
      );
    };
    ask();
    const stop = subscribe(ask);
    return () => {
      gone = true;
      stop();
    };
  }, [read, subscribe]);
  return stored;
}
