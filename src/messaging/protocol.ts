// Runs in every world but the page's own, at both ends of each message.

import * as v from 'valibot';
import { Problem } from './problems.ts';
import { Reason } from './reason.ts';
import { RecognitionOptions, VocabularyId } from './recognition.ts';
import { sitePattern } from './site-pattern.ts';
import { finite, id, Phrase, text } from './values.ts';

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
 * The receiver parses every message; one that does not fit is dropped and counted, nothing is
 * thrown.
 */

const tabId = v.pipe(v.number(), v.integer(), v.minValue(0));
/** As `Date.now()`, within the range of `Date`: ids of kept transcripts are made from it. */
const wallClock = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** What a content script reports about its frame. */
export const ContentStatus = v.picklist([
  /** On, but the page has no camera track (or it is disabled). */
  'waiting',
  /** The camera is on, but no frame was answered yet: models load, or load again. */
  'starting',
  /** A camera is on, and its picture is sent to nobody, or disabled: it is not watched. */
  'video-off',
  /** Frames are answered, and show no hand. */
  'watching',
  /** Frames are answered, and show a hand. */
  'hand',
]);
export type ContentStatus = v.InferOutput<typeof ContentStatus>;

/** Whether captions are, or can be, in the video that a frame of the page sends. */
export const OutgoingReport = v.picklist([
  'off',
  /** Nothing is sent yet. */
  'waiting',
  /** The camera's video is sent, with captions in it when there are some. */
  'ready',
  /** A camera is on, but no sent video can carry captions. */
  'impossible',
  /** What is sent is marked as a document by the page. */
  'document',
  /** What is sent is a shared screen, or may show one. */
  'screen',
  /** The page is too busy to draw without holding its video up; its own video is sent. */
  'busy',
  /** Drawing has failed; the page's own video is sent. */
  'failed',
  /** The browser lacks the APIs. */
  'unsupported',
]);
export type OutgoingReport = v.InferOutput<typeof OutgoingReport>;

/** A site as its match pattern, in the only form that `sitePattern` makes. */
export const SitePattern = v.pipe(
  v.string(),
  v.maxLength(300),
  v.check((pattern) => sitePattern(pattern) === pattern),
);

/** At most this many sites of frames are reported by one document. */
export const maxCallSites = 4;
/** The cameras that a frame of the page has on. Their ids are our own. */
export const CameraList = v.object({
  list: v.pipe(
    v.array(v.object({ id, label: v.pipe(v.string(), v.maxLength(100)) })),
    v.maxLength(8),
  ),
  /** The id of the one that is watched. */
  watched: v.nullable(id),
  /** The id of the one that the user chose. */
  chosen: v.nullable(id),
});
export type CameraList = v.InferOutput<typeof CameraList>;

/** What the whole product knows of one tab; the popup and the badge show it. */
export const TabState = v.object({
  on: v.boolean(),
  status: ContentStatus,
  problem: v.nullable(Problem),
  recognition: RecognitionOptions,
  /** Captions are paused in all tabs; `on` is then false. */
  paused: v.optional(v.boolean()),
  /**
   * The site of the tab's page. Left out if it is unknown, or no content script may run there: then
   * the site of the frame with the call counts, which only the popup gets here.
   */
  site: v.optional(SitePattern),
  /** Captions start by themselves on the tab's site; left out if the site is unknown. */
  starts: v.optional(v.boolean()),
  /** Left out if no frame of the tab sends captions, or should. */
  outgoing: v.optional(OutgoingReport),
  /**
   * The call may be in a frame of this site, where no content script runs: the site is not allowed,
   * or was allowed after the page had loaded. Only the popup gets it.
   */
  frame: v.optional(v.object({ site: SitePattern, allowed: v.boolean() })),
  /** Left out unless a frame of the tab has several cameras on. */
  cameras: v.optional(CameraList),
  /** Why the newest answer has no sign; left out if nothing is amiss. Only the popup gets it. */
  reason: v.optional(Reason),
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
  /** The sites of frames inside the frame that may hold the call, the likeliest first. */
  v.object({
    type: v.literal('content-frames'),
    sites: v.pipe(v.array(SitePattern), v.maxLength(maxCallSites)),
  }),
  v.object({ type: v.literal('content-cameras'), cameras: CameraList }),
]);
export type ContentMessage = v.InferOutput<typeof ContentMessage>;

