import * as v from 'valibot';

/**
 * Version of the stored shape; a change of shape adds a step in `migrations.ts`. A field never
 * changes its meaning under the same name, so that an older version of the extension, after a
 * downgrade, can still read the fields it knows.
 */
export const settingsVersion = 2;

const color = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/));

/** Places to which captions snap. `start` and `end` follow the direction of the interface. */
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

/** Languages of the shipped gestures' captions, as BCP 47 tags; the same as messages know. */
export const captionLanguages = ['en', 'de', 'fr', 'es', 'pl', 'pt-BR', 'ar', 'ja'] as const;

/** Sizes of captions in percent, and the steps that the keys for larger and smaller text take. */
export const captionSizes = {
  least: 60,
  most: 250,
  steps: [60, 75, 90, 100, 115, 130, 150, 175, 200, 250],
} as const;

/** What each field may hold. */
const fields = {
  vocabulary: v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), v.maxLength(64)),
  /** How long a sign is held still before it counts, in ms. */
  dwellMs: v.pipe(v.number(), v.minValue(300), v.maxValue(3000)),
  /** How sure the gate must be that a sign is meant: loose misses less, strict is more silent. */
  strictness: v.picklist(['loose', 'normal', 'strict']),
  /** Most pictures a second that are looked at while a hand is followed. */
  mostRate: v.picklist([15, 10, 5]),
  /** How long a caption stays after its last change, in ms. */
  captionMs: v.pipe(v.number(), v.minValue(1000), v.maxValue(60_000)),
  /** Show ring and name while a sign is being held. */
  dwellIndicator: v.boolean(),
  /**
   * How captions look; colours are `#rrggbb`. Only fonts that a call page cannot replace by its own
   * (`overlay/styles.ts`).
   */
  captionFont: v.picklist(['system', 'serif', 'mono']),
  /** Size in percent of the size that fits the window. */
  captionSize: v.pipe(v.number(), v.minValue(captionSizes.least), v.maxValue(captionSizes.most)),
  captionWeight: v.picklist([400, 500, 700]),
  captionColor: color,
  captionBackground: color,
  /** How much of the picture the background covers, in percent. */
  captionOpacity: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  /** What parts the letters from the picture, beside the background. */
  captionEdge: v.picklist(['none', 'outline', 'shadow']),
  /** Widest line, in digits' widths. */
  captionWidth: v.pipe(v.number(), v.minValue(20), v.maxValue(80)),
  captionAlign: v.picklist(['start', 'center', 'end']),
  /** Where captions stand in a site in which they were not moved. */
  captionPosition: CaptionPosition,
  /** Most lines shown at once. */
  captionLines: v.picklist([1, 2]),
  /** A short quiet tick with each new line. */
  captionSound: v.boolean(),
  /** Screen readers read captions out. */
  captionsAloud: v.boolean(),
  /** Sites where captions start by themselves, as match patterns. */
  startSites: v.pipe(v.array(v.pipe(v.string(), v.maxLength(300))), v.maxLength(200)),
  /** Captions are paused in all tabs until the user resumes them. */
  paused: v.boolean(),
  /** Of the shipped gestures' captions; what the user wrote or taught stays as it is. */
  captionLanguage: v.picklist(['interface', ...captionLanguages]),
  /** Offer words for the letters spelled so far. */
  wordSuggestions: v.boolean(),
  /** The key of a gesture that the user has, which takes the first suggested word; null: none. */
  acceptGesture: v.nullable(
    v.pipe(v.string(), v.regex(/^[a-z0-9-]+:[a-zA-Z0-9-]+$/), v.maxLength(2 * 64 + 1)),
  ),
  /** Say nothing new while the page's microphone hears the user speak. */
  holdWhileSpeaking: v.boolean(),
  /** Captions are spoken, by a voice of this device. */
  speakCaptions: v.boolean(),
  /** `voiceURI` of the voice; empty: one of the captions' language. */
  speakVoice: v.pipe(v.string(), v.maxLength(300)),
  /** Keep transcripts on this device after their tab is closed, until they are deleted. */
  keepTranscript: v.boolean(),
  /** The welcome page was finished, or is not needed any more. */
  welcomed: v.boolean(),
  /** Draw captions into the picture that a call page sends. */
  outgoing: v.boolean(),
};

/** Settings as stored by this version; what is missing or damaged becomes its default. */
export const Settings = v.object({
  version: v.literal(settingsVersion),
  vocabulary: v.fallback(fields.vocabulary, 'call-gestures'),
  dwellMs: v.fallback(fields.dwellMs, 700),
  strictness: v.fallback(fields.strictness, 'normal'),
  mostRate: v.fallback(fields.mostRate, 15),
  captionMs: v.fallback(fields.captionMs, 5000),
  dwellIndicator: v.fallback(fields.dwellIndicator, true),
  captionFont: v.fallback(fields.captionFont, 'system'),
  captionSize: v.fallback(fields.captionSize, 100),
  captionWeight: v.fallback(fields.captionWeight, 500),
  captionColor: v.fallback(fields.captionColor, '#ffffff'),
  captionBackground: v.fallback(fields.captionBackground, '#101214'),
  captionOpacity: v.fallback(fields.captionOpacity, 86),
  captionEdge: v.fallback(fields.captionEdge, 'none'),
  captionWidth: v.fallback(fields.captionWidth, 60),
  captionAlign: v.fallback(fields.captionAlign, 'center'),
  captionPosition: v.fallback(fields.captionPosition, 'bottom'),
  captionLines: v.fallback(fields.captionLines, 2),
  captionSound: v.fallback(fields.captionSound, false),
  captionsAloud: v.fallback(fields.captionsAloud, false),
  startSites: v.fallback(fields.startSites, []),
  paused: v.fallback(fields.paused, false),
  outgoing: v.fallback(fields.outgoing, false),
  captionLanguage: v.fallback(fields.captionLanguage, 'interface'),
  wordSuggestions: v.fallback(fields.wordSuggestions, false),
  acceptGesture: v.fallback(fields.acceptGesture, null),
  holdWhileSpeaking: v.fallback(fields.holdWhileSpeaking, false),
  speakCaptions: v.fallback(fields.speakCaptions, false),
  speakVoice: v.fallback(fields.speakVoice, ''),
  keepTranscript: v.fallback(fields.keepTranscript, false),
  welcomed: v.fallback(fields.welcomed, false),
});
export type Settings = v.InferOutput<typeof Settings>;

/** Some fields to change. Strict: a value that cannot be kept is the caller's mistake. */
export const SettingsChange = v.partial(v.strictObject(fields));
export type SettingsChange = Partial<Omit<Settings, 'version'>>;

export const defaultSettings: Settings = v.parse(Settings, { version: settingsVersion });
