// Runs in every world but the page's own, at both ends of each message.

import * as v from 'valibot';
import { Problem } from './problems.ts';
import { RecognitionOptions, VocabularyId } from './recognition.ts';
import { finite, id, text } from './values.ts';

/**
 * The protocol between the parts of the extension: message types exist here and in
 * `frames-port.ts`, nowhere else.
 *
 * - content script -> background: `ContentMessage`, `CaptionMessage`, by `runtime.sendMessage`
 * - popup and pages -> background: `PageMessage`, `TranscriptMessage`, by `runtime.sendMessage`
 * - background -> content script: `TabMessage`, by `tabs.sendMessage`
 * - content script -> what speaks captions: `SpeechMessage`, over the port `speechPort`
 * - content script <-> recognizer host: over a port, see `frames-port.ts`
 *
 * Everything is parsed at the border; what does not fit is dropped and counted, never thrown.
 */

const tabId = v.pipe(v.number(), v.integer(), v.minValue(0));
/** As `Date.now()`, within what `Date` can hold: a kept transcript is named after it. */
const wallClock = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** What a content script reports of itself. */
export const ContentStatus = v.picklist([
  /** On, but the page has no camera track (or it is disabled). */
  'waiting',
  /** Frames flow, no hand in the picture. */
  'watching',
  /** Frames flow and a hand is seen. */
  'hand',
]);
export type ContentStatus = v.InferOutput<typeof ContentStatus>;

/** How it stands with captions in the picture that a frame of the page sends. */
export const OutgoingReport = v.picklist([
  'off',
  /** Nothing is sent yet. */
  'waiting',
  /** The camera's picture is sent, with captions in it when there are some. */
  'ready',
  /** A camera is on, but nothing is sent that could be drawn into. */
  'impossible',
  /** Drawing has failed; the page's own picture is sent. */
  'failed',
  /** The browser cannot. */
  'unsupported',
]);
export type OutgoingReport = v.InferOutput<typeof OutgoingReport>;

/** What the whole product knows of one tab; the popup and the badge show it. */
export const TabState = v.object({
  on: v.boolean(),
  status: ContentStatus,
  problem: v.nullable(Problem),
  recognition: RecognitionOptions,
  /** Captions are paused in all tabs; `on` is then false. */
  paused: v.optional(v.boolean()),
  /** Captions start by themselves on the tab's site; left out where the site is not known. */
  starts: v.optional(v.boolean()),
  /** Left out: nobody else sees captions, nor is to. */
  outgoing: v.optional(OutgoingReport),
});
export type TabState = v.InferOutput<typeof TabState>;

// --- runtime.sendMessage ---------------------------------------------------------------------

export const ContentMessage = v.variant('type', [
  /** A content script has started; the reply is the TabState. */
  v.object({ type: v.literal('content-hello') }),
  /** Start the recognizer if it is not running; the reply is `RecognizerReply`. */
  v.object({ type: v.literal('recognizer-wanted') }),
  v.object({
    type: v.literal('content-status'),
    status: ContentStatus,
    problem: v.nullable(Problem),
  }),
  v.object({ type: v.literal('content-outgoing'), status: OutgoingReport }),
]);
export type ContentMessage = v.InferOutput<typeof ContentMessage>;

/** A caption as transcripts hold it; times are wall-clock ms (`Date.now()`). */
export const TranscriptCue = v.object({
  /** Unique in its tab. */
  id,
  text: v.pipe(text, v.minLength(1)),
  from: wallClock,
  to: wallClock,
});
export type TranscriptCue = v.InferOutput<typeof TranscriptCue>;

/** Content script -> background: what was said, and what does not stand any more. No reply. */
export const CaptionMessage = v.variant('type', [
  v.object({ type: v.literal('caption-said'), cue: TranscriptCue }),
  v.object({ type: v.literal('caption-removed'), id }),
]);
export type CaptionMessage = v.InferOutput<typeof CaptionMessage>;

/** Content script -> background: the list of words to suggest. The reply is `WordList`. */
export const WordsMessage = v.object({ type: v.literal('words-wanted') });
export type WordsMessage = v.InferOutput<typeof WordsMessage>;
/** The most frequent first. */
export const WordList = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(5000));

