/** Takes stills of held letters and of "I love you" from recorded sequences. */
import type { Landmark } from '../../../src/recognizer/hand.ts';
import { type BankEntry, type BankHeader, handSize } from '../bank/bank.ts';
import { readSequences, type Sequence } from '../motion/sequences.ts';
import { numbering } from './listing.ts';
import { changed, type TableSource } from './table-rows.ts';

/** A hand in one frame of a sequence. */
interface Still {
  frame: number;
  side: 0 | 1;
  landmarks: Landmark[];
  /** How far the landmarks move from the frame before to the frame after, in hand sizes. */
  movement: number;
}

const mostStills = 3;
/** Least distance between two stills of a sequence, frames. */
const spacing = 4;
/** A hand that moves less than this between the frames around it is held, in hand sizes. */
const held = 0.08;
/** Sequences begin and end with the hand on its way: stills are taken from this part of them. */
const part = { from: 0.25, to: 0.95 };

const movementOf = (before: readonly Landmark[], after: readonly Landmark[]): number => {
  const size = handSize(before);
  const total = before.reduce((sum, [x, y], i) => {
    const [toX, toY] = after[i]!;
    return sum + Math.hypot(toX - x, toY - y);
  }, 0);
  return total / before.length / size;
};

const middle = (hand: readonly Landmark[]): number =>
  hand.reduce((sum, [, y]) => sum + y, 0) / hand.length;

/** Whether a finger reaches farther from the wrist with its tip than with its middle joint. */
const isStraight = (hand: readonly Landmark[], knuckle: number): boolean => {
  const [wristX, wristY] = hand[0]!;
  const away = ([x, y]: Landmark) => Math.hypot(x - wristX, y - wristY);
  return away(hand[knuckle + 3]!) > away(hand[knuckle + 1]!);
};

/**
 * Whether index and little finger alone are straight. The sequences of "I love you" also hold frames in
 * which the hand is still on its way.
 */
const isLoveYou = (hand: readonly Landmark[]): boolean =>
  isStraight(hand, 5) && isStraight(hand, 17) && !isStraight(hand, 9) && !isStraight(hand, 13);

/** The stillest moments of the raised hand, at most {@link mostStills}, in the order of time. */
export function stillsOf({ frames }: Sequence): Still[] {
  const stills: Still[] = [];
  for (let frame = 1; frame < frames.length - 1; frame++) {
    if (frame < part.from * frames.length || frame > part.to * frames.length) continue;
    const [left, right] = frames[frame]!;
    const side = left && (!right || middle(left) < middle(right)) ? 0 : 1;
    const landmarks = frames[frame]![side];
    const before = frames[frame - 1]![side];
    const after = frames[frame + 1]![side];
    if (!landmarks || !before || !after) continue;
    const movement = movementOf(before, after);
    if (movement < held) stills.push({ frame, side, landmarks, movement });
  }
  const chosen: Still[] = [];
  for (const still of stills.sort((a, b) => a.movement - b.movement)) {
    if (chosen.length === mostStills) break;
    if (chosen.every(({ frame }) => Math.abs(frame - still.frame) >= spacing)) chosen.push(still);
  }
  return chosen.sort((a, b) => a.frame - b.frame);
}

/** The label of the sequences that hold the sign `i-love-you`. */
const loveYou = 'iloveyou';

interface MotionSource {
  source: string;
  /** The file below `train/motion`. */
  file: string;
  /** Only the sequences of this person; all if left out. */
  person?: string;
  origin: string;
  people: string;
  /** The bank's labels of the sequences to take stills of. */
  labels: Readonly<Record<string, string>>;
}

const traduttoreLetters = Object.fromEntries(
  [...'abcdefghiklmnopqrstuvwxy'].map((letter) => [`letter_${letter}`, letter.toUpperCase()]),
);

// Mario13546/SeniorProject_ASL_Recognition is missing: its `iloveyou` is the horns, with the thumb folded.
const sources: readonly MotionSource[] = [
  ...['1', '2', '3'].map((person) => ({
    source: `motion-0${person}`,
    file: 'traduttore',
    person: `traduttore-${person}`,
    origin: 'traduttore/traduttore-model',
    people: '1',
    labels: traduttoreLetters,
  })),
  {
    source: 'motion-04',
    file: 'kelhuynh',
    origin: 'kelhuynh/CapstoneProject',
    people: 'up to 6',
    // `i` is the word: a finger that points at the chest.
    labels: { a: 'A', b: 'B', c: 'C', d: 'D', iloveyou: loveYou },
  },
  {
    source: 'motion-05',
    file: 'dayanecordeiro',
    origin: 'DayaneCordeiro/libras-recognition-system',
    people: '1',
    labels: { a: 'A', b: 'B', euteamo: loveYou },
  },
  {
    source: 'motion-06',
    file: 'jtgpz',
    origin: 'jtgpz/KawayApp',
    people: '1',
    labels: { 'i love you': loveYou },
  },
  {
    source: 'motion-07',
    file: 'tamtridung',
    origin: 'tamtridung/ASL_SignWish',
    people: '1',
    labels: { 'i love you': loveYou },
  },
];

const headerOf = ({ source, origin, people }: MotionSource): BankHeader => ({
  source,
  origin,
  licence: 'MIT',
  attribution: origin,
  changes: changed,
  groups: 'one group for each sequence',
  aspect: 'true',
  depth: true,
  people,
  notes: `The stillest frames of each sequence, at most ${mostStills}. The pictures are taken to be 4:3.`,
});

/** Stills of the recorded sequences that hold a letter or a call gesture. */
export function motionStills(data: string): TableSource[] {
  return sources.map((source) => ({
    header: headerOf(source),
    entries: () => {
      const number = numbering();
      return readSequences(data, source.file).flatMap((sequence, i): BankEntry[] => {
        const label = source.labels[sequence.label];
        if (!label || (source.person && sequence.person !== source.person)) return [];
        const stills = stillsOf(sequence).filter(
          ({ landmarks }) => label !== loveYou || isLoveYou(landmarks),
        );
        return stills.map(({ landmarks, side }) => ({
          label,
          group: number(String(i)),
          landmarks,
          leftness: side === 0 ? 1 : 0,
          presence: null,
          size: null,
        }));
      });
    },
  }));
}
