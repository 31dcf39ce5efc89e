/**
 * The rendering page: draws the picture states that it gets from Node. It adds no randomness: the same
 * states give the same pictures.
 */
import leftGlb from '@webxr-input-profiles/assets/dist/profiles/generic-hand/left.glb';
import rightGlb from '@webxr-input-profiles/assets/dist/profiles/generic-hand/right.glb';
import {
  DirectionalLight,
  HemisphereLight,
  PCFSoftShadowMap,
  PerspectiveCamera,
  Scene,
  WebGLRenderer,
} from 'three';
import { mulberry32 } from '../random.ts';
import type { HandState, PictureState, Side, Stage } from '../state.ts';
import { Arm } from './arm.ts';
import { colourOf } from './colour.ts';
import { HandRig } from './hand-rig.ts';
import { Person } from './person.ts';
import { canvasOf, contextOf, paintRoom } from './room.ts';
import { HeldThing } from './thing.ts';

interface DrawnHand {
  rig: HandRig;
  arm: Arm;
}

class Studio {
  private readonly renderer = new WebGLRenderer({
    antialias: true,
    alpha: true,
    preserveDrawingBuffer: true,
  });
  private scene = new Scene();
  private camera = new PerspectiveCamera();
  private readonly picture: HTMLCanvasElement;
  private readonly noise: HTMLCanvasElement;
  private room: HTMLCanvasElement | null = null;
  private stage: Stage | null = null;
  private person: Person | null = null;
  private drawn = new Map<Side, DrawnHand>();
  private things: HeldThing[] = [];
  private readonly lights: DirectionalLight[] = [];
  /** Disposes of what earlier stages used, once the new stage has taken over the compiled shaders. */
  private stale: (() => void)[] = [];

  constructor(
    private readonly rigs: Record<Side, HandRig>,
    private readonly width: number,
    private readonly height: number,
  ) {
    this.renderer.setSize(width, height, false);
    this.renderer.shadowMap.enabled = true;
    this.renderer.shadowMap.type = PCFSoftShadowMap;
    this.picture = canvasOf(width, height);
    this.noise = noiseTile(256);
  }

  set(stage: Stage): void {
    const { person: before } = this;
    if (before) this.stale.push(() => before.dispose());
    for (const { arm } of this.drawn.values()) this.stale.push(() => arm.dispose());
    this.drawn.clear();
    this.scene = new Scene();
    this.stage = stage;
    this.camera = new PerspectiveCamera(stage.fieldOfView, this.width / this.height, 0.02, 10);
    this.room = stage.room.transparent ? null : paintRoom(stage.room, this.width, this.height);
    const { light } = stage;
    this.scene.add(new HemisphereLight(colourOf(light.sky), colourOf(light.ground), light.ambient));
    const key = new DirectionalLight(colourOf(light.key.colour), light.key.strength);
    key.position.fromArray(light.key.from);
    key.target.position.set(0, 0, -0.55);
    key.castShadow = true;
    key.shadow.mapSize.set(1024, 1024);
    key.shadow.radius = 4;
    key.shadow.bias = -0.0008;
    key.shadow.normalBias = 0.002;
    Object.assign(key.shadow.camera, {
      left: -0.7,
      right: 0.7,
      top: 0.6,
      bottom: -0.8,
      near: 0.1,
      far: 4,
    });
    const fill = new DirectionalLight(colourOf(light.fill.colour), light.fill.strength);
    fill.position.fromArray(light.fill.from);
    this.scene.add(key, key.target, fill, fill.target);
    // Dispose of a light to free its shadow map.
    for (const light of this.lights.splice(0)) this.stale.push(() => light.dispose());
    this.lights.push(key, fill);
    this.person = stage.person ? new Person(stage.person, stage.skin) : null;
    if (this.person) this.scene.add(this.person.group);
    for (const side of ['Left', 'Right'] as const) {
      const rig = this.rigs[side];
      this.stale.push(rig.wear(stage.skin));
      this.drawn.set(side, { rig, arm: new Arm(stage.skin, stage.sleeve) });
    }
  }

