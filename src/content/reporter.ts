import type { Timers } from '../clock/clock.ts';
import type { Problem } from '../messaging/problems.ts';
import type { ContentMessage, ContentStatus } from '../messaging/protocol.ts';

/** How long to wait between two reports, ms: each wakes the background. */
export const reportMs = 500;

/**
 * Reports this document's status to the background: only changes, and at most one per `reportMs`.
 * The newest status is always reported in the end.
 */
export class Reporter {
  readonly #send: (message: ContentMessage) => void;
  readonly #timers: Timers;
  #told: string;
  #wanted: string;
  #message: ContentMessage | null = null;
  #cancel: (() => void) | null = null;

  /** Starts from what the background assumes before the first report: waiting, no problem. */
  constructor(send: (message: ContentMessage) => void, timers: Timers) {
    this.#send = send;
    this.#timers = timers;
    this.#told = Reporter.#key('waiting', null);
    this.#wanted = this.#told;
  }

  report(status: ContentStatus, problem: Problem | null): void {
    this.#wanted = Reporter.#key(status, problem);
    this.#message = { type: 'content-status', status, problem };
    if (!this.#cancel) this.#flush();
  }

  /** Captions went off: the background forgets what was reported. */
  reset(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#told = Reporter.#key('waiting', null);
    this.#wanted = this.#told;
    this.#message = null;
  }

  #flush(): void {
    if (this.#wanted === this.#told || !this.#message) return;
    this.#told = this.#wanted;
    this.#send(this.#message);
    this.#cancel = this.#timers.after(reportMs, () => {
      this.#cancel = null;
      this.#flush();
    });
  }

  static #key(status: ContentStatus, problem: Problem | null): string {
    return `${status} ${problem?.code ?? ''}`;
  }
}
