import {
  type BufferGeometry,
  CapsuleGeometry,
  CylinderGeometry,
  Group,
  Mesh,
  MeshStandardMaterial,
  SphereGeometry,
} from 'three';
import type { Colour, PersonLook, Skin, Vec3 } from '../state.ts';
import { colourOf } from './colour.ts';

/** A simple person behind the hand: head with a face and hair, neck, shoulders, chest. */
export class Person {
  readonly group = new Group();
  private readonly parts: Mesh[] = [];

  constructor(
    private readonly look: PersonLook,
    skin: Skin,
  ) {
    const face = look.headTurn;
    const head = new Group();
    head.rotation.set(0.05, face, 0.02);
    this.group.add(head);
    const lips: Colour = [skin.palm[0] * 0.86, skin.palm[1] * 0.62, skin.palm[2] * 0.62];
    const dark: Colour = [look.hair[0] * 0.7, look.hair[1] * 0.7, look.hair[2] * 0.7];
    const ball = new SphereGeometry(1, 32, 24);
    this.add(head, ball, skin.back, [0, 0, 0], [0.075, 0.102, 0.088]);
    this.add(head, ball, skin.back, [0, -0.055, 0.008], [0.058, 0.058, 0.07]);
    this.add(head, ball, look.hair, [0, 0.024, -0.014], [0.083, 0.092, 0.09]);
    this.add(head, ball, look.hair, [0, -0.03, -0.05], [0.078, 0.06 + look.hairLength, 0.055]);
    for (const s of [-1, 1]) {
      this.add(head, ball, [0.93, 0.92, 0.9], [s * 0.03, 0.012, 0.073], [0.0125, 0.0068, 0.008]);
      this.add(head, ball, look.eyes, [s * 0.03, 0.012, 0.0797], [0.0052, 0.0055, 0.002]);
      this.add(head, ball, dark, [s * 0.031, 0.032, 0.076], [0.018, 0.0032, 0.006]);
      this.add(head, ball, skin.back, [s * 0.075, -0.004, -0.005], [0.012, 0.026, 0.016]);
    }
    this.add(head, ball, skin.back, [0, -0.016, 0.085], [0.011, 0.02, 0.017]);
    this.add(head, ball, lips, [0, -0.05, 0.077], [0.022, 0.006, 0.006]);
    this.add(
      this.group,
      new CylinderGeometry(1, 1.1, 1, 20),
      skin.back,
      [0, -0.12, -0.02],
      [0.046, 0.11, 0.046],
    );
    // The shoulders slope down from the neck; the chest below them is wider than deep.
    this.add(this.group, ball, look.shirt, [0, -0.25, -0.03], [0.215, 0.09, 0.095]);
    this.add(this.group, ball, look.shirt, [0, -0.185, -0.02], [0.085, 0.055, 0.07]);
    const chest = new CylinderGeometry(0.2, 0.175, 0.5, 28);
    this.add(this.group, chest, look.shirt, [0, -0.51, -0.03], [1, 1, 0.5]);
    for (const s of [-1, 1]) {
      this.add(this.group, ball, look.shirt, [s * 0.19, -0.275, -0.03], [0.075, 0.08, 0.08]);
      const arm = new CapsuleGeometry(0.056, 0.3, 6, 16);
      arm.rotateZ(s * 0.13);
      this.add(this.group, arm, look.shirt, [s * 0.235, -0.44, -0.03], [1, 1, 1]);
    }
  }

  private add(to: Group, geometry: BufferGeometry, c: Colour, at: Vec3, size: Vec3): void {
    const mesh = new Mesh(
      geometry,
      new MeshStandardMaterial({ color: colourOf(c), roughness: 0.75 }),
    );
    mesh.position.fromArray(at);
    mesh.scale.fromArray(size);
    mesh.receiveShadow = true;
    to.add(mesh);
    this.parts.push(mesh);
  }

  place(sway: Vec3): void {
    const [x, y, z] = this.look.head;
    this.group.position.set(x + sway[0], y + sway[1], z + sway[2]);
  }

  dispose(): void {
    for (const part of this.parts) {
      part.geometry.dispose();
      if (part.material instanceof MeshStandardMaterial) part.material.dispose();
    }
    this.group.removeFromParent();
  }
}
