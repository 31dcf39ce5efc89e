import * as v from 'valibot';
import { spellingLanguages } from '../messaging/protocol.ts';
import {
  captionLanguages,
  DwellMs,
  MostRate,
  SpellingWay,
  Strictness,
  VocabularyId,
} from '../messaging/recognition.ts';
import { Phrase, within } from '../messaging/values.ts';

/**
 * Version of the stored shape; a change of shape adds a step in `migrations.ts`. A field never
 * changes its meaning under the same name, so that after a downgrade an older version of the
 * extension can still read the fields that it knows.
 */
export const settingsVersion = 2;

const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));

/** Positions to which captions snap. `start` and `end` follow the direction of the interface. */
export const captionPositions = [
  'bottom',
  'bottom-start',
  'bottom-end',
  'top',
  'top-start',
  'top-end',
] as const;
export const CaptionPosition = v.picklist(captionPositions);
export type CaptionPosition = v.InferOutput<typeof CaptionPosition>;

/** Sizes of captions in percent, and the steps of the shortcuts for larger and smaller captions. */
export const captionSizes = {
  least: 60,
  most: 250,
  steps: [60, 75, 90, 100, 115, 130, 150, 175, 200, 250],
} as const;

/** How long a caption may stay after its last change, ms. */
export const captionTimes = { least: 1000, most: 60_000 } as const;

/** How long a pause may be that ends a word, ms. */
export const wordPauses = { least: 1500, most: 8000 } as const;

