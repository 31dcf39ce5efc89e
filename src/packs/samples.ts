/**
 * What a user teaches: gestures with samples, in packs. A sample is a sequence of hands with times:
 * that of a held gesture has one hand, that of a moving one has all hands of one movement.
 */
import type { Gesture } from './types.ts';

/** x to the right and y down as in the unmirrored frame, smaller z is nearer; all in one unit. */
export type Point = readonly [x: number, y: number, z: number];

export interface SampleHand {
  /** Milliseconds since the sample's first hand. */
  time: number;
  /**
   * 21 points in MediaPipe's order, relative to the wrist (point 0 is the origin), in units of hand
   * size (the longer side of their bounding box). Not rotated and not mirrored.
   */
  points: readonly Point[];
  /** Which of the signer's hands it is. */
  handedness: 'Left' | 'Right';
  /** The landmark model's confidence that it is a hand, 0..1. */
  presence: number;
  /** Hand size over the shorter side of the frame, 0..1. */
  size: number;
  /**
   * Where the wrist was, x and y from the frame's centre, over the frame's shorter side; hands of a
   * movement have it, those of a held gesture need none.
   */
  place?: readonly [x: number, y: number];
}

export interface Sample {
  /** Random and unique. */
  id: string;
  /** Unix time in milliseconds. */
  recordedAt: number;
  /**
   * The same for all samples of one take (or one source picture): they are near-copies and are
   * always on the same side of a split.
   */
  take: string;
  /**
   * In order of time. Of a moving gesture: both hands of one movement in one list, in which a time
   * occurs at most once for each hand (`movements.ts`).
   */
  hands: readonly SampleHand[];
}

/** Where a sample of a hand that means nothing came from. */
export type UnknownOrigin =
  /** Recorded as "nothing": resting, touching the face, holding a cup. */
  | 'nothing'
  /** A caption that the user marked as wrong. */
  | 'wrong'
  /** Part of an imported pack. */
  | 'pack';

export interface UnknownSample extends Sample {
  origin: UnknownOrigin;
  /** For 'wrong': the key of the gesture that was captioned. */
  captionedAs?: string;
}

/**
 * A gesture of a pack. Its id is unique within the pack; its {@link gestureKey} is unique
 * everywhere.
 */
export type PackGesture = Gesture;

export interface PackHeader {
  /** Kebab case, unique in this browser. The user's own pack is {@link ownPack}. */
  id: string;
  name: string;
  /** Who made it and how, as text. */
  provenance: string;
  /** SPDX identifier, or text. Empty: the pack must not be passed on. */
  licence: string;
  gestures: readonly PackGesture[];
  /** Vocabularies beside which these gestures are used. */
  vocabularies: readonly string[];
  /** Whether the pack is switched on. */
  enabled: boolean;
}

/** A pack with all that belongs to it. */
export interface WholePack {
  header: PackHeader;
  /** By gesture id. */
  samples: ReadonlyMap<string, readonly Sample[]>;
  unknowns: readonly UnknownSample[];
}

export const ownPack = 'my-gestures';

/** Key of a gesture that is unique across packs and vocabularies. */
export function gestureKey(packOrVocabulary: string, gesture: string): string {
  return `${packOrVocabulary}:${gesture}`;
}

/**
 * How this user shows a shipped gesture that was misread: a few takes, and how much they count. Made by
 * `teaching/own-way.ts`, used by the classifier.
 */
export interface OwnWay {
  /** One hand of each take. */
  takes: readonly SampleHand[];
  /** The layout of the features that the distances are measured in; not used with another one. */
  layout: string;
  /** Added to the gesture's logit for a hand like one of the takes. */
  bias: number;
  /**
   * Distances from the nearest take up to which the bias counts fully, and from which on not at all
   * (root mean square over the features, in their spreads).
   */
  near: number;
  far: number;
}

/** What the user changed about a gesture, shipped or taught. A field left out is unchanged. */
export interface GesturePreference {
  enabled?: boolean;
  caption?: string;
  /** 0..1; left out: the calibrated one. */
  threshold?: number;
  /** Of a shipped gesture only. */
  ownWay?: OwnWay;
}
