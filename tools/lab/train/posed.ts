/**
 * Computes hands from the signer's poses (joint angles): joints, bones, views and distance vary
 * randomly, and the result is projected to 21 landmarks without rendering a picture. They represent
 * people and camera angles that the bank lacks; when real people are left out in turn, they raise the
 * share that is right (docs/classifier.md).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Euler, Quaternion, Vector3 } from 'three';
import * as v from 'valibot';
import { unknownLabel } from '../../../src/learning/losses.ts';
import type { Random } from '../../../src/learning/random.ts';
import type { MadeHand } from '../../../src/learning/sampler.ts';
import { pointCount } from '../../../src/recognizer/signs/features.ts';
import { gesturesOf, roleOf, shapeOf, type VocabularyId } from '../shapes.ts';
import { type Pose, readPoses, readVariants, turnsOf, type View } from '../signer/pose.ts';
import { type Finger, fingers, type JointTurns, type Vec3 } from '../signer/state.ts';
import { bentTurns } from './bent.ts';
import type { BankSample } from './dataset.ts';

const skeletonSchema = v.object({
  joints: v.record(
    v.string(),
    v.object({ position: v.array(v.number()), turn: v.array(v.number()) }),
  ),
});
const skeleton = v.parse(
  skeletonSchema,
  JSON.parse(readFileSync(join(import.meta.dirname, 'skeleton.json'), 'utf8')),
).joints;

/** The joints of a digit from the palm outwards, as named in the rig. */
function chainOf(finger: Finger): string[] {
  const parts =
    finger === 'thumb'
      ? ['metacarpal', 'phalanx-proximal', 'phalanx-distal', 'tip']
      : ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip'];
  return parts.map((part) => (finger === 'thumb' ? `thumb-${part}` : `${finger}-finger-${part}`));
}

const degree = Math.PI / 180;
/** Standard deviations, degrees, of the joints and of the view's yaw, pitch, roll and azimuth. */
const looseness = 10;
const strayDegrees = { yaw: 15, pitch: 15, roll: 13, azimuth: 9 };
/** Standard deviation of the logarithm of a finger's length. */
const bones = 0.06;
/** Least and greatest distance from the camera, m: near hands appear in strong perspective. */
const nearest = 0.3;
const farthest = 0.9;

/** Samples of every pose that is known or unknown to the vocabulary. */
export function posedSamples(
  vocabulary: VocabularyId,
  countOfPose: number,
  random: Random,
): BankSample[] {
  const gestures = gesturesOf(vocabulary);
  const samples: BankSample[] = [];
  for (const pose of [...readPoses().values(), ...readVariants().values()]) {
    const shape = shapeOf(pose.gesture);
    const role = roleOf(vocabulary, shape);
    if (role.role !== 'known' && role.role !== 'unknown') continue;
    for (let i = 0; i < countOfPose; i++) {
      samples.push({
        points: posedHand(pose, random),
        label: role.role === 'known' ? gestures.indexOf(role.gesture) : unknownLabel,
        origin: role.role === 'known' ? 'posed' : `posed/${shape}`,
        depth: true,
        aspect: true,
        role: role.role,
        shape,
        group: `posed/${i}`,
      });
    }
  }
  return samples;
}

/** The poses from which random hands may take thumbs and views; without those that must stay unseen. */
export function posesToBend(vocabulary: VocabularyId): Pose[] {
  return [...readPoses().values()].filter(
    (pose) => roleOf(vocabulary, shapeOf(pose.gesture)).role !== 'unseen',
  );
}

/**
 * A right hand with joints bent randomly within the range that a hand can reach, in the view of a
 * random pose. It may look like anything, even a sign (see `createKnownSpace`).
 */
export function bentHand(poses: readonly Pose[], random: Random): MadeHand {
  const pose = poses[random.below(poses.length)]!;
  const thumb = poses[random.below(poses.length)]!;
  const turns = bentTurns(turnsOf(thumb).thumb, random);
  const points = handOfTurns(loosened(turns, random), pose, random);
  return { points, depth: true, aspect: true };
}

/** One randomly varied right hand: 21 x (x, y, z), wrist-relative, in units of hand size. */
export function posedHand(pose: Pose, random: Random): Float32Array {
  return handOfTurns(loosened(turnsOf(pose), random), pose, random);
}