/** The transcript of a tab that is open, or one that was kept. */
export const TranscriptRef = v.union([
  v.object({ tabId }),
  v.object({ kept: v.pipe(v.string(), v.regex(/^\d{1,16}-\d{1,12}$/)) }),
]);
export type TranscriptRef = v.InferOutput<typeof TranscriptRef>;

/** The extension's own pages -> background; a content script is never answered. */
export const TranscriptMessage = v.variant('type', [
  /** Reply: `TranscriptReply`, or null where nothing has changed since the revision `seen`. */
  v.object({ type: v.literal('transcript-get'), of: TranscriptRef, seen: v.nullable(finite) }),
  /** Deletes it; of an open tab also what is kept of it. Reply: true. */
  v.object({ type: v.literal('transcript-clear'), of: TranscriptRef }),
  /** Reply: `KeptTranscripts`. */
  v.object({ type: v.literal('transcripts-kept') }),
  /** Deletes all of them, of all tabs. Reply: true. */
  v.object({ type: v.literal('transcripts-delete') }),
]);
export type TranscriptMessage = v.InferOutput<typeof TranscriptMessage>;

export const TranscriptReply = v.object({
  revision: finite,
  /** By `from`. */
  cues: v.array(TranscriptCue),
  /** Oldest cues that had to go. */
  dropped: finite,
  /** It should be kept and could not be. */
  problem: v.nullable(Problem),
});
export type TranscriptReply = v.InferOutput<typeof TranscriptReply>;

/** The newest first; `from` is when its first caption began. */
export const KeptTranscripts = v.array(v.object({ id, from: finite, cues: finite }));
export type KeptTranscripts = v.InferOutput<typeof KeptTranscripts>;

export const RecognizerReply = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), problem: Problem }),
]);
export type RecognizerReply = v.InferOutput<typeof RecognizerReply>;

export const PageMessage = v.variant('type', [
  /** Reply: TabState. Also tells whether a content script answers there (`reload-tab` if not). */
  v.object({ type: v.literal('tab-get'), tabId }),
  /** Reply: TabState. */
  v.object({ type: v.literal('tab-set'), tabId, on: v.boolean() }),
  /** Stops frames in all tabs at once, or lets them go on. Reply: TabState of that tab. */
  v.object({ type: v.literal('pause-set'), tabId, paused: v.boolean() }),
  /** Whether captions start by themselves on that tab's site. Reply: TabState. */
  v.object({ type: v.literal('start-set'), tabId, starts: v.boolean() }),
  /** Reply: TabState of that tab. */
  v.object({ type: v.literal('vocabulary-set'), tabId, vocabulary: VocabularyId }),
  /** After the popup was granted the site's permission: register the content scripts there. */
  v.object({ type: v.literal('sites-changed') }),
]);
export type PageMessage = v.InferOutput<typeof PageMessage>;

/** Shortcuts that a call page answers, by their names in the manifest. */
export const CaptionCommand = v.picklist([
  'wrong-caption',
  'copy-caption',
  'insert-caption',
  'backspace-caption',
  'say-caption',
  'clear-captions',
  'accept-word',
  'larger-captions',
  'smaller-captions',
]);
export type CaptionCommand = v.InferOutput<typeof CaptionCommand>;

export const TabMessage = v.variant('type', [
  v.object({ type: v.literal('tab-state'), state: TabState }),
  /** Is a content script there? Reply: true. */
  v.object({ type: v.literal('tab-ping') }),
  /** The user pressed a shortcut of the browser's. */
  v.object({ type: v.literal('tab-command'), command: CaptionCommand }),
]);
export type TabMessage = v.InferOutput<typeof TabMessage>;

// --- the speech port --------------------------------------------------------------------------

/** From a content script to the page that speaks captions. When it closes, they are broken off. */
export const speechPort = 'speech';

export const SpeechMessage = v.variant('type', [
  /** Speak this caption when those before it have been spoken. */
  v.object({
    type: v.literal('say'),
    /** Of the caption; unique on its port. */
    id: v.pipe(v.number(), v.integer()),
    text,
    /** Language of the captions, BCP 47. */
    lang: v.pipe(v.string(), v.maxLength(40)),
    /** `voiceURI` that the user chose; empty: a voice of the language. */
    voice: v.pipe(v.string(), v.maxLength(300)),
  }),
  /** It was wrong. */
  v.object({ type: v.literal('unsay'), id: v.pipe(v.number(), v.integer()) }),
]);
export type SpeechMessage = v.InferOutput<typeof SpeechMessage>;
