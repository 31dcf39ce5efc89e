/**
 * What a vocabulary is made of. A vocabulary ships as `models/<id>/vocabulary.json` (what it says;
 * editable words) and `models/<id>/classifier.json` (what it recognises; trained numbers).
 */
import type { CaptionLanguage } from '../messaging/recognition.ts';

/** How the composer treats a recognised gesture. */
export type GestureKind =
  /** The caption stands for itself ("Yes"). */
  | 'phrase'
  /** The caption is one letter that joins the word being spelled. */
  | 'letter'
  /** Ends the word being spelled. */
  | 'space';

export interface Gesture {
  /** Part of the interface: `A`..`Z`, `space`, or kebab case (`thumbs-up`). */
  id: string;
  kind: GestureKind;
  /** What the caption says; the user can change it. */
  caption: string;
  /** Of the caption, where it ships; left out: nobody knows. */
  captionLanguage?: CaptionLanguage;
  /** What the gesture is called in lists ("Thumbs up"). */
  name: string;
  /** A line the user should know before switching it on (offends in some places, ...). */
  note?: string;
}

export interface Vocabulary {
  id: string;
  name: string;
  /** The signed language of a fingerspelling vocabulary ("ASL"). */
  language?: string;
  gestures: readonly Gesture[];
}
