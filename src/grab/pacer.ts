/** Why a frame that the camera delivered was not sent. */
export const dropReasons = [
  /** The page has disabled or muted the track: its pictures are black. */
  'disabled',
  /** The recognizer is still starting, or is being started again. */
  'not-ready',
  /** Sooner than the recognizer asked for. */
  'not-due',
  /** The recognizer has not yet answered the frames before. */
  'in-flight',
  /** The picture could not be read. */
  'unreadable',
  /** The camera changed, or captions went off, while it was being read. */
  'abandoned',
  /** The port closed under the frame. */
  'unsent',
] as const;
export type DropReason = (typeof dropReasons)[number];

export interface PacerOptions {
  /** Most frames sent and not yet answered. */
  limit?: number;
  /** Distance between frames until the first answer names one, in ms. */
  afterMs?: number;
}

/**
 * Decides which frames of a camera are due. Pure: knows time only from the frames' own timestamps
 * (ms of media time), so that a recorded clip is paced like a live camera.
 *
 * A frame is due when it is at least `afterMs` younger than the last one sent, less half the
 * camera's frame interval: of the two frames next to the wished moment the nearer one is taken.
 * A timestamp that jumps back starts the count anew.
 */
export class Pacer {
  readonly #limit: number;
  readonly #startMs: number;
  #afterMs: number;
  #inFlight = 0;
  #lastSent: number | null = null;
  #lastSeen: number | null = null;
  /** Mean distance of the camera's frames, ms; 30 frames a second until it is known. */
  #interval = 1000 / 30;

  constructor({ limit = 2, afterMs = 100 }: PacerOptions = {}) {
    this.#limit = limit;
    this.#startMs = afterMs;
    this.#afterMs = afterMs;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** To be asked once for every frame, in the order they come: null if it is to be sent now. */
  decide(timestamp: number): Extract<DropReason, 'not-due' | 'in-flight'> | null {
    this.#observe(timestamp);
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

  /** An answer came for a frame; `afterMs` is its wish for the next one, if it has any. */
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

  #observe(timestamp: number): void {
    const delta = this.#lastSeen === null ? 0 : timestamp - this.#lastSeen;
    this.#lastSeen = timestamp;
    // A gap is no frame interval; neither is a jump.
    if (delta > 0 && delta < 500) this.#interval += (delta - this.#interval) / 8;
  }
}
