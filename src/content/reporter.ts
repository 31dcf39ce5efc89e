import type { Timers } from '../clock/clock.ts';
import type { Problem } from '../messaging/problems.ts';
import type { ContentMessage, ContentStatus } from '../messaging/protocol.ts';

/** How long to wait between two reports, ms; each wakes the background. */
export const reportMs = 500;

/**
 * Reports this document's status to the background: only changes, and at most one per `reportMs`.
 * The newest status is always reported in the end.
 */
export interface Reporter {
  report(status: ContentStatus, problem: Problem | null): void;
  /** Captions went off: the background forgets what was reported. */
  reset(): void;
}

const keyOf = (status: ContentStatus, problem: Problem | null): string =>
  `${status} ${problem?.code ?? ''}`;

/** What the background assumes before the first report: waiting, no problem. */
const assumed = keyOf('waiting', null);

export function createReporter(send: (message: ContentMessage) => void, timers: Timers): Reporter {
  let reported = assumed;
  let wanted = assumed;
  let message: ContentMessage | null = null;
  let cancel: (() => void) | null = null;

  const flush = (): void => {
    if (wanted === reported || !message) return;
    reported = wanted;
    send(message);
    cancel = timers.after(reportMs, () => {
      cancel = null;
      flush();
    });
  };

  return {
    report(status, problem) {
      wanted = keyOf(status, problem);
      message = { type: 'content-status', status, problem };
      if (!cancel) flush();
    },
    reset() {
      cancel?.();
      cancel = null;
      reported = assumed;
      wanted = assumed;
      message = null;
    },
  };
}
