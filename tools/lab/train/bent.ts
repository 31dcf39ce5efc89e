/** Random joint angles within the range that a hand can reach. */
import type { Random } from '../../../src/learning/random.ts';
import type { JointTurns, Vec3 } from '../signer/state.ts';

const degrees = Math.PI / 180;
/**
 * Flexion of a finger's knuckle and middle joint, degrees, within the clinical ranges of active motion
 * (AAOS: knuckle -45 to 90, middle joint 0 to 100, end joint 0 to 90). The end joint cannot bend
 * alone; it follows the middle one by about two thirds.
 */
const knuckleDegrees = { least: -12, most: 92 };
const middleDegrees = { least: 0, most: 105 };
const endShare = 2 / 3;
/** Shares of fingers that are straight and that are closed: those in between are rarer on real hands. */
const straight = 0.4;
const closed = 0.3;

/** Adds four randomly bent fingers to the given thumb (radians, as in {@link JointTurns}). */
export function bentTurns(thumb: JointTurns['thumb'], random: Random): JointTurns {
  const finger = (): Vec3[] => {
    const [knuckle, middle] = flexion(random);
    const spread = random.normal() * 6;
    return [
      [0, 0, 0],
      [knuckle * degrees, spread * degrees, 0],
      [middle * degrees, 0, 0],
      [middle * endShare * random.between(0.7, 1.2) * degrees, 0, 0],
    ];
  };
  const fingers = [finger(), finger(), finger(), finger()];
  // Neighbouring fingers often move together: one time in three a finger copies the one before.
  for (let i = 1; i < 4; i++) if (random.below(3) === 0) fingers[i] = fingers[i - 1]!;
  const [index, middle, ring, pinky] = fingers as [Vec3[], Vec3[], Vec3[], Vec3[]];
  return { thumb, index, middle, ring, pinky };
}

function flexion(random: Random): [knuckle: number, middle: number] {
  const kind = random.uniform();
  if (kind < straight) return [random.between(knuckleDegrees.least, 20), random.between(0, 12)];
  if (kind < straight + closed)
    return [random.between(60, knuckleDegrees.most), random.between(75, 105)];
  return [
    random.between(0, knuckleDegrees.most),
    random.between(middleDegrees.least, middleDegrees.most),
  ];
}
