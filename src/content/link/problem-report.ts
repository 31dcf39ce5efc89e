/** Which problem of the link the user knows of: reported at once, or only if it lasts. */

import { namedTimers, type Timers } from '../../clock/clock.ts';
import type { Problem } from '../../messaging/problems.ts';

export interface ProblemReport {
  /** Reports what is wrong now, if that has changed; null if nothing is. */
  report(problem: Problem | null): void;
  /** Reports it after `ms`, unless a problem was reported or a later report is planned already. */
  reportLater(problem: Problem, ms: number): void;
  /** Cancels what `reportLater` has planned. */
  cancel(): void;
  /** It works again: nothing is planned any more, and only `remains` is still wrong. */
  settle(remains: Problem | null): void;
  /** Starts over without a report. */
  reset(): void;
}

export function createProblemReport(
  timers: Timers,
  onProblem: (problem: Problem | null) => void,
): ProblemReport {
  let known: Problem | null = null;
  const { arm, armed, cancel } = namedTimers<'later'>(timers);

  const report = (problem: Problem | null): void => {
    if (problem?.code === known?.code) return;
    known = problem;
    onProblem(problem);
  };

  return {
    report,
    reportLater(problem, ms) {
      if (!known && !armed('later')) arm('later', ms, () => report(problem));
    },
    cancel: () => cancel('later'),
    settle(remains) {
      cancel('later');
      report(remains);
    },
    reset() {
      cancel('later');
      known = null;
    },
  };
}
