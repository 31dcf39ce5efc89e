/**
 * Looks at every picture of a letter: keeps the hand's landmarks, what the landmark model computes on its
 * way, and a grey crop. A left hand is looked at in a mirrored picture, so that all of them are right hands.
 */
import { basename } from 'node:path';
import type { Frame } from '../../../src/recognizer/frame.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { regionFromLandmarks } from '../../../src/recognizer/hands/regions.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { type Square, sampleSquare } from '../../../src/recognizer/sample-square.ts';
import { readPicture } from '../../lib/media/pictures.ts';
import { handSize } from '../bank/bank.ts';
import { hasInner } from '../contact/inner.ts';
import { type StoredHand, storedOf } from '../contact/store.ts';
import type { LabelledPicture, PictureSource } from '../extract/listing.ts';
import { roleOf, shapeOf } from '../shapes.ts';

/** Height and width of a crop, px. */
export const cropSize = 48;
export const cropLength = cropSize * cropSize;

/** A hand of a picture, as the network of crops sees it too. */
export interface LetterHand extends StoredHand {
  /** {@link cropLength} grey values, 0..255, row by row, of the landmark model's region. */
  crop: Uint8Array;
}

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
): Promise<LetterHand[]> {
  const hands: LetterHand[] = [];
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
    hands.push({
      ...storedOf({ ...hand, inner: again.inner }, facts),
      crop: cropOf(frame, region),
    });
  }
  return hands;
}

/** Where the hand is; mirrored for a left hand. */
const rightHandRegion = ({ landmarks, handedness }: Hand): Square => ({
  ...regionFromLandmarks(landmarks),
  mirrored: handedness === 'Left',
});

function cropOf(frame: Frame, region: Square): Uint8Array {
  const pixels = new Float32Array(cropLength * 3);
  sampleSquare(frame, region, cropSize, pixels);
  return Uint8Array.from({ length: cropLength }, (_, i) => {
    const [r, g, b] = [pixels[3 * i]!, pixels[3 * i + 1]!, pixels[3 * i + 2]!];
    return Math.round(255 * (0.299 * r + 0.587 * g + 0.114 * b));
  });
}
