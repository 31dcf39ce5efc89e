/** Judges what was seen, and makes the table. */
import { mean, share } from '../../../src/learning/metrics.ts';
import type { Hand } from '../../../src/recognizer/hand.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import type { Cell, Table } from '../evaluate/table.ts';
import { roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import type { SeenPicture } from './kept.ts';

export interface SeenPerson {
  name: string;
  pictures: readonly SeenPicture[];
}

/** The ways of sampling a hand, with the words for the table. */
const ways = {
  first: '640 x 480 frame in which it was found',
  small: 'followed, camera of 640 x 480',
  large: 'followed, camera of 1280 x 960',
} as const;
export type Way = keyof typeof ways;

/** Shares of one person's pictures; `right` of the hands found. */
export interface SizeFigures {
  pictures: number;
  found: number;
  right: number;
  captioned: number;
  wrong: number;
  /** Captioned right once the hand is followed, whether or not it is found at this size. */
  followedRight: number;
  followedWrong: number;
}

/** The best gesture and the captioned one. */
function judge(classifier: Classifier, hand: Hand) {
  const { scores, gesture } = classifier.classify(hand);
  let [best] = classifier.gestures;
  for (const name of classifier.gestures)
    if ((scores[name] ?? 0) > (scores[best ?? ''] ?? 0)) best = name;
  return { best: best ?? null, caption: gesture };
}

const knownGesture = (vocabulary: VocabularyId, label: string): string | null => {
  const role = roleOf(vocabulary, shapeOf(label));
  return role.role === 'known' ? role.gesture : null;
};

/**
 * The figures of one person; null without a picture whose hand has enough pixels.
 *
 * @param size of the hand in the searched frame, px; null: in the picture as it is
 * @param detail how many times as many pixels the picture's hand must have, at least
 */
export function figuresAt(
  classifier: Classifier,
  vocabulary: VocabularyId,
  { pictures }: SeenPerson,
  size: number | null,
  way: Way,
  detail: number,
): SizeFigures | null {
  const judged = pictures.flatMap(({ label, handSide, original, sizes }) => {
    const gesture = knownGesture(vocabulary, label);
    if (gesture === null || handSide === null || handSide < (size ?? 0) * detail) return [];
    const looks = size === null ? { first: original, [way]: original } : sizes[size];
    const hand = looks?.[way];
    const { best, caption } = hand ? judge(classifier, hand) : { best: null, caption: null };
    return [
      {
        found: Boolean(hand && looks?.first),
        argmax: best === gesture,
        right: caption === gesture,
        wrong: caption !== null && caption !== gesture,
      },
    ];
  });
  if (judged.length === 0) return null;
  const found = judged.filter((one) => one.found);
  const ofAll = (some: readonly unknown[]) => some.length / judged.length;
  return {
    pictures: judged.length,
    found: ofAll(found),
    right: share(found, ({ argmax }) => argmax),
    captioned: ofAll(found.filter(({ right }) => right)),
    wrong: ofAll(found.filter(({ wrong }) => wrong)),
    followedRight: ofAll(judged.filter(({ right }) => right)),
    followedWrong: ofAll(judged.filter(({ wrong }) => wrong)),
  };
}

const note =
  'Hand: the longer side of its box in the frame of 640 x 480 pixels that is searched. Each picture was ' +
  'scaled down and put at a random place of a grey frame; only pictures whose hand has at least as many ' +
  'pixels as the row needs take part, so compare rows of one size and one number of pictures. A hand is ' +
  'found if one round of searches finds it at its place. "argmax right" is over hands found; "captioned ' +
  'right" and "wrong" are single frames at the shipped thresholds, over all pictures; the last two columns ' +
  'count hands that were not found too, as if they had come from nearer and are followed. Means of people.';

/** One row for each size and way, first of all pictures, then of those with the detail of a large camera. */
export function sizeTable(
  classifier: Classifier,
  vocabulary: VocabularyId,
  people: readonly SeenPerson[],
  sizes: readonly number[],
): Table {
  const row = (size: number | null, way: Way, detail: number, name: string): Cell[][] => {
    const all = people.flatMap(
      (person) => figuresAt(classifier, vocabulary, person, size, way, detail) ?? [],
    );
    if (all.length === 0) return [];
    const of = (figure: keyof SizeFigures) =>
      mean(all.map((figures) => figures[figure]).filter(Number.isFinite));
    return [
      [
        size === null ? 'as in the picture' : `${size} px`,
        name,
        String(all.length),
        String(all.reduce((sum, { pictures }) => sum + pictures, 0)),
        of('found'),
        of('right'),
        of('captioned'),
        of('wrong'),
        way === 'first' ? null : of('followedRight'),
        way === 'first' ? null : of('followedWrong'),
      ],
    ];
  };
  return {
    title: `${vocabulary}: by the size of the hand`,
    columns: [
      'hand',
      'sampled from',
      'people',
      'pictures',
      'hand found',
      'argmax right',
      'captioned right',
      'wrong',
      'followed: right',
      'followed: wrong',
    ],
    rows: [
      ...row(null, 'first', 1, 'the picture'),
      ...sizes.flatMap((size) => row(size, 'small', 1, ways.small)),
      ...sizes.flatMap((size) =>
        (['first', 'small', 'large'] as const).flatMap((way) => row(size, way, 2, ways[way])),
      ),
    ],
    note,
  };
}
