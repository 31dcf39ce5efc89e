/** Why a frame that the camera delivered was not sent. */
export const dropReasons = [
  /** The page has disabled or muted the track: its frames are black. */
  'disabled',
  /** The recognizer is starting or restarting. */
  'not-ready',
  /** It came sooner than the recognizer asked for. */
  'not-due',
  /** The recognizer has not yet answered earlier frames. */
  'in-flight',
  /** It could not be read. */
  'unreadable',
  /** The camera changed, or captions were switched off, while it was being read. */
  'abandoned',
  /** The port closed before it could be sent. */
  'unsent',
] as const;
export type DropReason = (typeof dropReasons)[number];

/** From how many frames in a row the camera's interval is learnt, and how often again, ms. */
const learntFrames = 12;
const learnAgainMs = 10_000;

export interface PacerOptions {
  /** How many frames may be in flight at most. */
  limit?: number;
  /** Interval between frames until the first answer gives one, ms. */
  afterMs?: number;
}

/**
 * Decides which frames of a camera are due. Pure: its only clock are the frames' timestamps (ms of
 * media time), so that a recorded clip is paced like a live camera.
 *
 * A frame is due if it is at least `afterMs` later than the last one sent, minus half the camera's
 * frame interval: of the two frames around the ideal moment the nearer one is taken. If a timestamp
 * jumps back, that frame is due.
 */
export class Pacer {
  readonly #limit: number;
  readonly #startMs: number;
  #afterMs: number;
  #inFlight = 0;
  #lastSent: number | null = null;
  #lastSeen: number | null = null;
  /** Mean interval of the camera's frames, ms; 30 frames per second until it is known. */
  #interval = 1000 / 30;
  /** How many frames in a row are still needed to learn it, and when it was learnt last, ms. */
  #unlearnt = learntFrames;
  #learntAt = 0;

  constructor({ limit = 2, afterMs = 100 }: PacerOptions = {}) {
    this.#limit = limit;
    this.#startMs = afterMs;
    this.#afterMs = afterMs;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /**
   * For how long no frame will be due, as far as is known now, ms of media time after the newest
   * frame; 0 while the camera's interval is being learnt.
   */
  get restMs(): number {
    if (this.#lastSent === null || this.#lastSeen === null || this.#unlearnt > 0) return 0;
    return Math.max(0, this.#lastSent + this.#afterMs - this.#interval / 2 - this.#lastSeen);
  }

  /**
   * To be called in order for every frame that was looked at; null: send it now.
   *
   * @param skipped whether frames may have come between the last one and this one
   */
  decide(timestamp: number, skipped = false): Extract<DropReason, 'not-due' | 'in-flight'> | null {
    this.#observe(timestamp, skipped);
    if (this.#lastSent !== null) {
      const passed = timestamp - this.#lastSent;
      const jumpedBack = passed < 0;
      if (!jumpedBack && (passed === 0 || passed < this.#afterMs - this.#interval / 2))
        return 'not-due';
    }
    return this.#inFlight >= this.#limit ? 'in-flight' : null;
  }

  /** The frame was sent. */
  sent(timestamp: number): void {
    this.#lastSent = timestamp;
    this.#inFlight++;
  }

  /** A frame was answered; `afterMs` is when the next one is wanted, if the answer says so. */
  answered(afterMs?: number): void {
    this.#inFlight = Math.max(0, this.#inFlight - 1);
    if (afterMs !== undefined && afterMs >= 0) this.#afterMs = afterMs;
  }

  /** A new track or a new recognizer: nothing is in flight, the next frame is due. */
  reset(): void {
    this.#inFlight = 0;
    this.#lastSent = null;
    this.#lastSeen = null;
    this.#afterMs = this.#startMs;
  }

  #observe(timestamp: number, skipped: boolean): void {
    const delta = this.#lastSeen === null ? 0 : timestamp - this.#lastSeen;
    this.#lastSeen = timestamp;
    if (Math.abs(timestamp - this.#learntAt) > learnAgainMs) {
      this.#unlearnt = learntFrames;
      this.#learntAt = timestamp;
    }
    // Gaps and jumps are not frame intervals.
    if (skipped || delta <= 0 || delta >= 500) return;
    this.#interval += (delta - this.#interval) / 8;
    this.#unlearnt = Math.max(0, this.#unlearnt - 1);
  }
}
