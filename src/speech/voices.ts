/** The part of `SpeechSynthesisVoice` that is needed. */
export interface Voice {
  readonly voiceURI: string;
  readonly name: string;
  /** BCP 47; some systems write it with an underscore. */
  readonly lang: string;
  /** Only if this is true does the text stay on the device. */
  readonly localService: boolean;
  readonly default: boolean;
}

/** The voices that run on this device; all others would send the text to a server. */
export const localVoices = <V extends Voice>(voices: readonly V[]): V[] =>
  voices.filter(({ localService }) => localService === true);

const tagOf = (lang: string): string => lang.replaceAll('_', '-').toLowerCase();
const languageOf = (lang: string): string => tagOf(lang).split('-')[0] ?? '';

/**
 * The voice to speak with: the one that the user chose, else one for the captions' language, else
 * the browser's default. Always a local one.
 *
 * @param lang BCP 47
 * @param wanted `voiceURI` that the user chose; empty: chosen by language
 * @returns null if there is no local voice
 */
export function chooseVoice<V extends Voice>(
  voices: readonly V[],
  lang: string,
  wanted: string,
): V | null {
  // Default voices first, otherwise in the browser's order.
  const local = localVoices(voices).sort((a, b) => Number(b.default) - Number(a.default));
  return (
    (wanted && local.find(({ voiceURI }) => voiceURI === wanted)) ||
    local.find((voice) => tagOf(voice.lang) === tagOf(lang)) ||
    local.find((voice) => languageOf(voice.lang) === languageOf(lang)) ||
    local[0] ||
    null
  );
}
