/**
 * The description of one rendered picture: plain data, passed from Node to the rendering page.
 * Lengths are in metres. The camera is at the origin and looks along -z; x points right in the picture
 * and y up. Angles are in radians (pose files use degrees).
 */

export type Vec3 = readonly [x: number, y: number, z: number];
/** x, y, z, w. */
export type Quaternion = readonly [number, number, number, number];
/** An sRGB colour (not linear), each channel 0..1. */
export type Colour = readonly [r: number, g: number, b: number];

export type Side = 'Left' | 'Right';

/** The five digits, by the names in the rig's joints. */
export const fingers = ['thumb', 'index', 'middle', 'ring', 'pinky'] as const;
export type Finger = (typeof fingers)[number];

/**
 * Rotations of each digit's joints relative to the rest pose, as [flex, spread, twist] per joint from
 * the palm outwards: metacarpal, proximal, [intermediate,] distal. For a right hand.
 */
export type JointTurns = Record<Finger, readonly Vec3[]>;

/** The things that a hand may hold. */
export const thingNames = ['paper', 'cup', 'phone', 'pen'] as const;
export type Thing = (typeof thingNames)[number];

export interface HandState {
  side: Side;
  turns: JointTurns;
  wrist: Vec3;
  rotation: Quaternion;
  /** Size relative to the rig's hand of 0.18 m. */
  scale: number;
  elbow: Vec3;
  thing?: Thing;
  /** The thing's colour and its size relative to the usual one; by default those of `page/thing.ts`. */
  thingLook?: { colour: Colour; scale: number } | undefined;
}

export interface Skin {
  back: Colour;
  palm: Colour;
  nail: Colour;
  /** How strong spots and creases of the skin are, 0..1. */
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

/** One painted object of the room, in shares of the picture's width and height. */
export type RoomShape =
  | { kind: 'box'; x: number; y: number; width: number; height: number; colour: Colour }
  | { kind: 'disc'; x: number; y: number; radius: number; colour: Colour }
  | { kind: 'glow'; x: number; y: number; radius: number; colour: Colour; strength: number };

export interface Room {
  /** Colours of the wall at the top left and the bottom right. */
  wall: readonly [Colour, Colour];
  shapes: readonly RoomShape[];
  /** Blur of the room behind the person, px of a 640 px wide picture. */
  blur: number;
  /** If true, the room is not painted and the picture is transparent. */
  transparent: boolean;
}

/** What stays the same during a clip. */
export interface Stage {
  skin: Skin;
  sleeve: Colour;
  /** Where the sleeve starts, m from the wrist. Beyond the elbow the arm is bare; negative hides the arm. */
  sleeveFrom: number;
  person: PersonLook | null;
  light: Light;
  room: Room;
  /** Vertical field of view, degrees. */
  fieldOfView: number;
  /** Strength of the sensor noise, in grey levels of 255. */
  noise: number;
  /** Blur of the person and the hands, px. */
  softness: number;
}

/** One picture. */
export interface PictureState {
  hands: readonly HandState[];
  /** Sway of the person relative to the stage, m. */
  sway: Vec3;
  /** Seed of this picture's noise. */
  noiseSeed: number;
}
