import * as v from 'valibot';
import { frameScales } from './frame.ts';
import { Problem } from './problems.ts';
import { Reason } from './reason.ts';
import { CaptionLanguage, RecognitionOptions } from './recognition.ts';
import { finite, gestureId, share, text } from './values.ts';

/**
 * The port between content scripts and the recognizer's host: frames go in (`FrameMessage`),
 * answers come out (`AnswerMessage`). As in `protocol.ts`, a message that does not fit is dropped
 * and counted; nothing is thrown.
 */

export const framesPort = 'frames';

/** At most this many bytes of a frame are accepted: 1920 x 1080 RGBA. */
export const maxFrameBytes = 1920 * 1080 * 4;
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(8192));

export const Rect = v.object({ x: finite, y: finite, width: finite, height: finite });

/** A frame as it is sent: `data` is an ArrayBuffer, or base64 where ports carry only JSON. */
export const WireFrame = v.object({
  timestamp: finite,
  sourceWidth: side,
  sourceHeight: side,
  region: Rect,
  width: side,
  height: side,
  format: v.picklist(['I420', 'NV12', 'RGBA']),
  fullRange: v.boolean(),
  matrix: v.picklist(['bt601', 'bt709']),
  data: v.union([
    v.pipe(v.string(), v.maxLength(Math.ceil(maxFrameBytes / 3) * 4)),
    v.pipe(
      v.instance(ArrayBuffer),
      v.check((buffer) => buffer.byteLength <= maxFrameBytes),
    ),
  ]),
});
export type WireFrame = v.InferOutput<typeof WireFrame>;

/**
 * The user was talking when this frame was taken: no sign is reported, and half-held signs from
 * before it do not count. Sent with each frame, so that it applies to exactly those frames
 * whichever worker answers them.
 */
export const Suppression = v.object({
  /** A sign in the answer to an earlier frame, which gave no caption: it counts as not reported. */
  unsaid: v.optional(gestureId),
});
export type Suppression = v.InferOutput<typeof Suppression>;

export const FrameId = v.pipe(v.number(), v.safeInteger());

export const FrameMessage = v.variant('type', [
  /**
   * The first message; sent again when the options change. `probe` is an ArrayBuffer of 8 bytes:
   * where ports carry only JSON it arrives as `{}`, and the answer says `binary: false`.
   */
  v.object({
    type: v.literal('open'),
    recognition: RecognitionOptions,
    probe: v.unknown(),
  }),
  v.object({
    type: v.literal('frame'),
    id: FrameId,
    frame: WireFrame,
    suppressed: v.optional(Suppression),
  }),
  /** The camera stopped or changed: forget hands and half-held signs. */
  v.object({ type: v.literal('reset') }),
  /**
   * The user marked the last caption as wrong, which this gesture made: its hands are kept, on this
   * device, to learn from. Landmarks stay in the recognizer; none are sent back.
   */
  v.object({ type: v.literal('wrong'), gesture: gestureId }),
  /** The user has undone that: the hands that the last `wrong` kept are dropped again. */
  v.object({ type: v.literal('not-wrong') }),
  /**
   * Sent while a camera is on: it keeps an event page (Firefox) alive, which a silent port does
   * not.
   */
  v.object({ type: v.literal('ping') }),
]);
export type FrameMessage = v.InferOutput<typeof FrameMessage>;

/** At most this many letters have scores; the user can teach letters to a vocabulary. */
export const maxLetters = 64;

/** How much a held hand looks like each letter of the vocabulary. */
export const LetterScores = v.pipe(v.record(gestureId, share), v.maxEntries(maxLetters));
export type LetterScores = v.InferOutput<typeof LetterScores>;

export const SignCue = v.object({
  gesture: gestureId,
  caption: text,
  kind: v.picklist(['phrase', 'letter', 'space']),
  /** Language of the caption; left out if unknown, as for the user's own words and letters. */
  language: v.optional(CaptionLanguage),
  /** Of a letter: means over the time that it was held. */
  scores: v.optional(LetterScores),
  /** Of a letter: the same hold was reported as `unnamed` before. */
  wasUnnamed: v.optional(v.boolean()),
  /** The letter that was reported before, if it is the beginning of this one. */
  replaces: v.optional(gestureId),
});
export type SignCue = v.InferOutput<typeof SignCue>;

export const Answer = v.object({
  timestamp: finite,
  hands: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8)),
  candidate: v.nullable(
    v.object({
      gesture: gestureId,
      caption: text,
      progress: finite,
      language: v.optional(CaptionLanguage),
    }),
  ),
  sign: v.nullable(SignCue),
  /** Why there is no sign; left out if there is one, or nothing is amiss. */
  reason: v.optional(Reason),
  /** Only if the vocabulary has letters. */
  spelling: v.optional(
    v.object({
      /** A hand is up: it holds a letter or forms one, so that a word may go on. */
      up: v.boolean(),
      /** A hand was held like a letter, but reaches none. It gives no caption. */
      unnamed: v.optional(LetterScores),
    }),
  ),
  searched: v.boolean(),
  tracked: v.boolean(),
  next: v.object({
    afterMs: finite,
    region: v.nullable(Rect),
    /** Left out: the usual size. */
    scale: v.optional(v.picklist(frameScales)),
  }),
  stages: v.object({
    search: v.optional(finite),
    landmarks: v.optional(finite),
    classify: v.optional(finite),
    total: finite,
  }),
});
export type Answer = v.InferOutput<typeof Answer>;

export const AnswerMessage = v.variant('type', [
  /** The models are loaded, and frames may be sent. Sent once per `open`. */
  v.object({ type: v.literal('ready'), backend: text, binary: v.boolean() }),
  v.object({
    type: v.literal('answer'),
    id: v.pipe(v.number(), v.integer()),
    answer: v.nullable(Answer),
  }),
  /** Ends the stream, except 'frame-unreadable', which is about one frame. */
  v.object({ type: v.literal('problem'), problem: Problem }),
  /** Something that the user should know is wrong, but captions keep working; null: it is over. */
  v.object({ type: v.literal('notice'), problem: v.nullable(Problem) }),
]);
export type AnswerMessage = v.InferOutput<typeof AnswerMessage>;