/** A caption of a transcript; times are wall-clock ms (`Date.now()`). */
export const TranscriptCue = v.object({
  /** Unique within its tab. */
  id,
  text: v.pipe(text, v.minLength(1)),
  from: wallClock,
  to: wallClock,
});
export type TranscriptCue = v.InferOutput<typeof TranscriptCue>;

/** Content script -> background: a caption was committed, or taken back. No reply. */
export const CaptionMessage = v.variant('type', [
  v.object({ type: v.literal('caption-said'), cue: TranscriptCue }),
  v.object({ type: v.literal('caption-removed'), id }),
]);
export type CaptionMessage = v.InferOutput<typeof CaptionMessage>;

/** Languages in which spelled words can be read. */
export const spellingLanguages = ['en'] as const;
export const SpellingLanguageId = v.picklist(spellingLanguages);
export type SpellingLanguageId = v.InferOutput<typeof SpellingLanguageId>;

/** Content script -> background: requests what is needed to suggest and to read words. */
export const WordsMessage = v.variant('type', [
  /** The words to suggest. The reply is `WordList`. */
  v.object({ type: v.literal('words-wanted') }),
  /** What reads words that are spelled in this vocabulary. The reply is `SpellingFiles`. */
  v.object({
    type: v.literal('spelling-wanted'),
    language: SpellingLanguageId,
    vocabulary: VocabularyId,
  }),
]);
export type WordsMessage = v.InferOutput<typeof WordsMessage>;
/** The most frequent first. */
export const WordList = v.pipe(v.array(v.pipe(v.string(), v.maxLength(40))), v.maxLength(5000));

/** Null if words of this vocabulary cannot be read, or the files are missing. */
export const SpellingFiles = v.nullable(
  v.object({
    /** The word tree, as base64. */
    tree: v.pipe(v.string(), v.maxLength(2_000_000)),
    /** The table of confused letters, as JSON; whoever uses it validates it. */
    confusions: v.pipe(v.string(), v.maxLength(100_000)),
  }),
);
export type SpellingFiles = v.InferOutput<typeof SpellingFiles>;

/** The transcript of an open tab, or a kept one. */
export const TranscriptRef = v.union([
  v.object({ tabId }),
  v.object({ kept: v.pipe(v.string(), v.regex(/^\d{1,16}-\d{1,12}$/)) }),
]);
export type TranscriptRef = v.InferOutput<typeof TranscriptRef>;

/** Extension pages -> background; a content script gets no reply. */
export const TranscriptMessage = v.variant('type', [
  /** Reply: `TranscriptReply`, or null if nothing has changed since the revision `seen`. */
  v.object({ type: v.literal('transcript-get'), of: TranscriptRef, seen: v.nullable(finite) }),
  /** Deletes it; for an open tab also its kept copy. Reply: true. */
  v.object({ type: v.literal('transcript-clear'), of: TranscriptRef }),
  /** Reply: `KeptTranscripts`. */
  v.object({ type: v.literal('transcripts-kept') }),
  /** Deletes the transcripts of all tabs, and all kept ones. Reply: true. */
  v.object({ type: v.literal('transcripts-delete') }),
]);
export type TranscriptMessage = v.InferOutput<typeof TranscriptMessage>;

export const TranscriptReply = v.object({
  revision: finite,
  /** Sorted by `from`. */
  cues: v.array(TranscriptCue),
  /** How many of the oldest cues were dropped. */
  dropped: finite,
  /** Why a copy that the user wants could not be kept. */
  problem: v.nullable(Problem),
});
export type TranscriptReply = v.InferOutput<typeof TranscriptReply>;

/** The newest first; `from` is when the first caption began, `cues` how many there are. */
export const KeptTranscripts = v.array(v.object({ id, from: finite, cues: finite }));
export type KeptTranscripts = v.InferOutput<typeof KeptTranscripts>;

export const RecognizerReply = v.variant('ok', [
  v.object({ ok: v.literal(true) }),
  v.object({ ok: v.literal(false), problem: Problem }),
]);
export type RecognizerReply = v.InferOutput<typeof RecognizerReply>;

