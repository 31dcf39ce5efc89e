/**
 * Types of a vocabulary. A vocabulary ships as `models/<id>/vocabulary.json` (its texts, written by
 * hand) and `models/<id>/classifier.json` (trained numbers).
 */
import type { CaptionLanguage } from '../messaging/recognition.ts';

/** How the composer treats a recognised gesture. */
export type GestureKind =
  /** The caption is a whole phrase ("Yes"). */
  | 'phrase'
  /** The caption is one letter that joins the word being spelled. */
  | 'letter'
  /** Ends the word being spelled. */
  | 'space';

export interface Gesture {
  /** `A`..`Z`, `space`, or kebab case (`thumbs-up`). Other files refer to it. */
  id: string;
  kind: GestureKind;
  /** What the caption says; the user can change it. */
  caption: string;
  /** Language of a shipped caption; left out: not known. */
  captionLanguage?: CaptionLanguage;
  /** Name of the gesture in lists ("Thumbs up"). */
  name: string;
  /** It is a movement; left out: it is held still. */
  moves?: boolean;
  /** What the user should know before switching it on (offensive in some places, ...). */
  note?: string;
}

export interface Vocabulary {
  id: string;
  name: string;
  /** The signed language of a fingerspelling vocabulary ("ASL"). */
  language?: string;
  gestures: readonly Gesture[];
}
