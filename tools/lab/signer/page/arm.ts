import {
  CapsuleGeometry,
  CylinderGeometry,
  Group,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  Quaternion,
  Vector3,
} from 'three';
import type { Colour, HandState, Skin } from '../state.ts';
import { colourOf } from './colour.ts';
import { skinMaterial } from './skin-material.ts';

const unit = new CylinderGeometry(1, 1, 1, 20, 1);
const folds = 28;

/** A forearm from the wrist to the elbow: bare skin, then a sleeve with folds. */
export class Arm {
  readonly group = new Group();
  private readonly skin: Mesh;
  private readonly wrist: Mesh;
  private readonly sleeve: Mesh;

  constructor(skin: Skin, sleeve: Colour) {
    const bare = skinMaterial(skin, null);
    this.skin = new Mesh(taper(0.98, 1.35), bare);
    this.wrist = new Mesh(new CapsuleGeometry(1, 0.001, 8, 16), bare);
    this.sleeve = new Mesh(
      folded(1.0, 1.25),
      new MeshStandardMaterial({ color: colourOf(sleeve), roughness: 0.95 }),
    );
    this.group.add(this.skin, this.wrist, this.sleeve);
    for (const mesh of [this.skin, this.wrist, this.sleeve]) {
      mesh.castShadow = true;
      mesh.receiveShadow = true;
    }
  }

  /** @param sleeveFrom where the sleeve starts, m from the wrist */
  place(hand: HandState, sleeveFrom: number): void {
    const rotation = new Quaternion().fromArray(hand.rotation);
    const wrist = new Vector3().fromArray(hand.wrist);
    const elbow = new Vector3().fromArray(hand.elbow);
    const along = elbow.clone().sub(wrist);
    const length = along.length();
    along.normalize();
    // The arm is flat like the hand: its wide side follows the hand's, perpendicular to its length.
    const wide = new Vector3(1, 0, 0).applyQuaternion(rotation);
    wide.addScaledVector(along, -wide.dot(along)).normalize();
    const frame = new Quaternion().setFromRotationMatrix(
      new Matrix4().makeBasis(wide, along, wide.clone().cross(along)),
    );
    const s = hand.scale;
    const from = Math.min(sleeveFrom * s, length);
    const put = (mesh: Mesh, a: number, b: number, w: number, d: number) => {
      mesh.position.copy(wrist).addScaledVector(along, (a + b) / 2);
      mesh.quaternion.copy(frame);
      mesh.scale.set(w * s, b - a, d * s);
    };
    put(this.skin, 0, length, 0.0265, 0.021);
    put(this.sleeve, from, length + 0.08, 0.037, 0.033);
    this.sleeve.visible = from < length;
    this.wrist.position.copy(wrist);
    this.wrist.quaternion.copy(rotation);
    this.wrist.scale.set(0.0268 * s, 0.024 * s, 0.0212 * s);
  }

  dispose(): void {
    this.skin.geometry.dispose();
    this.wrist.geometry.dispose();
    this.sleeve.geometry.dispose();
    for (const mesh of [this.skin, this.sleeve]) {
      if (mesh.material instanceof MeshStandardMaterial) mesh.material.dispose();
    }
    this.group.removeFromParent();
  }
}

/** A truncated cone from radius `a` at the wrist (bottom, -0.5) to `b` at the elbow (top). */
function taper(a: number, b: number): CylinderGeometry {
  const cone = unit.clone();
  const { position } = cone.attributes;
  for (let i = 0; i < (position?.count ?? 0); i++) {
    const r = a + (b - a) * (position!.getY(i) + 0.5);
    position!.setX(i, position!.getX(i) * r);
    position!.setZ(i, position!.getZ(i) * r);
  }
  return cone;
}

/** A sleeve: a truncated cone whose radius varies slightly along its length. */
function folded(a: number, b: number): CylinderGeometry {
  const tube = new CylinderGeometry(1, 1, 1, 28, folds);
  const { position } = tube.attributes;
  for (let i = 0; i < (position?.count ?? 0); i++) {
    const t = position!.getY(i) + 0.5;
    const angle = Math.atan2(position!.getZ(i), position!.getX(i));
    const fold = 0.045 * Math.sin(t * 31 + 1.7 * Math.sin(angle)) * Math.sin(t * 11 + angle);
    const r = a + (b - a) * t + fold;
    position!.setX(i, position!.getX(i) * r);
    position!.setZ(i, position!.getZ(i) * r);
  }
  tube.computeVertexNormals();
  return tube;
}
