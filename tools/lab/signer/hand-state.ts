import { Euler, Quaternion as Q, Vector3 } from 'three';
import { type Pose, turnsOf, type View } from './pose.ts';
import { between, jitter, pick, type Random } from './random.ts';
import type { HandState, JointTurns, Quaternion, Side, Vec3 } from './state.ts';

const radians = Math.PI / 180;

/** Distance from the wrist to about the middle of a hand, along its length, m. */
const wristToMiddle = 0.075;

/** Position of a hand: shares of the picture's width and height, and distance from the camera, m. */
export interface Place {
  x: number;
  y: number;
  distance: number;
}

/** A keyframe: the hand's shape, the rotation of the whole hand, and its position. */
export interface HandKey {
  turns: JointTurns;
  rotation: Quaternion;
  place: Place;
}

/** The rotation of the whole hand for a view, mirrored for a left hand. */
export function rotationOf(
  view: Pick<View, 'yaw' | 'pitch' | 'roll' | 'azimuth'>,
  side: Side,
): Quaternion {
  const mirror = side === 'Left' ? -1 : 1;
  const about = (x: number, y: number, z: number) =>
    new Q().setFromEuler(new Euler(x * radians, y * radians, z * radians));
  const q = about(0, view.azimuth * mirror, 0)
    .multiply(about(0, 0, view.roll * mirror))
    .multiply(about(view.pitch, 0, 0))
    .multiply(about(0, view.yaw * mirror, 0));
  return q.toArray();
}

/** A random view of a pose with random variation; `amount` 0 gives its first view unchanged. */
export function viewOf(pose: Pose, random: Random, amount: number): View {
  const [first] = pose.views;
  const view = amount > 0 ? pick(random, pose.views) : first;
  if (!view) throw new Error(`${pose.gesture} has no view.`);
  const limits = view.stray;
  return {
    ...view,
    yaw: view.yaw + jitter(random, limits.yaw * amount),
    pitch: view.pitch + jitter(random, limits.pitch * amount),
    roll: view.roll + jitter(random, limits.roll * amount),
    azimuth: view.azimuth + jitter(random, limits.azimuth * amount),
  };
}

/** Varies each joint slightly, because no two people form a shape the same way. */
export function loosen(turns: JointTurns, degrees: number, random: Random): JointTurns {
  const stray = degrees * radians;
  const bend = (list: readonly Vec3[], first: number): Vec3[] =>
    list.map(([flex, spread, twist], i) =>
      i < first
        ? [flex, spread, twist]
        : [
            flex + jitter(random, stray),
            i === first ? spread + jitter(random, stray / 2) : spread,
            twist,
          ],
    );
  return {
    thumb: bend(turns.thumb, 0),
    index: bend(turns.index, 1),
    middle: bend(turns.middle, 1),
    ring: bend(turns.ring, 1),
    pinky: bend(turns.pinky, 1),
  };
}

/** A keyframe of a pose at a position. */
export function keyOf(
  pose: Pose,
  side: Side,
  place: Place,
  random: Random,
  amount: number,
): HandKey {
  return {
    turns: loosen(turnsOf(pose), pose.loose * amount, random),
    rotation: rotationOf(viewOf(pose, random, amount), side),
    place,
  };
}

/**
 * The hand in the scene for a keyframe. The wrist is placed so that the middle of the hand appears at
 * the keyframe's position, and the elbow where a person could have it.
 * @param camera vertical field of view in degrees, and the picture's width divided by its height
 */
export function handStateOf(
  key: HandKey,
  side: Side,
  scale: number,
  camera: { fieldOfView: number; aspect: number },
): HandState {
  const high = 2 * key.place.distance * Math.tan((camera.fieldOfView * radians) / 2);
  const middle = new Vector3(
    (key.place.x - 0.5) * high * camera.aspect,
    (0.5 - key.place.y) * high,
    -key.place.distance,
  );
  const rotation = new Q().fromArray(key.rotation);
  const fingers = new Vector3(0, 1, 0).applyQuaternion(rotation);
  const wrist = middle.clone().addScaledVector(fingers, -wristToMiddle * scale);
  return {
    side,
    turns: key.turns,
    wrist: wrist.toArray(),
    rotation: key.rotation,
    scale,
    elbow: elbowOf(wrist, fingers, side).toArray(),
  };
}

/**
 * The elbow is mostly straight behind the hand, drawn towards where the signer's elbow hangs. It is
 * hardly ever above the wrist, because a hand that points down is bent at the wrist.
 */
function elbowOf(wrist: Vector3, fingers: Vector3, side: Side): Vector3 {
  const hangs = new Vector3(side === 'Right' ? -0.24 : 0.24, -0.42, -0.62).sub(wrist).normalize();
  const along = fingers.clone().multiplyScalar(-1).addScaledVector(hangs, 0.75).normalize();
  if (along.y > 0) along.setY(along.y * 0.3).normalize();
  return wrist.clone().addScaledVector(along, 0.25);
}

/** A random position for a pose, mostly on the hand's own side of the picture. */
export function placeOf(pose: Pose, side: Side, random: Random): Place {
  const own = side === 'Right' ? -1 : 1;
  const [near, far] = pose.where === 'face' ? [0.02, 0.12] : [0.05, 0.26];
  const [top, bottom] = { raised: [0.42, 0.62], low: [0.68, 0.86], face: [0.36, 0.5] }[
    pose.where
  ] as [number, number];
  return {
    x: 0.5 + own * between(random, near, far),
    y: between(random, top, bottom),
    distance: between(random, 0.36, 0.62),
  };
}