function handOfTurns(turns: JointTurns, pose: Pose, random: Random): Float32Array {
  const joints = jointsOf(turns, random);
  const view = pose.views[random.below(pose.views.length)]!;
  const turn = viewTurn(view, random);
  for (const joint of joints) joint.applyQuaternion(turn);
  return projected(joints, random);
}

/** The rig's joints in MediaPipe's order; y points up, the palm faces z. */
function jointsOf(turns: JointTurns, random: Random): Vector3[] {
  const wrist = skeleton.wrist!;
  const joints = [new Vector3()];
  for (const finger of fingers) {
    const length = Math.exp(random.normal() * bones);
    const turn = new Quaternion().fromArray(wrist.turn);
    const at = new Vector3();
    // A finger's metacarpal is inside the palm and not a landmark; the thumb's is a landmark.
    const first = finger === 'thumb' ? 0 : 1;
    chainOf(finger).forEach((name, i) => {
      const rest = skeleton[name]!;
      const bone = new Vector3().fromArray(rest.position).applyQuaternion(turn);
      at.addScaledVector(bone, i > first ? length : 1);
      turn.multiply(new Quaternion().fromArray(rest.turn));
      const bend = turns[finger][i];
      if (bend) {
        const [flex, spread, twist] = bend;
        turn.multiply(new Quaternion().setFromEuler(new Euler(-flex, spread, twist, 'YXZ')));
      }
      if (i >= first) joints.push(at.clone());
    });
  }
  return joints;
}

/** Varies every joint; the four fingers also vary together, because some hands are laxer than others. */
function loosened(turns: JointTurns, random: Random): JointTurns {
  const stray = (share: number) => random.normal() * looseness * degree * share;
  const laxity = stray(0.6);
  const finger = (bends: readonly Vec3[]): Vec3[] =>
    bends.map(([flex, spread, twist], i) => {
      if (i === 0) return [flex, spread, twist];
      // A straight joint stays straighter than a bent one stays bent.
      const share = Math.min(1, Math.max(0.35, Math.abs(flex) / (60 * degree)));
      const bent = flex + stray(share) + laxity * share;
      return [bent, spread + (i === 1 ? stray(0.3) : 0), twist];
    });
  return {
    thumb: turns.thumb.map(
      ([flex, spread, twist], i): Vec3 =>
        i === 0
          ? [flex + stray(0.8), spread + stray(0.8), twist + stray(0.4)]
          : [flex + stray(1), spread, twist],
    ),
    index: finger(turns.index),
    middle: finger(turns.middle),
    ring: finger(turns.ring),
    pinky: finger(turns.pinky),
  };
}

/** The view's rotation, applied in the order of the pose files (see `viewSchema`). */
function viewTurn(view: View, random: Random): Quaternion {
  const about = (axis: Vector3, degrees: number, stray: number) =>
    new Quaternion().setFromAxisAngle(axis, (degrees + random.normal() * stray) * degree);
  const [x, y, z] = [new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)];
  return about(y, view.azimuth, strayDegrees.azimuth)
    .multiply(about(z, view.roll, strayDegrees.roll))
    .multiply(about(x, view.pitch, strayDegrees.pitch))
    .multiply(about(y, view.yaw, strayDegrees.yaw));
}

/** Projects the joints to a camera at a random distance from the hand's middle. */
function projected(joints: readonly Vector3[], random: Random): Float32Array {
  const middle = joints.reduce((sum, joint) => sum + joint.z, 0) / joints.length;
  const distance = Math.exp(random.between(Math.log(nearest), Math.log(farthest)));
  const away = joints.map((joint) => distance - (joint.z - middle));
  const points = new Float32Array(pointCount * 3);
  let [left, right, top, bottom] = [0, 0, 0, 0];
  joints.forEach((joint, i) => {
    const x = joint.x / away[i]! - joints[0]!.x / away[0]!;
    const y = -joint.y / away[i]! + joints[0]!.y / away[0]!;
    points[i * 3] = x;
    points[i * 3 + 1] = y;
    points[i * 3 + 2] = (away[i]! - away[0]!) / distance;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  });
  const size = Math.max(right - left, bottom - top);
  return points.map((value) => value / size);
}
