import { Quaternion as Q } from 'three';
import { type HandKey, handStateOf } from './hand-state.ts';
import {
  bothMovements,
  checkSides,
  type Interval,
  type Part,
  partOf,
  stretchAt,
  type TrueMovement,
} from './part.ts';
import { mixTurns, type Pose } from './pose.ts';
import { between, mulberry32, type Random, seedOf } from './random.ts';
import type { Script, Step } from './script.ts';
import type { HandState, PictureState, Quaternion, Stage, Vec3 } from './state.ts';

export interface Timeline {
  seconds: number;
  intervals: Interval[];
  /** When each moving sign is made. */
  movements: TrueMovement[];
  at(seconds: number): PictureState;
}

/**
 * Plays a script: what the picture shows at every moment, and the true intervals of signs. The same
 * script gives the same timeline.
 * @throws Error if the script names a gesture without a pose, or shows one hand twice at once
 */
export function timelineOf(
  script: Script,
  poses: ReadonlyMap<string, Pose>,
  stage: Stage,
): Timeline {
  const { seed } = script;
  const first = partOf(script.steps, script, poses, 'step');
  const second = partOf(script.second ?? [], script, poses, 'second step');
  checkSides(first, second);
  const camera = { fieldOfView: stage.fieldOfView, aspect: 640 / 480 };
  const life = lifeOf(mulberry32(seedOf(seed, 'life')));
  const secondLife = lifeOf(mulberry32(seedOf(seed, 'second life')));
  const scale = between(mulberry32(seedOf(seed, 'scale')), 0.92, 1.08);
  const handAt = (part: Part, seconds: number, { tremor }: Life): HandState[] => {
    const stretch = stretchAt(part, seconds);
    if (!stretch?.side || !stretch.start || !stretch.end) return [];
    const span = (seconds - stretch.from) / (stretch.to - stretch.from);
    const key = mixKeys(stretch.start, stretch.end, ease(span));
    const shown = alive(key, seconds, tremor, stretch.motion);
    return [handStateOf(shown, stretch.side, scale, camera)];
  };
  return {
    seconds: Math.max(first.seconds, second.seconds),
    intervals: [...first.intervals, ...second.intervals].sort((a, b) => a.from - b.from),
    movements: bothMovements(first, second),
    at: (seconds) => ({
      hands: [...handAt(first, seconds, life), ...handAt(second, seconds, secondLife)],
      sway: life.sway(seconds),
      noiseSeed: seedOf(seed, `noise ${Math.round(seconds * 1000)}`),
    }),
  };
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

function alive(
  key: HandKey,
  seconds: number,
  tremor: Life['tremor'],
  motion: Step['motion'],
): HandKey {
  const [dx, dy, tilt, roll] = tremor(seconds);
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
