/** What is needed of a `SpeechSynthesisVoice`. */
export interface Voice {
  readonly voiceURI: string;
  readonly name: string;
  /** BCP 47; some systems write it with an underscore. */
  readonly lang: string;
  /** Only where this is true the text stays on the device. */
  readonly localService: boolean;
  readonly default: boolean;
}

/** The voices that speak on this very device; the others would send what is said to a server. */
export const localVoices = <V extends Voice>(voices: readonly V[]): V[] =>
  voices.filter(({ localService }) => localService === true);

const tagOf = (lang: string): string => lang.replaceAll('_', '-').toLowerCase();
const languageOf = (lang: string): string => tagOf(lang).split('-')[0] ?? '';

/**
 * The voice to speak with: the wanted one, else one of the captions' language, else the device's own
 * choice. Never one that is not local.
 *
 * @param lang BCP 47
 * @param wanted `voiceURI` that the user chose; empty: by the language
 * @returns null where there is no local voice
 */
export function chooseVoice<V extends Voice>(
  voices: readonly V[],
  lang: string,
  wanted: string,
): V | null {
  // The default ones first; the order is else the browser's.
  const local = localVoices(voices).sort((a, b) => Number(b.default) - Number(a.default));
  return (
    (wanted && local.find(({ voiceURI }) => voiceURI === wanted)) ||
    local.find((voice) => tagOf(voice.lang) === tagOf(lang)) ||
    local.find((voice) => languageOf(voice.lang) === languageOf(lang)) ||
    local[0] ||
    null
  );
}
