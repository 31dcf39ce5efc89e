/** Computes the 21 landmarks that a camera sees of the signer's rig, without rendering. */
import { readFileSync } from 'node:fs';
import { Euler, Quaternion, Vector3 } from 'three';
import * as v from 'valibot';
import type { Landmark } from '../../../src/recognizer/hand.ts';
import { type Finger, fingers, type HandState } from '../signer/state.ts';

const schema = v.object({
  joints: v.record(
    v.string(),
    v.object({
      position: v.tuple([v.number(), v.number(), v.number()]),
      turn: v.tuple([v.number(), v.number(), v.number(), v.number()]),
    }),
  ),
});
const skeletonJoints = v.parse(
  schema,
  JSON.parse(readFileSync(new URL('../train/skeleton.json', import.meta.url), 'utf8')),
).joints;

interface RestJoint {
  position: Vector3;
  turn: Quaternion;
}

function restOf(name: string): RestJoint {
  const joint = skeletonJoints[name];
  if (!joint) throw new Error(`The rig's table has no joint ${name}.`);
  return {
    position: new Vector3().fromArray(joint.position),
    turn: new Quaternion().fromArray(joint.turn),
  };
}

/** Each digit's joints from the palm outwards, and the index of the first one that is a landmark. */
const chains = fingers.map((finger) => {
  const parts = ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip'];
  const names =
    finger === 'thumb'
      ? parts.filter((part) => part !== 'phalanx-intermediate').map((part) => `thumb-${part}`)
      : parts.map((part) => `${finger}-finger-${part}`);
  return { finger, first: finger === 'thumb' ? 0 : 1, joints: names.map(restOf) };
});
const wristRest = restOf('wrist');

/** Length of each of a person's digits relative to the rig's. */
export type Bones = Readonly<Record<Finger, number>>;
export const rigBones: Bones = { thumb: 1, index: 1, middle: 1, ring: 1, pinky: 1 };

/** A camera at the origin that looks along -z, as in `signer/state.ts`. */
export interface Camera {
  /** Vertical field of view, degrees. */
  fieldOfView: number;
  width: number;
  height: number;
}

/** @returns 21 joints in MediaPipe's order, in metres of the scene */
export function jointsOf(state: HandState, bones: Bones = rigBones): Vector3[] {
  const mirror = state.side === 'Left' ? -1 : 1;
  const whole = new Quaternion().fromArray(state.rotation);
  const wrist = new Vector3().fromArray(state.wrist);
  const out = [new Vector3()];
  for (const { finger, first, joints } of chains) {
    const turn = wristRest.turn.clone();
    const at = new Vector3();
    joints.forEach((rest, i) => {
      const bone = rest.position.clone().applyQuaternion(turn);
      at.addScaledVector(bone, i > first ? bones[finger] : 1);
      turn.multiply(rest.turn);
      const bend = state.turns[finger][i];
      if (bend) {
        const [flex, spread, twist] = bend;
        turn.multiply(new Quaternion().setFromEuler(new Euler(-flex, spread, twist, 'YXZ')));
      }
      if (i >= first) out.push(at.clone());
    });
  }
  return out.map((joint) => {
    // Mirror a left hand before the whole hand is rotated.
    joint.x *= mirror;
    return joint.multiplyScalar(state.scale).applyQuaternion(whole).add(wrist);
  });
}

/** @returns landmarks in pixels of the picture; z is in the same unit, relative to the wrist */
export function project(joints: readonly Vector3[], camera: Camera): Landmark[] {
  const unit = camera.height / 2 / Math.tan((camera.fieldOfView * Math.PI) / 360);
  const depth = Math.max(0.05, -joints[0]!.z);
  return joints.map(({ x, y, z }) => {
    const away = Math.max(0.05, -z);
    return [
      camera.width / 2 + (x / away) * unit,
      camera.height / 2 - (y / away) * unit,
      ((away - depth) / depth) * unit,
    ] as const;
  });
}
