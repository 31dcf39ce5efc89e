/** Plays a motion with a body: where its hands are at every moment. */
import { Quaternion } from 'three';
import { createRandom, type Random } from '../../../src/learning/random.ts';
import { type HandKey, handStateOf, keyOf, type Place } from '../signer/hand-state.ts';
import type { Pose } from '../signer/pose.ts';
import { mulberry32, seedOf } from '../signer/random.ts';
import type { HandState } from '../signer/state.ts';
import { bent, ease, type Life, lifeOf, mixKeys } from '../signer/timeline.ts';
import type { Motion } from './motions.ts';
import type { HandPath, PathKey, Spot } from './path.ts';
import type { Bones, Camera } from './skeleton.ts';

/** A person in front of a camera, for one play. */
export interface Body {
  /** The middle of the head in shares of the picture, and its distance from the camera, m. */
  head: { x: number; y: number; distance: number };
  /** Size of the hands relative to the rig's. */
  scale: number;
  bones: Bones;
  /** Strength of the tremor: 1 is the signer's, 0 is a picture held up. */
  tremor: number;
  /** How much poses and views vary, 0..1. */
  stray: number;
}

/**
 * @param nearest least distance from the camera, m; distances are uniform in their logarithm
 * @param farthest greatest distance from the camera, m
 */
export function bodyOf(random: Random, nearest = 0.55, farthest = 2.2): Body {
  const bone = () => Math.exp(random.normal() * 0.05);
  return {
    head: {
      x: random.between(0.35, 0.65),
      y: random.between(0.3, 0.48),
      distance: Math.exp(random.between(Math.log(nearest), Math.log(farthest))),
    },
    scale: Math.exp(random.normal() * 0.07),
    bones: { thumb: bone(), index: bone(), middle: bone(), ring: bone(), pinky: bone() },
    tremor: random.between(0.4, 1.6),
    stray: random.between(0.5, 1),
  };
}

/** One hand at one moment. */
export interface PlayedHand {
  state: HandState;
  /** Rotation by tremor and beats in the picture plane, radians, anticlockwise. */
  roll: number;
  /** The pose that the hand has or is changing to. */
  pose: string;
}

/**
 * @param seed sets the variation of poses and the tremor; the same seed gives the same play
 * @returns a function of the time in seconds that gives the hands; those that are not visible are null
 * @throws Error if the motion names a pose that does not exist
 */
export function playMotion(
  motion: Motion,
  body: Body,
  poses: ReadonlyMap<string, Pose>,
  camera: Camera,
  seed: number,
): (seconds: number) => (PlayedHand | null)[] {
  const hands = motion.hands.map((path, i) => {
    const life = lifeOf(mulberry32(seedOf(seed, `life ${i}`)));
    const keys = path.keys.map((key) => keyAt(key, path, body, poses, camera, seed));
    return { path, keys, life };
  });
  const aspect = camera.width / camera.height;
  return (seconds) =>
    hands.map(({ path, keys, life }) => {
      const { seen } = path;
      if (seen && (seconds < seen[0] || seconds >= seen[1])) return null;
      const plain = between(path.keys, keys, seconds);
      const { key, roll } = shaken(plain, path, body, life, camera, seconds);
      const state = handStateOf(key, path.side, body.scale, {
        fieldOfView: camera.fieldOfView,
        aspect,
      });
      const held = path.thing ? { ...state, thing: path.thing } : state;
      return { state: held, roll, pose: poseAt(path.keys, seconds) };
    });
}

