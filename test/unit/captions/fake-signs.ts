import type { CaptionChange, CommittedCaption, SignEvent } from '../../../src/captions/composer.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';

export const { wordPauseMs } = defaultSettings;

export const letter = (caption: string, at: number): SignEvent => ({
  type: 'sign',
  gesture: caption,
  caption,
  kind: 'letter',
  at,
});

export const phrase = (caption: string, at: number): SignEvent => ({
  type: 'sign',
  gesture: caption.toLowerCase(),
  caption,
  kind: 'phrase',
  at,
});

export const space = (at: number): SignEvent => ({
  type: 'sign',
  gesture: 'space',
  caption: 'space',
  kind: 'space',
  at,
});

/**
 * The captions that are left of all reported changes.
 *
 * @throws if an id is repeated or decreases, or if something is removed that is not there.
 */
export function standing(changes: readonly CaptionChange[]): CommittedCaption[] {
  const captions = new Map<number, CommittedCaption>();
  let last = 0;
  for (const change of changes) {
    if (change.type === 'committed') {
      if (change.caption.id <= last) throw new Error(`id ${change.caption.id} after ${last}`);
      last = change.caption.id;
      captions.set(last, change.caption);
    } else {
      if (captions.get(change.id)?.text !== change.text)
        throw new Error(`no ${change.text} to remove`);
      captions.delete(change.id);
    }
  }
  return [...captions.values()];
}
