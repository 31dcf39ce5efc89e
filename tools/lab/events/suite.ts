/**
 * The clips on which events are counted: many plays of silent motions and of held signs. The suite
 * that the model of intent is learned from and the one that is reported share no motion, no body and
 * no hand of the bank.
 */
import { createRandom } from '../../../src/learning/random.ts';
import type { Landmark } from '../../../src/recognizer/hand.ts';
import type { BankRow } from '../bank/bank.ts';
import { gesturesOf, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import type { Pose } from '../signer/pose.ts';
import { seedOf } from '../signer/random.ts';
import { type BankSample, samplesOf } from '../train/dataset.ts';
import { type Motion, motionFamilies, silentMotion } from './motions.ts';
import { type Body, bodyBySeed, playMotion } from './play.ts';
import { type SignPoses, signedMotion } from './signed.ts';
import { type Camera, jointsOf, project } from './skeleton.ts';
import { type BankHand, type Looking, type StreamFrame, watch } from './watch.ts';

export const suites = ['learn', 'report'] as const;
export type SuiteName = (typeof suites)[number];

/** Families that the model of intent is never learned from. */
export const newFamilies: readonly string[] = [
  'drink',
  'write',
  'count',
  'show-thing',
  'headset',
].concat(['joined-hands', 'point']);

export const suiteCamera: Camera = { fieldOfView: 49, width: 640, height: 480 };
/** How many different motions of each family. */
const variants = 9;
/** Share of plays in which a hand of the bank replaces the computed one. */
const bankShare = { silent: 0.4, held: 0.5 };
/** Families in which an idle hand of the bank can replace the computed one. */
const anyHand = /^(rest|reach|scratch|talk|lean|fidget|joined|stretch|headset|mouse)/;

/** Distance of the nearest signer's head from the camera, m, and the share of a sign's landmarks that must be in the picture. */
const nearestSigner = 0.48;
const insideShare = 0.97;

/** One motion, played by one body. */
export interface Play {
  motion: Motion;
  body: Body;
  seed: number;
  replacement: BankHand | null;
}

/** The bank's hands of one suite. */
export interface BankHands {
  idle: readonly BankSample[];
  known: ReadonlyMap<string, readonly BankSample[]>;
}

/** Idle hands that no classifier was trained on, and known hands, all from groups that the other suite does not use. */
export function bankHandsOf(
  suite: SuiteName,
  vocabulary: VocabularyId,
  rows: readonly BankRow[],
): BankHands {
  const own = suites.indexOf(suite);
  const samples = samplesOf(vocabulary, rows).filter(
    ({ group }) => seedOf(7, group) % suites.length === own,
  );
  const gestures = gesturesOf(vocabulary);
  const known = new Map<string, BankSample[]>(gestures.map((gesture) => [gesture, []]));
  for (const sample of samples) {
    if (sample.role === 'known') known.get(gestures[sample.label]!)?.push(sample);
  }
  return {
    idle: samples.filter(({ role, shape }) => role === 'unseen' && shape === 'idle'),
    known,
  };
}

function bankHand(sample: BankSample, pose: string | null, left: boolean): BankHand {
  const side = left ? -1 : 1;
  const landmarks = Array.from({ length: sample.points.length / 3 }, (_, i) => {
    const [x, y, z] = sample.points.slice(i * 3, i * 3 + 3);
    return [x! * side, y!, z!] as const;
  });
  return { landmarks, handedness: left ? 'Left' : 'Right', pose };
}

const suiteSeed = (suite: SuiteName, seed: number): number => seedOf(seed, suite);

/** Plays every motion of a suite, then all again with other bodies, for this many hours. */
export function* silentPlays(
  suite: SuiteName,
  bank: BankHands,
  hours: number,
  seed: number,
): Generator<Play> {
  const base = suiteSeed(suite, seed);
  const families = motionFamilies.filter(
    (name) => suite === 'report' || !newFamilies.includes(name),
  );
  let seconds = 0;
  for (let round = 0; seconds < hours * 3600; round++) {
    for (let variant = 0; variant < variants; variant++) {
      for (const family of families) {
        if (seconds >= hours * 3600) return;
        const motion = silentMotion(family, variant, base);
        const own = seedOf(base, `${motion.name} ${round}`);
        const random = createRandom(own);
        const useBank =
          anyHand.test(family) && bank.idle.length > 0 && random.uniform() < bankShare.silent;
        const replacement = useBank
          ? bankHand(bank.idle[random.below(bank.idle.length)]!, null, random.uniform() < 0.5)
          : null;
        yield { motion, body: bodyBySeed(own), seed: own, replacement };
        seconds += motion.seconds;
      }
    }
  }
}

/** The vocabulary's signs that have poses. */
export function signsOf(vocabulary: VocabularyId, poses: ReadonlyMap<string, Pose>): SignPoses[] {
  const byGesture = new Map<string, string[]>();
  for (const name of poses.keys()) {
    const role = roleOf(vocabulary, shapeOf(name));
    if (role.role !== 'known') continue;
    byGesture.set(role.gesture, [...(byGesture.get(role.gesture) ?? []), name]);
  }
  return [...byGesture].map(([gesture, names]) => ({ gesture, poses: names }));
}

/** `count` plays of held signs, of all gestures in turn. */
export function* heldPlays(
  suite: SuiteName,
  bank: BankHands,
  signs: readonly SignPoses[],
  poses: ReadonlyMap<string, Pose>,
  count: number,
  seed: number,
): Generator<Play> {
  const base = suiteSeed(suite, seed);
  for (let i = 0; i < count; i++) {
    const sign = signs[i % signs.length]!;
    const motion = signedMotion(
      sign,
      signs.filter((other) => other !== sign),
      Math.floor(i / signs.length) + (i % signs.length),
      seedOf(base, `sign ${i}`),
    );
    const own = seedOf(base, `held ${i}`);
    const random = createRandom(own);
    const hands = bank.known.get(sign.gesture) ?? [];
    const useBank =
      hands.length > 0 && motion.signs.length === 1 && random.uniform() < bankShare.held;
    const pose = motion.hands[0]!.keys.find(({ pose }) => sign.poses.includes(pose))!.pose;
    const replacement = useBank
      ? bankHand(hands[random.below(hands.length)]!, pose, random.uniform() < 0.4)
      : null;
    const body = bodyThatShows(motion, poses, own);
    // Half of the signs that are shown as a picture have no tremor.
    const still = motion.family === 'shown' && random.uniform() < 0.5;
    yield { motion, body: still ? { ...body, tremor: 0 } : body, seed: own, replacement };
  }
}

/** The hands that the recognizer would find in a play. */
export function framesOf(
  play: Play,
  poses: ReadonlyMap<string, Pose>,
  looking: Looking = {},
): StreamFrame[] {
  const { motion, body, seed, replacement } = play;
  const at = playMotion(motion, body, poses, suiteCamera, seed);
  const random = createRandom(seedOf(seed, 'watch'));
  const options = { camera: suiteCamera, bones: body.bones, replacement, ...looking };
  return watch(at, motion.seconds, options, random);
}

/** Tries bodies until the sign is inside the picture, because people take care of that. */
function bodyThatShows(motion: Motion, poses: ReadonlyMap<string, Pose>, seed: number): Body {
  let body = bodyBySeed(seed, nearestSigner);
  for (let i = 1; i < 40; i++) {
    const shown = signLandmarks({ motion, body, seed, replacement: null }, poses).flat();
    const inside = shown.filter(
      ([x, y]) => x > 0 && y > 0 && x < suiteCamera.width && y < suiteCamera.height,
    );
    if (inside.length >= insideShare * shown.length) break;
    body = bodyBySeed(seedOf(seed, `body ${i}`), nearestSigner);
  }
  return body;
}

/** Landmarks without errors, at the middle of each sign of a play. */
function signLandmarks(play: Play, poses: ReadonlyMap<string, Pose>): Landmark[][] {
  const at = playMotion(play.motion, play.body, poses, suiteCamera, play.seed);
  return play.motion.signs.map(({ from, to }) => {
    const state = at((from + to) / 2)[0]?.state;
    return state ? project(jointsOf(state, play.body.bones), suiteCamera) : [];
  });
}

/** Size of the hand at the middle of each sign of a play, px. */
export function signSizes(play: Play, poses: ReadonlyMap<string, Pose>): number[] {
  return signLandmarks(play, poses).map((landmarks) => {
    const extent = (axis: 0 | 1) => {
      const values = landmarks.map((point) => point[axis]);
      return Math.max(...values) - Math.min(...values);
    };
    return Math.max(extent(0), extent(1));
  });
}