  draw(state: PictureState): HTMLCanvasElement {
    const { stage } = this;
    if (!stage) throw new Error('Set a stage before drawing.');
    this.person?.place(state.sway);
    for (const thing of this.things.splice(0)) thing.dispose();
    for (const [side, { rig, arm }] of this.drawn) {
      const hand = state.hands.find((h: HandState) => h.side === side);
      if (!hand) {
        rig.group.removeFromParent();
        arm.group.removeFromParent();
        continue;
      }
      rig.pose(hand);
      arm.place(hand, stage.sleeveFrom);
      this.scene.add(rig.group);
      if (stage.sleeveFrom >= 0) this.scene.add(arm.group);
      if (hand.thing) {
        const thing = new HeldThing(hand.thing, hand.thingLook);
        thing.place(hand);
        this.things.push(thing);
        this.scene.add(thing.mesh);
      }
    }
    this.renderer.render(this.scene, this.camera);
    for (const dispose of this.stale.splice(0)) dispose();
    const c = contextOf(this.picture);
    c.globalCompositeOperation = 'source-over';
    c.filter = 'none';
    c.clearRect(0, 0, this.width, this.height);
    if (this.room) c.drawImage(this.room, 0, 0);
    c.filter = stage.softness > 0 ? `blur(${stage.softness}px)` : 'none';
    c.drawImage(this.renderer.domElement, 0, 0);
    c.filter = 'none';
    if (stage.noise > 0) this.addNoise(c, state.noiseSeed, stage.noise);
    return this.picture;
  }

  /** Overlays grey noise, shifted randomly so that no two pictures have the same. */
  private addNoise(c: CanvasRenderingContext2D, seed: number, strength: number): void {
    const random = mulberry32(seed);
    const size = this.noise.width;
    const dx = Math.floor(random() * size);
    const dy = Math.floor(random() * size);
    c.globalCompositeOperation = 'overlay';
    c.globalAlpha = Math.min(1, strength / 40);
    for (let y = -dy; y < this.height; y += size) {
      for (let x = -dx; x < this.width; x += size) c.drawImage(this.noise, x, y);
    }
    c.globalAlpha = 1;
    c.globalCompositeOperation = 'source-over';
  }
}

function noiseTile(size: number): HTMLCanvasElement {
  const tile = canvasOf(size, size);
  const c = contextOf(tile);
  const data = c.createImageData(size, size);
  const random = mulberry32(1);
  for (let i = 0; i < data.data.length; i += 4) {
    const bell = (random() + random() + random()) / 3;
    for (let k = 0; k < 3; k++) data.data[i + k] = 255 * (0.75 * bell + 0.25 * random());
    data.data[i + 3] = 255;
  }
  c.putImageData(data, 0, 0);
  return tile;
}

async function encode(canvas: HTMLCanvasElement, type: string, quality: number): Promise<string> {
  return canvas.toDataURL(type, quality).split(',')[1] ?? '';
}

let studio: Studio | null = null;
let rigs: Record<Side, HandRig> | null = null;

/** The functions that Node calls. Pictures are returned as base64. */
export const signer = {
  async open(width: number, height: number): Promise<void> {
    rigs ??= {
      Left: await HandRig.load('Left', leftGlb),
      Right: await HandRig.load('Right', rightGlb),
    };
    studio = new Studio(rigs, width, height);
  },
  stage(stage: Stage): void {
    studio?.set(stage);
  },
  async draw(states: PictureState[], type: string, quality: number): Promise<string[]> {
    if (!studio) throw new Error('Open the studio before drawing.');
    const out: string[] = [];
    for (const state of states) out.push(await encode(studio.draw(state), type, quality));
    return out;
  },
  /** Positions of a posed hand's joints in the scene, metres. */
  joints(state: HandState): Record<string, [number, number, number]> {
    if (!rigs) throw new Error('Open the studio before asking for joints.');
    rigs[state.side].pose(state);
    return rigs[state.side].joints();
  },
};

Object.assign(globalThis, { signer });
