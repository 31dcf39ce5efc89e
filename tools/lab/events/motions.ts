/**
 * Motions of hands in front of a camera that are not signs. Each family of motions has any number of
 * variants that differ in places, poses, sides, times and beats.
 */
import { createRandom } from '../../../src/learning/random.ts';
import { seedOf } from '../signer/random.ts';
import type { TrueSign } from './metrics.ts';
import type { HandPath } from './path.ts';
import {
  carry,
  clap,
  count,
  drink,
  fidget,
  mouse,
  pass,
  point,
  raiseFinger,
  reach,
  relaxed,
  rest,
  resting,
  type Sketch,
  stretch,
  talk,
  touch,
  type,
  wave,
  write,
} from './sketches.ts';

export interface Motion {
  /** Unique name: `family-variant`. */
  name: string;
  family: string;
  seconds: number;
  hands: readonly HandPath[];
  /** The signs that are shown on purpose; none in silent motions. */
  signs: readonly TrueSign[];
}

const table = ['table', 'far-table', 'middle', 'keyboard'] as const;
const rests = [resting, relaxed, 'fist', 'unknown:flat', 'unknown:half-curled', 'A', 'unknown:gun'];

const sketches: Readonly<Record<string, Sketch>> = {
  reach,
  scratch: touch(['hair', 'neck', 'nose', 'cheek', 'other-arm'], ['unknown:scratching', 'X']),
  drink,
  type,
  mouse,
  'rest-on-table': rest(table, rests),
  'rest-at-chin': rest(
    ['chin', 'cheek'],
    ['fist', 'unknown:half-curled', 'L', 'A', 'unknown:flat'],
    0.2,
  ),
  'hold-paper': carry('unknown:holding-paper', ['chest', 'table', 'middle', 'front'], 'paper', 0.5),
  'hold-thumb-on-top': carry('thumbs-up', ['table', 'middle', 'chest'], 'paper', 0.4),
  'hold-cup': carry('unknown:holding-cup', ['table', 'chest', 'middle'], 'cup', 0.1),
  'hold-phone': carry('unknown:holding-phone', ['chest', 'front', 'ear'], 'phone', 0.2),
  'show-thing': carry('C', ['front', 'lens', 'beside'], 'phone', 0.3),
  write,
  'talk-one-hand': talk(1),
  'talk-two-hands': talk(2),
  'raise-finger': raiseFinger,
  count,
  'pass-through': pass,
  wave,
  point,
  glasses: touch(['nose', 'cheek'], ['unknown:pinch', 'L', 'unknown:gun', 'point-up']),
  headset: touch(['ear'], ['unknown:half-curled', 'unknown:claw', 'C']),
  'cover-mouth': touch(['mouth'], ['unknown:flat', 'fist', 'unknown:half-curled', 'point-up']),
  eat: touch(['mouth'], ['unknown:pinch', 'O', 'X']),
  'lean-on-palm': rest(['cheek', 'ear'], ['unknown:flat', 'fist', 'unknown:half-curled'], 0),
  fidget,
  clap,
  'joined-hands': rest(['middle', 'chest'], ['fist', 'unknown:half-curled', 'unknown:flat'], 1),
  stretch,
};

/** Names of the families. */
export const motionFamilies = Object.keys(sketches);

/**
 * Makes one motion. The same family, variant and seed give the same motion.
 * @throws RangeError if there is no such family.
 */
export function silentMotion(family: string, variant: number, seed: number): Motion {
  const sketch = sketches[family];
  if (!sketch) throw new RangeError(`There is no family of motions called ${family}.`);
  const random = createRandom(seedOf(seed, `${family} ${variant}`));
  const paths = sketch(random.uniform() < 0.5 ? 'Left' : 'Right', random, variant);
  return {
    name: `${family}-${variant}`,
    family,
    seconds: Math.max(...paths.map((path) => path.seconds)) + random.between(0.3, 1),
    hands: paths.map((path) => path.done()),
    signs: [],
  };
}
