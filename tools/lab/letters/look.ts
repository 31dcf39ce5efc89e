/**
 * Looks at pictures of letters: finds the hand's landmarks, and what the landmark model computes on its
 * way. A left hand is looked at in a mirrored picture, so that all of them are right hands.
 */
import { basename } from 'node:path';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { regionFromLandmarks } from '../../../src/recognizer/hands/regions.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import type { Square } from '../../../src/recognizer/sample-square.ts';
import { readPicture } from '../../lib/media/pictures.ts';
import { handSize } from '../bank/bank.ts';
import { hasInner } from '../contact/inner.ts';
import { type StoredHand, storedOf } from '../contact/store.ts';
import type { LabelledPicture, PictureSource } from '../extract/listing.ts';
import { roleOf, shapeOf } from '../shapes.ts';

/** How many pictures of one letter are looked at in a source: most others are of the same burst. */
const mostOfLetter = 4;

/**
 * Some pictures of each letter, evenly through the list. Of the copies of one picture only the first
 * counts: they are turned and mirrored, and show nothing new.
 */
function someOfEach(pictures: readonly LabelledPicture[]): LabelledPicture[] {
  const byLetter = new Map<string, Map<string, LabelledPicture>>();
  for (const picture of pictures) {
    const originals = byLetter.get(picture.label) ?? new Map<string, LabelledPicture>();
    byLetter.set(picture.label, originals);
    const original = basename(picture.file).split('_jpg')[0]!;
    if (!originals.has(original)) originals.set(original, picture);
  }
  return [...byLetter.values()].flatMap((originals) => {
    const own = [...originals.values()];
    const count = Math.min(mostOfLetter, own.length);
    return Array.from({ length: count }, (_, i) => own[Math.floor((i * own.length) / count)]!);
  });
}

const letterOf = (label: string): string | null => {
  const role = roleOf('fingerspelling', shapeOf(label));
  return /^[A-Z]$/i.test(label) && role.role === 'known' ? role.gesture : null;
};

/** Pictures of letters among a source's pictures. Digits that look like letters do not count. */
export function letterPictures(source: PictureSource): LabelledPicture[] {
  if (source.header.source === 'digits') return [];
  return someOfEach(source.pictures().filter(({ label }) => letterOf(label) !== null));
}

/** The largest hand of each picture; pictures without a hand are left out. */
export async function lookAt(
  { header }: PictureSource,
  pictures: readonly LabelledPicture[],
  models: HandModels,
): Promise<StoredHand[]> {
  const hands: StoredHand[] = [];
  for (const { file, label } of pictures) {
    const frame = await readPicture(file);
    const [hand] = (await findHandsInStill(models, frame)).sort(
      (a, b) => handSize(b.landmarks) - handSize(a.landmarks),
    );
    if (!hand) continue;
    const region = rightHandRegion(hand);
    const again = (await models.landmarks(frame, region, 'full')).hand;
    if (!hasInner(again)) throw new Error('These hand models have no inner numbers.');
    const facts = {
      source: header.source,
      person: header.source,
      picture: basename(file),
      shape: letterOf(label)!,
      contact: false,
    };
    hands.push(storedOf({ ...hand, inner: again.inner }, facts));
  }
  return hands;
}

/** Where the hand is; mirrored for a left hand. */
const rightHandRegion = ({ landmarks, handedness }: Hand): Square => ({
  ...regionFromLandmarks(landmarks),
  mirrored: handedness === 'Left',
});
