// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Voice } from '../../../../src/speech/voices.ts';
import { control, page, words } from '../fake-services.ts';
import { openCaptions } from './captions-driver.tsx';
import { pageOfEachTest } from './fake-page.ts';

const anna: Voice = {
  voiceURI: 'uri:anna',
  name: 'Anna',
  lang: 'de-DE',
  localService: true,
  default: true,
};
const cloud: Voice = { ...anna, voiceURI: 'uri:cloud', name: 'Cloud', localService: false };

class FakeSynthesis extends EventTarget {
  voices: Voice[] = [];
  getVoices = () => this.voices;
  find(...voices: Voice[]): void {
    this.voices = voices;
    this.dispatchEvent(new Event('voiceschanged'));
  }
}

const world = pageOfEachTest();
let synthesis: FakeSynthesis;
beforeEach(() => {
  synthesis = new FakeSynthesis();
  vi.stubGlobal('speechSynthesis', synthesis);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const toggle = (name: Parameters<typeof words>[0]): HTMLButtonElement => {
  const { htmlFor } = control<HTMLLabelElement>(words(name), 'label');
  return document.getElementById(htmlFor) as HTMLButtonElement;
};

describe('holding captions back while the user talks', () => {
  it('is off, says what it reads from the microphone, and is stored when it is switched on', async () => {
    openCaptions(world);
    expect(toggle('options_holdBack').getAttribute('aria-checked')).toBe('false');
    expect(page()).toContain(words('options_holdBackAbout'));
    toggle('options_holdBack').click();
    await vi.waitFor(() => expect(world.changes).toEqual([{ holdWhileSpeaking: true }]));
  });
});

describe('speaking captions', () => {
  it.each([
    ['there is no voice', []],
    ['all voices come from a server', [cloud]],
  ])('is not offered, with the reason, if %s', (_, voices) => {
    synthesis.voices = voices;
    openCaptions(world);
    expect(toggle('options_speak').disabled).toBe(true);
    expect(page()).toContain(words('options_speakNone'));
  });

  it('is not offered if the browser cannot speak at all', () => {
    vi.unstubAllGlobals();
    openCaptions(world);
    expect(toggle('options_speak').disabled).toBe(true);
  });

  it('is offered once the browser has found a voice of the device, and warns of the microphone', () => {
    openCaptions(world);
    act(() => synthesis.find(anna));
    expect(toggle('options_speak').disabled).toBe(false);
    expect(page()).toContain(words('options_speakAbout'));
  });

  it('offers the voices of the device, and no others', async () => {
    synthesis.voices = [cloud, anna];
    openCaptions(world);
    expect(page()).not.toContain(words('options_speakVoiceAny'));
    toggle('options_speak').click();
    await vi.waitFor(() => expect(world.changes).toEqual([{ speakCaptions: true }]));
    const { htmlFor } = control<HTMLLabelElement>(words('options_speakVoice'), 'label');
    const select = document.getElementById(htmlFor) as HTMLSelectElement;
    expect([...select.options].map(({ value }) => value)).toEqual(['', 'uri:anna']);
    select.value = 'uri:anna';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(world.changes.at(-1)).toEqual({ speakVoice: 'uri:anna' }));
  });

  it('can be switched off if its voices have gone', async () => {
    await world.services.settings.change({ speakCaptions: true });
    openCaptions(world);
    expect(toggle('options_speak').disabled).toBe(false);
    expect(page()).toContain(words('options_speakNone'));
  });
});