function keyAt(
  key: PathKey,
  path: HandPath,
  body: Body,
  poses: ReadonlyMap<string, Pose>,
  camera: Camera,
  seed: number,
): HandKey {
  const pose = poses.get(key.pose);
  if (!pose) throw new Error(`There is no pose file for ${key.pose}.`);
  // A person forms a shape the same way throughout a play, so the variation depends on the pose's name.
  const random = mulberry32(seedOf(seed, `${path.side} ${key.pose}`));
  const plain = pose.views[typeof key.view === 'number' ? key.view % pose.views.length : 0]!;
  const views = [typeof key.view === 'number' ? plain : { ...plain, azimuth: 0, ...key.view }];
  const place = placeOf(key.spot, path, body, camera);
  return keyOf({ ...pose, views }, path.side, place, random, body.stray);
}

/** Height of the picture at a distance from the camera, both in metres. */
const highAt = (distance: number, { fieldOfView }: Camera): number =>
  2 * distance * Math.tan((fieldOfView * Math.PI) / 360);

function placeOf(spot: Spot, path: HandPath, body: Body, camera: Camera): Place {
  const own = path.side === 'Right' ? -1 : 1;
  const aspect = camera.width / camera.height;
  const { head } = body;
  const atHead = highAt(head.distance, camera);
  const distance = Math.max(0.22, head.distance - spot.forward);
  const high = highAt(distance, camera);
  const x = (head.x - 0.5) * atHead * aspect + own * spot.out;
  const y = (0.5 - head.y) * atHead + spot.up;
  return { x: 0.5 + x / (high * aspect), y: 0.5 - y / high, distance };
}

function between(path: readonly PathKey[], keys: readonly HandKey[], seconds: number): HandKey {
  const next = path.findIndex((key) => key.at > seconds);
  if (next < 0) return keys[keys.length - 1]!;
  if (next === 0) return keys[0]!;
  const from = path[next - 1]!.at;
  const share = (seconds - from) / (path[next]!.at - from);
  return mixKeys(keys[next - 1]!, keys[next]!, ease(share));
}

function poseAt(path: readonly PathKey[], seconds: number): string {
  return (path.find((key) => key.at > seconds) ?? path[path.length - 1]!).pose;
}

/** Distance at which the tremor in shares of the picture equals the signer's, m. */
const tremorAt = 0.5;

function shaken(
  key: HandKey,
  path: HandPath,
  body: Body,
  life: Life,
  camera: Camera,
  seconds: number,
): { key: HandKey; roll: number } {
  const [dx, dy, tilt, roll] = life.tremor(seconds);
  const size = { out: 0, up: 0, forward: 0, roll: 0, flex: 0 };
  for (const beat of path.beats) {
    if (seconds < beat.from || seconds > beat.to) continue;
    // Beats fade in and out within 0.2 s.
    const swell = Math.min(1, (seconds - beat.from) / 0.2, (beat.to - seconds) / 0.2);
    size[beat.what] +=
      swell * beat.size * Math.sin(2 * Math.PI * beat.hertz * (seconds - beat.from));
  }
  const high = highAt(key.place.distance, camera);
  const own = path.side === 'Right' ? -1 : 1;
  const near = (body.tremor * tremorAt) / key.place.distance;
  const half = (angle: number) => angle / 2;
  const [a, b] = [half(tilt * body.tremor), half(roll * body.tremor + size.roll)];
  const turn = new Quaternion(Math.sin(a), 0, 0, Math.cos(a)).multiply(
    new Quaternion(0, 0, Math.sin(b), Math.cos(b)),
  );
  const shakenKey: HandKey = {
    turns: size.flex === 0 ? key.turns : bent(key.turns, size.flex),
    rotation: turn.multiply(new Quaternion().fromArray(key.rotation)).toArray(),
    place: {
      x: key.place.x + dx * near + (own * size.out * camera.height) / (high * camera.width),
      y: key.place.y + dy * near - size.up / high,
      distance: Math.max(0.2, key.place.distance - size.forward),
    },
  };
  return { key: shakenKey, roll: 2 * b };
}

/** A random body, by seed. */
export const bodyBySeed = (seed: number, nearest?: number, farthest?: number): Body =>
  bodyOf(createRandom(seed), nearest, farthest);
