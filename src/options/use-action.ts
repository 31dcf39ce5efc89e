import { useEffect, useRef, useState } from 'preact/hooks';
import { toProblem } from '../messaging/problems.ts';
import type { Words } from '../ui/i18n.ts';
import { pageSentence } from './camera/sentence.ts';

export interface Action {
  /** A change goes on. */
  busy: boolean;
  /** What went wrong with the last one, as a sentence. */
  fault: string | null;
  /** The last one went well; `mark` says which. */
  done: string | null;
  /** Runs a change; never rejects. Answers whether it went well. */
  run(work: () => Promise<unknown>, mark?: string): Promise<boolean>;
}

/** Changes that the user asks for: their failures become sentences, their success is said. */
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
