import type { Settings } from '../settings/schema.ts';
import type { SentLook } from './layout.ts';

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
