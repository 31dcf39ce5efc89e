// Runs in the content script's isolated world, and in the worker that it makes from text.

import type { PipeEnd, Streams } from './passing.ts';
import type { Sign } from './stamp.ts';

/** From the content script; `id` numbers the tracks. */
export type ToDrawingWorker =
  | ({ type: 'pass'; id: number; sign: Sign | null } & Streams)
  | { type: 'show'; id: number; sign: Sign | null }
  | { type: 'ask'; id: number }
  | { type: 'stop'; id: number }
  /** The worker ends once every frame is closed. */
  | { type: 'quit' };

export type FromDrawingWorker =
  | { type: 'ready' }
  | { type: 'flow'; id: number }
  /** The answer to `ask`: when the frame that is being drawn came in, and how long ago that is, ms. */
  | { type: 'busy'; id: number; since: number | null; ms: number }
  | { type: 'end'; id: number; end: PipeEnd; detail: string };
