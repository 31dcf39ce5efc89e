/** Real pictures of hands that are free, and of hands that touch or hold something. */
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { HandModels } from '../../../src/recognizer/hands/models.ts';
import { findHandsInStill } from '../../../src/recognizer/hands/still.ts';
import { handSize } from '../../../src/recognizer/signs/sample-hand.ts';
import { readPicture } from '../../lib/media/pictures.ts';
import { hasInner } from './inner.ts';
import { type HandFacts, type StoredHand, storedOf } from './store.ts';

type Picture = HandFacts & { file: string };

/** How many pictures of each source are used, drawn by the hash of their path. */
export const letterSources = {
  'letters/davidlee-train': 110,
  'letters/s03': 110,
  'letters/s05': 110,
  'letters-2/bim': 40,
  'letters-2/sibi-webcam': 40,
  'letters-2/fsl-a': 40,
  'letters-2/fsl-b': 40,
  'letters-2/fsl-c': 40,
  'letters-2/fsl-d': 40,
} as const;
const hagridPictures = 160;

/** One finger at the lips, and the same hand in the air. */
const hagridSources = { mute: true, one: false } as const;

/**
 * The folder `contact` in the order of its file names, looked at on contact sheets: what its hands do.
 * The person in the dark pullover is b; hands not named here touch face, head or body.
 */
const personB = new Set([
  6, 11, 19, 20, 21, 23, 24, 28, 29, 35, 38, 39, 40, 46, 50, 55, 63, 72, 73,
]);
const freeHands = new Set(
  [
    1, 2, 5, 8, 9, 10, 13, 14, 15, 16, 17, 18, 22, 25, 28, 32, 33, 34, 43, 44, 45, 47, 48, 49,
  ].concat([54, 59, 60, 61, 62, 64, 65, 67, 68, 69, 74, 75, 76, 77]),
);
const unclear = new Set([3, 6, 7, 26, 27, 35, 40, 50, 56, 71]);

const isPicture = (name: string) => /\.(jpe?g|png)$/i.test(name);
const list = (folder: string) => readdirSync(folder).sort();

/** One of the up to three altered copies of a picture of davidlee's. */
function isFirst(seen: Set<string>, picture: string): boolean {
  const [original] = picture.split('_jpg');
  const first = !seen.has(original!);
  seen.add(original!);
  return first;
}

/** Some of many pictures, the same ones in every run and wherever the data lies. */
function some(data: string, pictures: readonly Picture[], most: number): Picture[] {
  const turn = ({ file }: Picture) => hashOf(relative(join(data, 'train'), file));
  return [...pictures].sort((a, b) => turn(a) - turn(b)).slice(0, most);
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 1969779592;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  return hash >>> 0;
}

/** @returns the pictures of each source by its name. @throws if a folder is missing */
export function contactPictures(data: string): Map<string, Picture[]> {
  const train = join(data, 'train');
  const sources = new Map<string, Picture[]>();
  sources.set(
    'contact',
    list(join(train, 'contact'))
      .filter(isPicture)
      .map((file, i) => ({
        file: join(train, 'contact', file),
        source: 'contact',
        person: personB.has(i) ? 'contact-b' : 'contact-a',
        picture: String(i),
        shape: '',
        contact: unclear.has(i) ? null : !freeHands.has(i),
      })),
  );
  for (const [gesture, contact] of Object.entries(hagridSources)) {
    const folder = join(train, 'gestures/hagrid-crops', gesture);
    const pictures = list(folder).map((file) => ({
      file: join(folder, file),
      source: `hagrid-${gesture}`,
      person: file,
      picture: file,
      shape: gesture,
      contact,
    }));
    sources.set(`hagrid-${gesture}`, some(data, pictures, hagridPictures));
  }
  for (const [path, most] of Object.entries(letterSources)) {
    const source = basename(path);
    const seen = new Set<string>();
    const pictures = list(join(train, path)).flatMap((letter) =>
      list(join(train, path, letter))
        .filter((file) => isPicture(file) && isFirst(seen, `${letter}/${file}`))
        .map((file) => ({
          file: join(train, path, letter, file),
          source,
          // Each source has one signer, or so few that they are left out together.
          person: source.replace('-train', ''),
          picture: file,
          shape: letter,
          contact: false,
        })),
    );
    sources.set(source, some(data, pictures, most));
  }
  return sources;
}

/** The largest hand of each picture; pictures without a hand are left out. */
export async function handsIn(
  pictures: readonly Picture[],
  models: HandModels,
): Promise<StoredHand[]> {
  const hands: StoredHand[] = [];
  for (const { file, ...facts } of pictures) {
    const found = (await findHandsInStill(models, await readPicture(file))).filter(hasInner);
    const [hand] = found.sort((a, b) => handSize(b) - handSize(a));
    if (hand) hands.push(storedOf(hand, facts));
  }
  return hands;
}
