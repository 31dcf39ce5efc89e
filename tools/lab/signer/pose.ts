import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Finger, JointTurns, Vec3 } from './state.ts';

/** An angle of a joint or of the whole hand, degrees. */
const angle = v.pipe(v.number(), v.minValue(-360), v.maxValue(360));

const fingerSchema = v.strictObject({
  /** Curl at knuckle, middle and end joint; 0 is straight, positive is towards the palm. */
  curl: v.tuple([angle, angle, angle]),
  /** Sideways angle at the knuckle, positive towards the thumb. */
  spread: v.optional(angle, 0),
  /** Rotation about the finger's length. */
  twist: v.optional(angle, 0),
});

const thumbSchema = v.strictObject({
  /** The thumb's base joint: flex (across the palm), spread (away from the index finger), twist. */
  base: v.tuple([angle, angle, angle]),
  /** Curl at the middle and end joint. */
  curl: v.tuple([angle, angle]),
  /** Sideways angle at the middle joint. */
  sway: v.optional(angle, 0),
});

/**
 * Rotation of the whole hand, for a right hand (a left one is the mirror image). Starting with the palm
 * facing the camera and the fingers up, rotate in this order: `yaw` about the hand's length (180 shows
 * its back), `pitch` about the picture's horizontal axis (positive tips the fingers towards the
 * camera), `roll` in the picture plane (positive is counter-clockwise as the camera sees it),
 * `azimuth` about the vertical axis.
 */
const viewSchema = v.strictObject({
  yaw: v.optional(angle, 0),
  pitch: v.optional(angle, 0),
  roll: v.optional(angle, 0),
  azimuth: v.optional(angle, 0),
  /** How much each angle may vary, degrees to either side. */
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
  /** Description of the shape. */
  about: v.string(),
  thumb: thumbSchema,
  index: fingerSchema,
  middle: fingerSchema,
  ring: fingerSchema,
  pinky: fingerSchema,
  /** The first view is the plain one; the others are just as valid. */
  views: v.pipe(v.array(viewSchema), v.minLength(1)),
  /** Where such a hand appears: raised beside the head, low in the picture, or at the face. */
  where: v.optional(v.picklist(['raised', 'low', 'face']), 'raised'),
  /** How much each joint may vary, degrees. */
  loose: v.optional(angle, 5),
});

export type Pose = v.InferOutput<typeof poseSchema>;
export type View = Pose['views'][number];

const radians = Math.PI / 180;

/** The rotations of the rig's joints for a pose, radians. */
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

/** Interpolates the joint angles: `amount` 0 gives `a`, 1 gives `b`. */
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

/** Folder of the committed poses. */
export const posesFolder = join(import.meta.dirname, 'poses');

/**
 * Reads every pose file of a folder, by gesture.
 * @throws Error with the file's name if it is not a valid pose or if its gesture already has a pose
 */
export function readPoses(folder: string = posesFolder): Map<string, Pose> {
  const poses = new Map<string, Pose>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.json')) continue;
    const pose = parsePose(readFileSync(`${folder}/${file}`, 'utf8'), file);
    if (poses.has(pose.gesture)) throw new Error(`${file}: ${pose.gesture} already has a pose.`);
    poses.set(pose.gesture, pose);
  }
  return poses;
}

/** Other ways to show a gesture that already has a pose, by file name. */
export function readVariants(folder = join(posesFolder, 'variants')): Map<string, Pose> {
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

/** @throws Error with a sentence that names `file` and the first fault */
export function parsePose(text: string, file: string): Pose {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${String(error)}`);
  }
  const result = v.safeParse(poseSchema, data);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new Error(`${file} is not a pose: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`);
}
