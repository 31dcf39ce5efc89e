/**
 * What a user teaches: gestures with samples, in packs. A sample is a sequence of hands with times,
 * so that moving signs need no new format; a held gesture's sample holds one hand.
 */
import type { Gesture } from './types.ts';

/** x to the right and y down as in the unmirrored camera picture, z smaller is nearer; one unit. */
export type Point = readonly [x: number, y: number, z: number];

export interface SampleHand {
  /** Milliseconds since the sample's first hand. */
  time: number;
  /**
   * 21 points in MediaPipe's order, relative to the wrist (point 0 is the origin), in units of hand
   * size (the longer side of the box round them). Orientation is kept; nothing is mirrored.
   */
  points: readonly Point[];
  /** The signer's own hand. */
  handedness: 'Left' | 'Right';
  /** The landmark model's belief that a hand is there, 0..1. */
  presence: number;
  /** Hand size over the shorter side of the picture, 0..1. */
  size: number;
}

export interface Sample {
  /** Random and unique. */
  id: string;
  /** Unix time in milliseconds. */
  recordedAt: number;
  /**
   * Samples of one take (or one source picture) share it: they are near-copies and never stand on
   * both sides of a split.
   */
  take: string;
  hands: readonly SampleHand[];
}

/** Where a sample of a hand that means nothing came from. */
export type UnknownOrigin =
  /** Recorded as "nothing": resting, touching the face, holding a cup. */
  | 'nothing'
  /** A caption that the user marked as wrong. */
  | 'wrong'
  /** Came with an imported pack. */
  | 'pack';

export interface UnknownSample extends Sample {
  origin: UnknownOrigin;
  /** For 'wrong': the key of the gesture that was captioned. */
  captionedAs?: string;
}

/** A gesture of a pack. Its id is unique within the pack; {@link gestureKey} names it everywhere. */
export type PackGesture = Gesture;

export interface PackHeader {
  /** Kebab case, unique in this browser. The user's own pack is {@link ownPack}. */
  id: string;
  name: string;
  /** Who made it and how, in words. */
  provenance: string;
  /** SPDX identifier, or words. Empty: not to be passed on. */
  licence: string;
  gestures: readonly PackGesture[];
  /** Vocabularies that these gestures are captioned with. */
  vocabularies: readonly string[];
  /** The whole pack is switched on. */
  enabled: boolean;
}

export const ownPack = 'my-gestures';

/** Name of a gesture wherever gestures of several packs or vocabularies stand together. */
export function gestureKey(packOrVocabulary: string, gesture: string): string {
  return `${packOrVocabulary}:${gesture}`;
}

/** What the user changed of a gesture, shipped or taught. Left out: as it was made. */
export interface GesturePreference {
  enabled?: boolean;
  caption?: string;
  /** 0..1; left out: the calibrated one. */
  threshold?: number;
}
