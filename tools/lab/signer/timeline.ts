import { Quaternion as Q } from 'three';
import { type HandKey, handStateOf, keyOf, type Place, placeOf, rotationOf } from './hand-state.ts';
import { mixTurns, type Pose, turnsOf } from './pose.ts';
import { between, mulberry32, type Random, seedOf } from './random.ts';
import type { Script, Step } from './script.ts';
import type { HandState, PictureState, Quaternion, Side, Stage, Vec3 } from './state.ts';

/** When a sign is held, in seconds: from the first to the last moment at which it is complete and still. */
export interface Interval {
  gesture: string;
  from: number;
  to: number;
}

/** A period in which one hand moves from one keyframe to another. */
interface Stretch {
  from: number;
  to: number;
  side: Side | null;
  start: HandKey | null;
  end: HandKey | null;
  motion: Step['motion'];
}

export interface Timeline {
  seconds: number;
  intervals: Interval[];
  at(seconds: number): PictureState;
}

/** Height of a dropped hand in shares of the picture, which is below it. */
const belowPicture = 1.55;

/**
 * Plays a script: what the picture shows at every moment, and the true intervals of signs. The same
 * script gives the same timeline.
 * @throws Error if the script names a gesture without a pose
 */
export function timelineOf(
  script: Script,
  poses: ReadonlyMap<string, Pose>,
  stage: Stage,
): Timeline {
  const stretches: Stretch[] = [];
  const intervals: Interval[] = [];
  const relaxed = poseOf(poses, 'unknown:relaxed');
  let time = 0;
  let shown: { key: HandKey; side: Side } | null = null;
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

  script.steps.forEach((step, i) => {
    if (step.empty) {
      shown = null;
      add(step.seconds, null, null, null);
      return;
    }
    const random = mulberry32(seedOf(script.seed, `step ${i}`));
    const name = step.gesture ?? `unknown:${step.unknown}`;
    const side = step.hand;
    const key = heldKey(step, poseOf(poses, name), random, script.stray);
    const rest = droppedKey(relaxed, side, key.place, random);
    const start: HandKey = shown && shown.side === side ? shown.key : rest;
    add(step.raise, side, start, key);
    if (step.gesture !== undefined && step.motion === undefined) {
      intervals.push({ gesture: step.gesture, from: round(time), to: round(time + step.seconds) });
    }
    add(step.seconds, side, key, key, step.motion);
    const next = script.steps[i + 1];
    if (step.leave === 'change' && next && !next.empty && next.hand === side) {
      shown = { key, side };
      return;
    }
    shown = null;
    add(step.release, side, key, rest);
    add(step.pause, null, null, null);
  });

  const camera = { fieldOfView: stage.fieldOfView, aspect: 640 / 480 };
  const life = lifeOf(mulberry32(seedOf(script.seed, 'life')));
  const scale = between(mulberry32(seedOf(script.seed, 'scale')), 0.92, 1.08);
  return {
    seconds: time,
    intervals,
    at(seconds: number): PictureState {
      const stretch = stretches.find((s) => seconds < s.to) ?? stretches.at(-1);
      const hands: HandState[] = [];
      if (stretch?.side && stretch.start && stretch.end) {
        const span = (seconds - stretch.from) / (stretch.to - stretch.from);
        const key = alive(
          mixKeys(stretch.start, stretch.end, ease(span)),
          seconds,
          life,
          stretch.motion,
        );
        hands.push(handStateOf(key, stretch.side, scale, camera));
      }
      return {
        hands,
        sway: life.sway(seconds),
        noiseSeed: seedOf(script.seed, `noise ${Math.round(seconds * 1000)}`),
      };
    },
  };
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

/** Eases in and out as hands do (minimum jerk: Flash and Hogan 1985). */
export function ease(t: number): number {
  const x = Math.min(1, Math.max(0, t));
  return x * x * x * (10 + x * (6 * x - 15));
}

/** Interpolates keyframes: `t` 0 gives `a`, 1 gives `b`. */
export function mixKeys(a: HandKey, b: HandKey, t: number): HandKey {
  const mix = (x: number, y: number) => x + (y - x) * t;
  return {
    // The fingers reach their shape slightly before the hand reaches its position.
    turns: mixTurns(a.turns, b.turns, Math.min(1, t * 1.15)),
    rotation: new Q()
      .fromArray(a.rotation)
      .slerp(new Q().fromArray(b.rotation), t)
      .toArray() as unknown as Quaternion,
    place: {
      x: mix(a.place.x, b.place.x),
      y: mix(a.place.y, b.place.y),
      distance: mix(a.place.distance, b.place.distance),
    },
  };
}

export interface Life {
  sway(seconds: number): Vec3;
  tremor(seconds: number): readonly [number, number, number, number];
}

/** The small slow movements of a living person, as sums of sines with seeded phases. */
export function lifeOf(random: Random): Life {
  const wave = (strength: number, low: number, high: number) => {
    const parts = [0, 1, 2].map(() => ({
      rate: between(random, low, high) * 2 * Math.PI,
      phase: between(random, 0, 2 * Math.PI),
    }));
    return (s: number) =>
      (strength / 3) * parts.reduce((sum, { rate, phase }) => sum + Math.sin(s * rate + phase), 0);
  };
  const sway = [wave(0.012, 0.08, 0.3), wave(0.006, 0.1, 0.35), wave(0.01, 0.05, 0.25)] as const;
  const tremor = [
    wave(0.005, 0.2, 0.9),
    wave(0.006, 0.2, 0.9),
    wave(0.03, 0.2, 0.8),
    wave(0.03, 0.2, 0.8),
  ] as const;
  return {
    sway: (s) => [sway[0](s), sway[1](s), sway[2](s)],
    tremor: (s) => [tremor[0](s), tremor[1](s), tremor[2](s), tremor[3](s)],
  };
}

function alive(key: HandKey, seconds: number, life: Life, motion: Step['motion']): HandKey {
  const [dx, dy, tilt, roll] = life.tremor(seconds);
  const beat = (hertz: number) => Math.sin(2 * Math.PI * hertz * seconds);
  const extra = { x: 0, y: 0, roll: 0, flex: 0 };
  if (motion === 'wave') {
    extra.roll = 0.45 * beat(1.8);
    extra.x = 0.045 * beat(1.8);
  } else if (motion === 'scratch') {
    extra.y = 0.018 * beat(2.6);
    extra.flex = 0.3 * beat(2.6);
  } else if (motion === 'talk') {
    extra.x = 0.05 * beat(0.7);
    extra.y = 0.05 * beat(1.1);
    extra.roll = 0.35 * beat(0.9);
    extra.flex = 0.25 * beat(0.8);
  }
  const turn = new Q(Math.sin(tilt / 2), 0, 0, Math.cos(tilt / 2)).multiply(
    new Q(0, 0, Math.sin((roll + extra.roll) / 2), Math.cos((roll + extra.roll) / 2)),
  );
  return {
    turns: extra.flex === 0 ? key.turns : bent(key.turns, extra.flex),
    rotation: turn.multiply(new Q().fromArray(key.rotation)).toArray() as unknown as Quaternion,
    place: { ...key.place, x: key.place.x + dx + extra.x, y: key.place.y + dy + extra.y },
  };
}

/** Curls the four fingers further, each joint by 0.6 times `flex` radians. */
export function bent(turns: HandKey['turns'], flex: number): HandKey['turns'] {
  const bend = (list: readonly Vec3[]): Vec3[] =>
    list.map(([x, y, z], i) => [i === 0 ? x : x + flex * 0.6, y, z]);
  return {
    thumb: turns.thumb,
    index: bend(turns.index),
    middle: bend(turns.middle),
    ring: bend(turns.ring),
    pinky: bend(turns.pinky),
  };
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
