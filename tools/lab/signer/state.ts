/**
 * What one rendered picture is made of: plain data, handed from Node to the rendering page.
 * Lengths are metres and the camera sits at the origin, looks along -z, x to the right of the
 * picture and y up. Angles are radians here (pose files hold degrees).
 */

export type Vec3 = readonly [x: number, y: number, z: number];
/** x, y, z, w. */
export type Quaternion = readonly [number, number, number, number];
/** Linear-free sRGB colour, each 0..1. */
export type Colour = readonly [r: number, g: number, b: number];

export type Side = 'Left' | 'Right';

/** The five digits, as the rig names their joints. */
export const fingers = ['thumb', 'index', 'middle', 'ring', 'pinky'] as const;
export type Finger = (typeof fingers)[number];

/**
 * Turns of each digit's joints away from the rest pose, as [flex, spread, twist] per joint, from
 * the palm outwards: metacarpal, proximal, [intermediate,] distal. Given for a right hand.
 */
export type JointTurns = Record<Finger, readonly Vec3[]>;

/** What a hand may hold. */
export const thingNames = ['paper', 'cup', 'phone', 'pen'] as const;
export type Thing = (typeof thingNames)[number];

export interface HandState {
  side: Side;
  turns: JointTurns;
  wrist: Vec3;
  rotation: Quaternion;
  /** Size against the rig's own 0.18 m hand. */
  scale: number;
  elbow: Vec3;
  thing?: Thing;
}

export interface Skin {
  back: Colour;
  palm: Colour;
  nail: Colour;
  /** How strong the spots and creases of the skin are, 0..1. */
  texture: number;
  roughness: number;
}

export interface PersonLook {
  head: Vec3;
  headTurn: number;
  hair: Colour;
  hairLength: number;
  shirt: Colour;
  eyes: Colour;
}

export interface Light {
  ambient: number;
  sky: Colour;
  ground: Colour;
  key: { from: Vec3; colour: Colour; strength: number };
  fill: { from: Vec3; colour: Colour; strength: number };
}

/** One painted thing of the room, in shares of the picture's width and height. */
export type RoomShape =
  | { kind: 'box'; x: number; y: number; width: number; height: number; colour: Colour }
  | { kind: 'disc'; x: number; y: number; radius: number; colour: Colour }
  | { kind: 'glow'; x: number; y: number; radius: number; colour: Colour; strength: number };

export interface Room {
  /** Wall colours, top left and bottom right. */
  wall: readonly [Colour, Colour];
  shapes: readonly RoomShape[];
  /** Blur of the room behind the person, in pixels of a 640-wide picture. */
  blur: number;
  /** Null paints nothing at all: a transparent picture. */
  transparent: boolean;
}

/** What stays the same through one clip. */
export interface Stage {
  skin: Skin;
  sleeve: Colour;
  /** Where the sleeve begins, in metres from the wrist; beyond the elbow: bare arm. */
  sleeveFrom: number;
  person: PersonLook | null;
  light: Light;
  room: Room;
  /** Vertical field of view in degrees. */
  fieldOfView: number;
  /** Strength of the sensor's noise, in grey levels of 255. */
  noise: number;
  /** Blur of the whole picture, in pixels. */
  softness: number;
}

/** One picture. */
export interface PictureState {
  hands: readonly HandState[];
  /** Sway of the person against the stage, metres. */
  sway: Vec3;
  /** Seed of this picture's noise. */
  noiseSeed: number;
}