/** How many words of the user's own are kept at most. */
export const maxOwnWords = 200;
/** A word that can be spelled with Latin letters; its accents do not matter. */
export const OwnWord = v.pipe(
  v.string(),
  v.minLength(2),
  v.maxLength(24),
  v.regex(/^[\p{Script=Latin}\p{Mark}'’.-]+$/u),
);

/** How many phrases of the user's own are kept at most. */
export const maxOwnPhrases = 24;

/** Range of the maximum line width, in widths of a digit. */
export const captionWidths = { least: 20, most: 80 } as const;

/** At most this many sites have a choice of their own. */
export const maxSiteChoices = 200;
/** What the user chose for one site; what is left out is as everywhere. */
const SiteChoice = v.object({
  /** Match pattern of the site. */
  site: v.pipe(v.string(), v.maxLength(300)),
  vocabulary: v.optional(VocabularyId),
  outgoing: v.optional(v.boolean()),
});
export type SiteChoice = v.InferOutput<typeof SiteChoice>;

/** The values that a field may have, and its default if the stored value is missing or damaged. */
const field = <S extends v.GenericSchema>(schema: S, fallback: v.InferOutput<S>) => ({
  strict: schema,
  lenient: v.fallback(schema, fallback),
});

const fields = {
  vocabulary: field(VocabularyId, 'call-gestures'),
  /**
   * How long a sign must be held still before it counts, ms. The default is the shortest that a
   * signer can hold without thinking about it.
   */
  dwellMs: field(DwellMs, 700),
  /**
   * How sure the gate must be that a sign is meant: loose misses less, strict is silent more often.
   */
  strictness: field(Strictness, 'normal'),
  /** At most how many frames per second are looked at while a hand is followed. */
  mostRate: field(MostRate, 15),
  /** How long a caption stays after its last change, ms. */
  captionMs: field(within(captionTimes), 5000),
  /** Whether letters also count that are held for only a moment, one after the other. */
  spelling: field(SpellingWay, 'single'),
  /** How long no hand is up and no letter comes until the word being spelled ends, ms. */
  wordPauseMs: field(within(wordPauses), 2500),
  /** Show the ring and the caption of a sign while it is being held. */
  dwellIndicator: field(v.boolean(), true),
  /** Say below the captions why a sign that is held is not recognised. */
  whyHints: field(v.boolean(), true),
  /**
   * The font is one that a call page cannot replace by its own (`overlay/styles.ts`). Colours are
   * `#rrggbb`.
   */
  captionFont: field(v.picklist(['system', 'serif', 'mono']), 'system'),
  /** Size, in percent of the size that fits the window. */
  captionSize: field(within(captionSizes), 100),
  captionWeight: field(v.picklist([400, 500, 700]), 500),
  captionColor: field(color, '#ffffff'),
  captionBackground: field(color, '#101214'),
  /** Opacity of the background, in percent. */
  captionOpacity: field(within({ least: 0, most: 100 }), 86),
  /** What separates the letters from the video, besides the background. */
  captionEdge: field(v.picklist(['none', 'outline', 'shadow']), 'none'),
  /** Maximum line width, in widths of a digit. */
  captionWidth: field(within(captionWidths), 60),
  captionAlign: field(v.picklist(['start', 'center', 'end']), 'center'),
  /** Where captions are on a site where the user has not moved them. */
  captionPosition: field(CaptionPosition, 'bottom'),
  /** How many lines are shown at most. */
  captionLines: field(v.picklist([1, 2]), 2),
  /** Play a short quiet tick with each new line. */
  captionSound: field(v.boolean(), false),
  /** Let screen readers read captions out. */
  captionsAloud: field(v.boolean(), false),
  /** Sites where captions start by themselves, as match patterns. */
  startSites: field(v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(200)), []),
  /** What is recognised and who reads on single sites; `site-choices.ts` reads and changes it. */
  siteChoices: field(v.pipe(v.array(SiteChoice), v.maxLength(maxSiteChoices)), []),
  /** Captions are paused in all tabs until the user resumes them. */
  paused: field(v.boolean(), false),
  /** Language of the shipped gestures' captions; not of those that the user wrote or taught. */
  captionLanguage: field(v.picklist(['interface', ...captionLanguages]), 'interface'),
  /**
   * The language in which spelled words are read when they end: that of the captions, if it can be
   * read, or another; `none`: letters stand as they were spelled.
   */
  spellingLanguage: field(v.picklist(['captions', ...spellingLanguages, 'none']), 'captions'),
  /** The user's own words, as they write them; they come first when words are read. */
  ownWords: field(v.pipe(v.array(OwnWord), v.maxLength(maxOwnWords)), []),
  /** Phrases that the user says by a press in the panel of a call, in their order. */
  ownPhrases: field(v.pipe(v.array(Phrase), v.maxLength(maxOwnPhrases)), []),
  /** Suggest words for the letters spelled so far. */
  wordSuggestions: field(v.boolean(), false),
  /** The key of the gesture that accepts the first suggested word; null: none. */
  acceptGesture: field(
    v.nullable(v.pipe(v.string(), v.regex(/^[a-z0-9-]+:[a-zA-Z0-9-]+$/), v.maxLength(2 * 64 + 1))),
    null,
  ),
  /** The shipped call gesture that takes the last caption back, by its id; null: none does. */
  wrongGesture: field(v.nullable(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))), null),
  /** Suppress signs while the page's microphone picks up that the user talks. */
  holdWhileSpeaking: field(v.boolean(), false),
  /** Captions are spoken by a voice of this device. */
  speakCaptions: field(v.boolean(), false),
  /** `voiceURI` of the voice; empty for any voice of the captions' language. */
  speakVoice: field(v.pipe(v.string(), v.maxLength(300)), ''),
  /** Keep transcripts on this device after their tab is closed, until they are deleted. */
  keepTranscript: field(v.boolean(), false),
  /** The welcome page was finished, or is no longer needed. */
  welcomed: field(v.boolean(), false),
  /** Draw captions into the video that a call page sends. */
  outgoing: field(v.boolean(), false),
  /** The user was told that others do not see captions, or has said who reads them. */
  readersTold: field(v.boolean(), false),
  /** The user was told that captions can be written into the chat where others cannot see them. */
  chatOffered: field(v.boolean(), false),
};

type Fields = typeof fields;
const schemasOf = <Kind extends 'strict' | 'lenient'>(kind: Kind) =>
  Object.fromEntries(Object.entries(fields).map(([name, both]) => [name, both[kind]])) as {
    [Name in keyof Fields]: Fields[Name][Kind];
  };

/** Settings as stored by this version; missing or damaged fields become their defaults. */
export const Settings = v.object({ version: v.literal(settingsVersion), ...schemasOf('lenient') });
export type Settings = v.InferOutput<typeof Settings>;

/** Some fields to change. Strict: an invalid value is the caller's mistake. */
export const SettingsChange = v.partial(v.strictObject(schemasOf('strict')));
export type SettingsChange = Partial<Omit<Settings, 'version'>>;

export const defaultSettings: Settings = v.parse(Settings, { version: settingsVersion });
