import type { CaptionChange, CommittedCaption, SignEvent } from '../../../src/captions/composer.ts';

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
 * What stands of all that was told.
 *
 * @throws when an id comes twice or falls, or something is removed that does not stand.
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
