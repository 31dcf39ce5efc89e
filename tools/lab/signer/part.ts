/** What one list of a script's steps shows: hands from keyframe to keyframe, and the truth of it. */
import { type HandKey, keyOf, type Place, placeOf, rotationOf } from './hand-state.ts';
import { type Pose, turnsOf } from './pose.ts';
import { between, mulberry32, type Random, seedOf } from './random.ts';
import type { Script, Step } from './script.ts';
import type { Side } from './state.ts';

/** When a sign is held, in seconds: from the first to the last moment at which it is complete and still. */
export interface Interval {
  gesture: string;
  from: number;
  to: number;
}

/**
 * When a moving sign is made, in seconds: from the moment at which the hand is where it begins to the
 * moment at which the hand begins to leave.
 */
export interface TrueMovement {
  sign: string;
  from: number;
  to: number;
}

/** A period in which one hand moves from one keyframe to another. */
export interface Stretch {
  from: number;
  to: number;
  side: Side | null;
  start: HandKey | null;
  end: HandKey | null;
  motion: Step['motion'];
}

export interface Part {
  seconds: number;
  stretches: Stretch[];
  intervals: Interval[];
  movements: TrueMovement[];
}

/** Height of a dropped hand in shares of the picture, which is below it. */
const belowPicture = 1.55;

/**
 * @param seedName tells the random numbers of two lists of one script apart
 * @throws Error if a step names a gesture without a pose
 */
export function partOf(
  steps: readonly Step[],
  { seed, stray }: Pick<Script, 'seed' | 'stray'>,
  poses: ReadonlyMap<string, Pose>,
  seedName: string,
): Part {
  const stretches: Stretch[] = [];
  const intervals: Interval[] = [];
  const movements: TrueMovement[] = [];
  const relaxed = poseOf(poses, 'unknown:relaxed');
  let time = 0;
  let shown: { key: HandKey; side: Side; sign: string | undefined } | null = null;
  const add = (
    length: number,
    side: Side | null,
    start: HandKey | null,
    end: HandKey | null,
    motion?: Step['motion'],
  ) => {
    if (length > 0) stretches.push({ from: time, to: time + length, side, start, end, motion });
    time += length;
  };
  /** Notes what is true from now on, for as long as the step lasts. */
  const note = ({ sign, gesture, motion, seconds }: Step, isSameSign: boolean) => {
    const [from, to] = [round(time), round(time + seconds)];
    const last = movements.at(-1);
    if (sign !== undefined && last && isSameSign) last.to = to;
    else if (sign !== undefined) movements.push({ sign, from, to });
    else if (gesture !== undefined && motion === undefined) intervals.push({ gesture, from, to });
  };

  steps.forEach((step, i) => {
    if (step.empty) {
      shown = null;
      add(step.seconds, null, null, null);
      return;
    }
    const random = mulberry32(seedOf(seed, `${seedName} ${i}`));
    const name = step.gesture ?? `unknown:${step.unknown}`;
    const { hand: side, sign } = step;
    const key = heldKey(step, poseOf(poses, name), random, stray);
    const rest = droppedKey(relaxed, side, key.place, random);
    const before = shown?.side === side ? shown : null;
    add(step.raise, side, before?.key ?? rest, key);
    note(step, before !== null && before.sign === sign);
    add(step.seconds, side, key, key, step.motion);
    const next = steps[i + 1];
    if (step.leave === 'change' && next && !next.empty && next.hand === side) {
      shown = { key, side, sign };
      return;
    }
    shown = null;
    add(step.release, side, key, rest);
    add(step.pause, null, null, null);
  });
  return { seconds: time, stretches, intervals, movements };
}

/** What is shown then; undefined after the end. */
export function stretchAt({ stretches, seconds }: Part, at: number): Stretch | undefined {
  return at > seconds ? undefined : (stretches.find(({ to }) => at < to) ?? stretches.at(-1));
}

/** The movements of both parts in order; a sign of both hands at overlapping times is one. */
export function bothMovements(a: Part, b: Part): TrueMovement[] {
  const all: TrueMovement[] = [];
  for (const next of [...a.movements, ...b.movements].sort((x, y) => x.from - y.from)) {
    const one = all.find(({ sign, to }) => sign === next.sign && next.from < to);
    if (one) one.to = Math.max(one.to, next.to);
    else all.push({ ...next });
  }
  return all;
}

/** @throws Error if both parts show the same hand at one moment */
export function checkSides(a: Part, b: Part): void {
  for (const { side, from, to } of a.stretches) {
    const other = b.stretches.find((s) => s.side === side && s.from < to && from < s.to);
    if (side === null || !other) continue;
    const at = round(Math.max(from, other.from));
    throw new Error(`steps and second both show the ${side.toLowerCase()} hand at ${at} s.`);
  }
}

function poseOf(poses: ReadonlyMap<string, Pose>, name: string): Pose {
  const pose = poses.get(name);
  if (!pose) throw new Error(`There is no pose file for ${name}.`);
  return pose;
}

function heldKey(step: Step, pose: Pose, random: Random, stray: number): HandKey {
  const place = placeOf(pose, step.hand, random);
  if (step.at) [place.x, place.y] = step.at;
  if (step.distance !== undefined) place.distance = step.distance;
  const view = step.view === undefined ? undefined : pose.views[step.view];
  if (step.view !== undefined && !view) {
    throw new Error(`${pose.gesture} has only ${pose.views.length} views.`);
  }
  return keyOf(view ? { ...pose, views: [view] } : pose, step.hand, place, random, stray);
}

/** A relaxed hand below the picture, under its former position. */
function droppedKey(relaxed: Pose, side: Side, from: Place, random: Random): HandKey {
  const place = {
    x: from.x + between(random, -0.06, 0.06),
    y: belowPicture,
    distance: from.distance,
  };
  const tilt = between(random, -20, 20);
  const rotation = rotationOf({ yaw: -60, pitch: 15, roll: tilt, azimuth: 0 }, side);
  return { turns: turnsOf(relaxed), rotation, place };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
