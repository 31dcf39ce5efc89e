import type { Timers } from '../../clock/clock.ts';
import { createDrawing } from '../../outgoing/drawing-worker.ts';
import type { SentLook } from '../../outgoing/layout.ts';
import { passHere } from '../../outgoing/pass-here.ts';
import { canPipe, startPipe } from '../../outgoing/pipe.ts';
import { createStamp, type Stamp } from '../../outgoing/stamp.ts';
import { workerText } from '../../outgoing/worker-text.ts';
import type { Settings } from '../../settings/schema.ts';
import { createOutgoing } from './outgoing.ts';
import { watchSenders } from './senders.ts';
import { watchStalls } from './stalls.ts';
import type { Outgoing, OutgoingStatus } from './types.ts';
import { workersFromText } from './worker.ts';

const families: Record<Settings['captionFont'], string> = {
  system: 'system-ui, sans-serif',
  serif: 'serif',
  mono: 'monospace',
};

/** The overlay's look, as far as it applies to captions in the sent video. */
export function sentLook(settings: Settings, dir: 'ltr' | 'rtl'): SentLook {
  const [place, side = 'center'] = settings.captionPosition.split('-') as [
    'top' | 'bottom',
    ('start' | 'end')?,
  ];
  return {
    family: families[settings.captionFont],
    weight: settings.captionWeight,
    scale: settings.captionSize / 100,
    color: settings.captionColor,
    background: settings.captionBackground,
    backgroundOpacity: settings.captionOpacity / 100,
    edge: settings.captionEdge,
    align: settings.captionAlign,
    place,
    side,
    maxLines: settings.captionLines,
    dir,
  };
}

/** What the tests replace. */
export interface SentVideoOptions {
  /** Called once for each track: a stamp keeps what it has drawn for one frame size. */
  makeStamp?: () => Stamp;
  /** The text of the worker that draws; null: all is drawn on the page's thread. */
  worker?: string | null;
}

/** Outgoing captions for this document, by the browser's own APIs. Call it before `watchTracks`. */
export function createSentVideo(
  window: Window,
  timers: Timers,
  onStatus: (status: OutgoingStatus) => void,
  { makeStamp = createStamp, worker = workerText() }: SentVideoOptions = {},
): Outgoing {
  const now = (): number => timers.now();
  const can = canPipe();
  const senders = watchSenders(window, () => outgoing.look());
  const workers = can && worker !== null ? workersFromText(window, worker, now) : null;
  const drawing = createDrawing({
    makeWorker: workers && ((listener) => workers.make(listener)),
    passHere: passHere(makeStamp, now),
    timers,
  });
  const outgoing: Outgoing = createOutgoing({
    senders,
    startPipe: can ? (own, listener) => startPipe(own, { ...listener, pass: drawing.pass }) : null,
    watchStalls,
    timers,
    onStatus,
    onDispose() {
      workers?.dispose();
      drawing.dispose();
    },
  });
  return outgoing;
}
