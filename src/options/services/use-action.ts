import { useEffect, useRef, useState } from 'preact/hooks';
import { toProblem } from '../../messaging/problems.ts';
import type { Words } from '../../ui/i18n.ts';
import { pageSentence } from '../camera/sentence.ts';

export interface Action {
  /** A change is running. */
  busy: boolean;
  /** What went wrong with the last change, as a sentence. */
  fault: string | null;
  /** The `mark` of the last change if it succeeded. */
  done: string | null;
  /** Runs a change; never rejects. @returns whether it succeeded */
  run(work: () => Promise<unknown>, mark?: string): Promise<boolean>;
}

/** Runs changes that the user makes, and reports success, or failure as a sentence. */
export function useAction(words: Words): Action {
  const [state, setState] = useState<Omit<Action, 'run'>>({ busy: false, fault: null, done: null });
  const here = useRef(true);
  useEffect(
    () => () => {
      here.current = false;
    },
    [],
  );
  return {
    ...state,
    async run(work, mark = '') {
      setState({ busy: true, fault: null, done: null });
      try {
        await work();
        if (here.current) setState({ busy: false, fault: null, done: mark });
        return true;
      } catch (error) {
        if (here.current)
          setState({ busy: false, fault: pageSentence(words, toProblem(error)), done: null });
        return false;
      }
    },
  };
}