export const PageMessage = v.variant('type', [
  /**
   * Reply: TabState, with the problem if no content script answers there (`reload-tab` and others).
   */
  v.object({ type: v.literal('tab-get'), tabId }),
  /** Reply: TabState. */
  v.object({ type: v.literal('tab-set'), tabId, on: v.boolean() }),
  /** Pauses captions in all tabs at once, or resumes them. Reply: TabState of that tab. */
  v.object({ type: v.literal('pause-set'), tabId, paused: v.boolean() }),
  /** Whether captions start by themselves on that tab's site. Reply: TabState. */
  v.object({ type: v.literal('start-set'), tabId, starts: v.boolean() }),
  /**
   * Which of the tab's cameras is watched, by its id; an empty one leaves the choice to us. Reply:
   * TabState of that tab.
   */
  v.object({ type: v.literal('camera-set'), tabId, camera: v.pipe(v.string(), v.maxLength(64)) }),
  /** Reply: TabState of that tab. */
  v.object({ type: v.literal('vocabulary-set'), tabId, vocabulary: VocabularyId }),
  /** Says a phrase in that tab's call, as if it had been signed. Reply: TabState of that tab. */
  v.object({ type: v.literal('phrase-say'), tabId, text: Phrase }),
  /** The user granted a site's permission: register the content scripts there. Reply: null. */
  v.object({ type: v.literal('sites-changed') }),
  /**
   * The user is about to be asked for a site's permission. Once it is given, captions are switched
   * on in the tab, which is reloaded. Reply: null.
   */
  v.object({ type: v.literal('site-wanted'), tabId, site: SitePattern }),
  /** The user's answer, if the popup is still open. Reply: null. */
  v.object({ type: v.literal('site-answered'), tabId, granted: v.boolean() }),
]);
export type PageMessage = v.InferOutput<typeof PageMessage>;

/** Shortcuts that act on a tab's captions, by their names in the manifest. */
export const CaptionCommand = v.picklist([
  'wrong-caption',
  'undo-wrong',
  'copy-caption',
  'insert-caption',
  'backspace-caption',
  'say-caption',
  'clear-captions',
  'accept-word',
  'larger-captions',
  'smaller-captions',
  'toggle-panel',
]);
export type CaptionCommand = v.InferOutput<typeof CaptionCommand>;

export const TabMessage = v.variant('type', [
  v.object({ type: v.literal('tab-state'), state: TabState }),
  /** Checks whether a content script is there. Reply: true. */
  v.object({ type: v.literal('tab-ping') }),
  /**
   * Asks the tab's frames whether one may hold a call, or is of this site. Only such a frame
   * replies: true.
   */
  v.object({ type: v.literal('frame-ping'), site: v.nullable(SitePattern) }),
  /**
   * Asks the tab's frames why the newest answer has no sign. Only a frame whose camera is watched
   * replies: `ReasonReply`.
   */
  v.object({ type: v.literal('reason-get') }),
  /** The user chose a camera; only the frame that has it follows. */
  v.object({ type: v.literal('tab-camera'), camera: v.pipe(v.string(), v.maxLength(64)) }),
  /** The user wrote a phrase in the popup; a frame with captions says it. */
  v.object({ type: v.literal('tab-phrase'), text: Phrase }),
  /** The user pressed a shortcut of the extension. */
  v.object({ type: v.literal('tab-command'), command: CaptionCommand }),
]);
export type TabMessage = v.InferOutput<typeof TabMessage>;

/** Null if nothing is amiss. */
export const ReasonReply = v.nullable(Reason);

// --- the speech port --------------------------------------------------------------------------

/** From a content script to the page that speaks captions. When the port closes, speech stops. */
export const speechPort = 'speech';

export const SpeechMessage = v.variant('type', [
  /** Speak this caption when those before it have been spoken. */
  v.object({
    type: v.literal('say'),
    /** The caption's id, unique on its port. */
    id: v.pipe(v.number(), v.integer()),
    text,
    /** Language of the captions, BCP 47. */
    lang: v.pipe(v.string(), v.maxLength(40)),
    /** `voiceURI` of the chosen voice; empty for any voice of the language. */
    voice: v.pipe(v.string(), v.maxLength(300)),
  }),
  /** The caption was taken back: do not speak it, or stop speaking it. */
  v.object({ type: v.literal('unsay'), id: v.pipe(v.number(), v.integer()) }),
]);
export type SpeechMessage = v.InferOutput<typeof SpeechMessage>;
