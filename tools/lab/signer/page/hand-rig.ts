import {
  Bone,
  Euler,
  Group,
  Matrix4,
  MeshStandardMaterial,
  type Object3D,
  Quaternion,
  SkinnedMesh,
  Vector3,
} from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { type Finger, fingers, type HandState, type Side, type Skin } from '../state.ts';
import { skinMaterial } from './skin-material.ts';

/** The rig's joints of each digit from the palm outwards; the tip only marks the end. */
const chains: Record<Finger, readonly string[]> = {
  thumb: ['thumb-metacarpal', 'thumb-phalanx-proximal', 'thumb-phalanx-distal', 'thumb-tip'],
  index: fingerChain('index'),
  middle: fingerChain('middle'),
  ring: fingerChain('ring'),
  pinky: fingerChain('pinky'),
};

function fingerChain(name: string): string[] {
  return ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate', 'phalanx-distal', 'tip'].map(
    (part) => `${name}-finger-${part}`,
  );
}

/**
 * The rigged hand of `@webxr-input-profiles/assets`, ready to be posed.
 *
 * Every joint follows WebXR: -z points to the fingertip, +y out of the back of the hand. So a
 * negative rotation about x curls, and a positive rotation about y moves a right hand's finger towards
 * its thumb. A left hand is the mirror image: rotations about y and z have the opposite sign.
 */
export class HandRig {
  readonly group = new Group();
  private readonly rest = new Map<string, Quaternion>();
  private readonly bones = new Map<string, Object3D>();

  private constructor(
    private readonly side: Side,
    private readonly mesh: SkinnedMesh,
  ) {}

  /** Loads the GLB bytes. @throws Error if a joint of the profile is missing */
  static async load(side: Side, glb: Uint8Array): Promise<HandRig> {
    const bytes = glb.buffer.slice(glb.byteOffset, glb.byteOffset + glb.byteLength) as ArrayBuffer;
    const { scene } = await new GLTFLoader().parseAsync(bytes, '');
    let mesh: SkinnedMesh | null = null;
    scene.traverse((node) => {
      if (node instanceof SkinnedMesh) mesh = node;
    });
    if (!mesh) throw new Error('The hand model has no skinned mesh.');
    const rig = new HandRig(side, mesh);
    rig.chain(scene);
    return rig;
  }

  /** The file has the joints as siblings: makes each the child of the one before it, and turns the hand upright. */
  private chain(scene: Object3D): void {
    scene.updateMatrixWorld(true);
    const joint = (name: string): Object3D => {
      const found = scene.getObjectByName(name);
      if (!(found instanceof Bone)) throw new Error(`The hand model has no joint ${name}.`);
      this.bones.set(name, found);
      return found;
    };
    const wrist = joint('wrist');
    for (const finger of fingers) {
      let parent = wrist;
      for (const name of chains[finger]) {
        const bone = joint(name);
        parent.attach(bone);
        this.rest.set(name, bone.quaternion.clone());
        parent = bone;
      }
    }
    this.markNails(wrist);
    // The wrist is at the group's origin; fingers point along +y, the palm faces +z (the camera).
    wrist.removeFromParent();
    wrist.position.set(0, 0, 0);
    wrist.quaternion.setFromRotationMatrix(
      new Matrix4().makeBasis(new Vector3(-1, 0, 0), new Vector3(0, 0, -1), new Vector3(0, -1, 0)),
    );
    this.group.add(wrist, this.mesh);
    this.mesh.frustumCulled = false;
    this.mesh.castShadow = true;
    this.mesh.receiveShadow = true;
  }

  private nails: Matrix4[] = [];
  private backOfHand = new Vector3();

  /** Coordinate frames of the five fingertips at rest, in the mesh's coordinates, for the nails on the skin. */
  private markNails(wrist: Object3D): void {
    const toMesh = this.mesh.matrixWorld.clone().invert();
    this.nails = fingers.map((finger) => {
      const tip = this.bones.get(chains[finger].at(-1) ?? '');
      if (!tip) throw new Error(`The hand model has no tip of the ${finger}.`);
      tip.updateWorldMatrix(true, false);
      return toMesh.clone().multiply(tip.matrixWorld).invert();
    });
    this.backOfHand.set(0, 1, 0).transformDirection(wrist.matrixWorld).transformDirection(toMesh);
  }

  /** Changes the skin. @returns a function that disposes of the skin before */
  wear(skin: Skin): () => void {
    const before = this.mesh.material;
    this.mesh.material = skinMaterial(skin, { nails: this.nails, back: this.backOfHand });
    return () => {
      if (before instanceof MeshStandardMaterial) before.dispose();
    };
  }

  pose(state: HandState): void {
    const mirror = this.side === 'Left' ? -1 : 1;
    for (const finger of fingers) {
      state.turns[finger].forEach(([flex, spread, twist], i) => {
        const name = chains[finger][i] ?? '';
        const rest = this.rest.get(name);
        const turn = new Quaternion().setFromEuler(
          new Euler(-flex, spread * mirror, twist * mirror, 'YXZ'),
        );
        if (rest) this.bones.get(name)?.quaternion.copy(rest).multiply(turn);
      });
    }
    this.group.position.fromArray(state.wrist);
    this.group.quaternion.fromArray(state.rotation);
    this.group.scale.setScalar(state.scale);
    this.group.updateMatrixWorld(true);
  }

  /** Positions of all joints in the scene, by the rig's names. */
  joints(): Record<string, [number, number, number]> {
    const out: Record<string, [number, number, number]> = {};
    for (const [name, bone] of this.bones) {
      out[name] = bone.getWorldPosition(new Vector3()).toArray();
    }
    return out;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    if (this.mesh.material instanceof MeshStandardMaterial) this.mesh.material.dispose();
    this.group.removeFromParent();
  }
}
