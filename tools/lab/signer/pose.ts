import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Finger, JointTurns, Vec3 } from './state.ts';

/** Degrees: within what any joint of a hand, or a whole hand, can be asked to do. */
const angle = v.pipe(v.number(), v.minValue(-360), v.maxValue(360));

const fingerSchema = v.strictObject({
  /** Curl at knuckle, middle and end joint; 0 is straight, positive towards the palm. */
  curl: v.tuple([angle, angle, angle]),
  /** Sideways at the knuckle, positive towards the thumb. */
  spread: v.optional(angle, 0),
  /** About the finger's own length. */
  twist: v.optional(angle, 0),
});

const thumbSchema = v.strictObject({
  /** The thumb's base joint: flex (across the palm), spread (away from the index), twist. */
  base: v.tuple([angle, angle, angle]),
  /** Curl at its middle and end joint. */
  curl: v.tuple([angle, angle]),
  /** Sideways at its middle joint. */
  sway: v.optional(angle, 0),
});

/**
 * How the whole hand is turned, for a right hand (a left one is the mirror image). Starting from
 * the palm towards the camera and fingers up, in this order: `yaw` about the hand's own length
 * (180 shows its back), `pitch` about the picture's horizontal (positive tips the fingers towards
 * the camera), `roll` in the picture plane (positive is counter-clockwise as the camera sees it),
 * `azimuth` about the vertical.
 */
const viewSchema = v.strictObject({
  yaw: v.optional(angle, 0),
  pitch: v.optional(angle, 0),
  roll: v.optional(angle, 0),
  azimuth: v.optional(angle, 0),
  /** How far each may stray, degrees to either side. */
  stray: v.optional(
    v.strictObject({
      yaw: v.optional(angle, 12),
      pitch: v.optional(angle, 12),
      roll: v.optional(angle, 10),
      azimuth: v.optional(angle, 8),
    }),
    {},
  ),
});

export const poseSchema = v.strictObject({
  /** Gesture id, letter, or `unknown:<name>`. */
  gesture: v.pipe(v.string(), v.regex(/^([a-z]+(-[a-z]+)*|[A-Z]|unknown:[a-z]+(-[a-z]+)*)$/)),
  /** What the shape is, in words. */
  about: v.string(),
  thumb: thumbSchema,
  index: fingerSchema,
  middle: fingerSchema,
  ring: fingerSchema,
  pinky: fingerSchema,
  /** The first is the plain one; the others are as good. */
  views: v.pipe(v.array(viewSchema), v.minLength(1)),
  /** Where such a hand is seen: held up beside the head, at the bottom of the picture, at the face. */
  where: v.optional(v.picklist(['raised', 'low', 'face']), 'raised'),
  /** How far each joint may stray, degrees. */
  loose: v.optional(angle, 5),
});

export type Pose = v.InferOutput<typeof poseSchema>;
export type View = Pose['views'][number];

const radians = Math.PI / 180;

/** The rig's turns for a pose, in radians. */
export function turnsOf(pose: Pose): JointTurns {
  const { thumb } = pose;
  const [flex, spread, twist] = thumb.base;
  const finger = (name: Exclude<Finger, 'thumb'>): Vec3[] => {
    const { curl, spread: aside, twist: about } = pose[name];
    return [
      [0, 0, 0],
      [curl[0] * radians, aside * radians, about * radians],
      [curl[1] * radians, 0, 0],
      [curl[2] * radians, 0, 0],
    ];
  };
  return {
    thumb: [
      [flex * radians, spread * radians, twist * radians],
      [thumb.curl[0] * radians, thumb.sway * radians, 0],
      [thumb.curl[1] * radians, 0, 0],
    ],
    index: finger('index'),
    middle: finger('middle'),
    ring: finger('ring'),
    pinky: finger('pinky'),
  };
}

/** `amount` 0 gives `a`, 1 gives `b`; the joints turn along the shortest way in angles. */
export function mixTurns(a: JointTurns, b: JointTurns, amount: number): JointTurns {
  const mix = (x: readonly Vec3[], y: readonly Vec3[]): Vec3[] =>
    x.map((turn, i) => {
      const other = y[i] ?? turn;
      return [0, 1, 2].map((k) => turn[k]! + (other[k]! - turn[k]!) * amount) as unknown as Vec3;
    });
  return {
    thumb: mix(a.thumb, b.thumb),
    index: mix(a.index, b.index),
    middle: mix(a.middle, b.middle),
    ring: mix(a.ring, b.ring),
    pinky: mix(a.pinky, b.pinky),
  };
}

/** Where the committed poses lie. */
export const posesFolder = fileURLToPath(new URL('./poses/', import.meta.url));

/**
 * Reads every pose file of a folder, by gesture.
 * @throws with the file's name when one is no valid pose or tells a gesture twice.
 */
export function readPoses(folder: string = posesFolder): Map<string, Pose> {
  const poses = new Map<string, Pose>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    const pose = parsePose(readFileSync(`${folder}/${file}`, 'utf8'), file);
    if (poses.has(pose.gesture)) throw new Error(`${file}: ${pose.gesture} has a pose already.`);
    poses.set(pose.gesture, pose);
  }
  return poses;
}

/** Other ways in which people show a gesture that has a pose already, by the name of their file. */
export function readVariants(folder = `${posesFolder}variants`): Map<string, Pose> {
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => [
        file.slice(0, -'.json'.length),
        parsePose(readFileSync(`${folder}/${file}`, 'utf8'), file),
      ]),
  );
}

/** @throws a sentence that names `file` and the first fault. */
export function parsePose(text: string, file: string): Pose {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${String(error)}`);
  }
  const result = v.safeParse(poseSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${file} is no pose: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`);
}
