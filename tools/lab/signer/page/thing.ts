import {
  BoxGeometry,
  type BufferGeometry,
  CylinderGeometry,
  Mesh,
  MeshStandardMaterial,
  Quaternion,
  Vector3,
} from 'three';
import type { HandState, Thing, Vec3 } from '../state.ts';
import { colourOf } from './colour.ts';

/**
 * How a right hand holds each thing: the thing's middle in metres from the wrist (y along the fingers,
 * z out of the palm, x towards the little finger), and its rotation about x, y and z in radians.
 */
const things: Readonly<
  Record<Thing, { shape: () => BufferGeometry; at: Vec3; turn: Vec3; colour: Vec3 }>
> = {
  paper: {
    shape: () => new BoxGeometry(0.21, 0.297, 0.001),
    at: [-0.02, 0.19, 0.03],
    turn: [0.15, 0, 0],
    colour: [0.95, 0.95, 0.93],
  },
  cup: {
    shape: () => new CylinderGeometry(0.036, 0.032, 0.1, 24),
    at: [0, 0.085, 0.05],
    turn: [0, 0, Math.PI / 2],
    colour: [0.75, 0.3, 0.25],
  },
  phone: {
    shape: () => new BoxGeometry(0.072, 0.15, 0.008),
    at: [0, 0.095, 0.03],
    turn: [0.1, 0, 0],
    colour: [0.08, 0.08, 0.09],
  },
  pen: {
    shape: () => new CylinderGeometry(0.0045, 0.0045, 0.14, 10),
    at: [-0.03, 0.105, 0.035],
    turn: [0.9, 0, 0.5],
    colour: [0.12, 0.16, 0.5],
  },
};

/** A thing held in a hand, which is what hands do most in front of a camera. */
export class HeldThing {
  readonly mesh: Mesh;

  constructor(
    private readonly thing: Thing,
    look?: HandState['thingLook'],
  ) {
    const { shape } = things[thing];
    const colour = look?.colour ?? things[thing].colour;
    const material = new MeshStandardMaterial({ color: colourOf(colour), roughness: 0.6 });
    this.mesh = new Mesh(shape(), material);
    this.mesh.scale.setScalar(look?.scale ?? 1);
    this.mesh.castShadow = true;
    this.mesh.receiveShadow = true;
  }

  place(hand: HandState): void {
    const { at, turn } = things[this.thing];
    const mirror = hand.side === 'Left' ? -1 : 1;
    const whole = new Quaternion().fromArray(hand.rotation);
    const middle = new Vector3(at[0] * mirror, at[1], at[2]).multiplyScalar(hand.scale);
    this.mesh.position.fromArray(hand.wrist).add(middle.applyQuaternion(whole));
    const [x, y, z] = turn;
    const axis = (vector: Vector3, angle: number) =>
      new Quaternion().setFromAxisAngle(vector, angle);
    this.mesh.quaternion
      .copy(whole)
      .multiply(axis(new Vector3(0, 0, 1), z * mirror))
      .multiply(axis(new Vector3(0, 1, 0), y * mirror))
      .multiply(axis(new Vector3(1, 0, 0), x));
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    if (this.mesh.material instanceof MeshStandardMaterial) this.mesh.material.dispose();
    this.mesh.removeFromParent();
  }
}
