import type { Timers } from '../../clock/clock.ts';
import type { SentLook } from '../../outgoing/layout.ts';
import { canPipe, startPipe } from '../../outgoing/pipe.ts';
import { createStamp, type Stamp } from '../../outgoing/stamp.ts';
import type { Settings } from '../../settings/schema.ts';
import { createOutgoing } from './outgoing.ts';
import { watchSenders } from './senders.ts';
import type { Outgoing, OutgoingStatus } from './types.ts';

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

/**
 * Outgoing captions for this document, by the browser's own APIs. Call it before `watchTracks`.
 *
 * @param makeStamp called once for each track: a stamp keeps what it has drawn for one frame size
 */
export function createSentVideo(
  window: Window,
  timers: Timers,
  onStatus: (status: OutgoingStatus) => void,
  makeStamp: () => Stamp = createStamp,
): Outgoing {
  const senders = watchSenders(window, () => outgoing.look());
  const outgoing: Outgoing = createOutgoing({
    senders,
    startPipe: canPipe()
      ? (own, listener) =>
          startPipe(own, { ...listener, stamp: makeStamp(), now: () => timers.now() })
      : null,
    timers,
    onStatus,
  });
  return outgoing;
}
