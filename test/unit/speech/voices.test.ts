import { describe, expect, it } from 'vitest';
import { chooseVoice, localVoices, type Voice } from '../../../src/speech/voices.ts';

const voice = (name: string, lang: string, more: Partial<Voice> = {}): Voice => ({
  voiceURI: name,
  name,
  lang,
  localService: true,
  default: false,
  ...more,
});
const remote = { localService: false };
const voices = [
  voice('cloud', 'de-DE', { ...remote, default: true }),
  voice('anna', 'de-DE'),
  voice('sam', 'en-US', { default: true }),
  voice('kate', 'en_GB'),
];
const chosen = (lang: string, wanted = '', from = voices) =>
  chooseVoice(from, lang, wanted)?.name ?? null;

describe('the voice', () => {
  it('has the captions’ language, with the same region if possible', () => {
    expect(chosen('de')).toBe('anna');
    expect(chosen('en-GB')).toBe('kate');
    expect(chosen('en')).toBe('sam');
  });

  it('is the chosen one as long as it exists', () => {
    expect(chosen('de', 'kate')).toBe('kate');
    expect(chosen('de', 'gone')).toBe('anna');
  });

  it('is the device’s first one if none has the language', () => {
    expect(chosen('ja')).toBe('sam');
  });

  it('is never one that uses a server, not even the chosen or the only one', () => {
    expect(chosen('de', 'cloud')).toBe('anna');
    expect(chosen('de', 'cloud', [voices[0]!])).toBeNull();
    expect(localVoices(voices).map(({ name }) => name)).toEqual(['anna', 'sam', 'kate']);
  });

  it('is none if the browser does not say that it is local', () => {
    const unsaid = { ...voices[1]!, localService: undefined } as unknown as Voice;
    expect(chosen('de', '', [unsaid])).toBeNull();
  });
});
