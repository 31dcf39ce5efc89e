import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { microphoneEvent, trackEvent } from '../../src/page-world/events.ts';
import type { SettingsChange } from '../../src/settings/schema.ts';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import type { Tab } from '../../tools/lib/browsers/tabs.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { serveDemo } from '../../tools/lib/servers/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { axeFaults } from './support/axe.ts';
import { fakeVoice } from './support/fake-voice.ts';
import {
  createCamera,
  type FakeCamera,
  launchTest,
  message,
  type SignerClip,
  signerClip,
} from './support/harness.ts';
import { speechFile } from './support/speech-file.ts';

declare global {
  /** Types of the events that were dispatched in the page's world, in order. */
  var dispatched: string[];
  var microphone: MediaStreamTrack | undefined;
}

/** How long the person speaks, s. Signs are held for 2 s every 3.2 s: at least one falls within. */
const spokenSeconds = 9;

describe('a person who signs and speaks', { timeout: 900_000 }, () => {
  let clip: SignerClip;
  let camera: FakeCamera;
  let speech: Awaited<ReturnType<typeof speechFile>>;
  let site: Awaited<ReturnType<typeof serveDemo>>;
  let browser: ExtensionBrowser;
  let tab: Tab;

  beforeAll(async () => {
    clip = await signerClip('known');
    camera = await createCamera(clip);
    speech = await speechFile(spokenSeconds);
    site = await serveDemo();
    browser = await launchTest({
      camera: camera.file,
      args: [`--use-file-for-fake-audio-capture=${speech.file}%noloop`],
    });
    tab = await openCall(browser, { url: site.url, vocabulary: 'call-gestures' });
    // Runs before the tap, which keeps the method that it finds.
    await tab.page.evaluateOnNewDocument(() => {
      globalThis.dispatched = [];
      const dispatch = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) {
        globalThis.dispatched.push(event.type);
        return dispatch.call(this, event);
      };
    });
    await tab.page.reload();
    await until('the recognizer is loaded', async () => (await counters(tab.page))?.ready, 150_000);
    await join(tab.page);
  });

  afterAll(async () => {
    await browser?.dispose();
    await site?.close();
    await speech?.dispose();
    await camera?.dispose();
    await clip?.dispose();
  });

  const set = async (change: SettingsChange): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate(async (change) => {
      const { settings } = await chrome.storage.local.get('settings');
      await chrome.storage.local.set({
        settings: { version: 2, ...(settings as object), ...change },
      });
    }, change);
  };
  /** The page opens the microphone, and the person begins to speak. */
  const speak = () =>
    tab.page.evaluate(async () => {
      globalThis.microphone?.stop();
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      globalThis.microphone = stream.getAudioTracks()[0];
    });
  const now = async () => (await counters(tab.page))!;
  const dispatched = () => tab.page.evaluate(() => globalThis.dispatched);
  const nextCaption = async (): Promise<void> => {
    const before = (await now()).captions.length;
    await until('a caption comes', async () => (await now()).captions.length > before);
  };

  it('is captioned as usual while the option is off, and no sound is handed over', async () => {
    await speak();
    await nextCaption();
    expect((await now()).speaking).toBe(false);
    expect(await dispatched()).toContain(trackEvent);
    expect(await dispatched()).not.toContain(microphoneEvent);
  });

  it('is captioned after speaking, but not while speaking', async () => {
    await set({ holdWhileSpeaking: true });
    await speak();
    const first = await until('speech is heard', async () => {
      const state = await now();
      return state.speaking && state;
    });
    expect(await dispatched()).toContain(microphoneEvent);
    let last = first;
    // A page that was stopped for a moment may hear a pause between two syllables as the end.
    await until('no speech was heard for a while', async () => {
      const state = await now();
      if (state.speaking) last = state;
      return !state.speaking && state.lastTimestamp! - last.lastTimestamp! > 2000;
    });
    const seconds = (last.lastTimestamp! - first.lastTimestamp!) / 1000;
    expect(seconds, 'camera time while speech was heard').toBeGreaterThan(spokenSeconds - 3);
    // A sign needs this many; a machine that is not busy gives more.
    expect(last.frames.withHand).toBeGreaterThan(first.frames.withHand + 3);
    expect(last.captions).toEqual(first.captions);
    await nextCaption();
  });

  it('is captioned while speaking once the option is off again, and no sound is handed over', async () => {
    await set({ holdWhileSpeaking: true });
    await speak();
    await until('speech is heard', async () => (await now()).speaking);
    await set({ holdWhileSpeaking: false });
    await until('it is no longer listened to', async () => !(await now()).speaking);
    const handedOver = (await dispatched()).filter((type) => type === microphoneEvent).length;
    await speak();
    await nextCaption();
    expect((await now()).speaking).toBe(false);
    expect((await dispatched()).filter((type) => type === microphoneEvent)).toHaveLength(
      handedOver,
    );
  });

  it.each(['sends', 'shows'])(
    'is not captioned while speaking into a microphone that no tapped method gave and the page %s',
    async (use) => {
      await set({ holdWhileSpeaking: true });
      await tab.page.evaluate(async (use) => {
        globalThis.microphone?.stop();
        const frame = document.createElement('iframe');
        document.body.append(frame);
        const scope = frame.contentWindow as Window & typeof globalThis;
        const { getUserMedia } = scope.MediaDevices.prototype;
        frame.remove();
        const stream = await getUserMedia.call(navigator.mediaDevices, { audio: true });
        globalThis.microphone = stream.getAudioTracks()[0];
        if (use === 'shows') {
          const audio = document.createElement('audio');
          Object.assign(audio, { muted: true, srcObject: stream });
          document.body.append(audio);
        } else {
          const connection = new RTCPeerConnection();
          connection.addTrack(globalThis.microphone as MediaStreamTrack, stream);
          await connection.setLocalDescription();
        }
      }, use);
      await until('speech is heard', async () => (await now()).speaking);
      await set({ holdWhileSpeaking: false });
      await until('it is no longer listened to', async () => !(await now()).speaking);
    },
  );

  it('hears captions read aloud, each once and in order, by a voice of the device only', async () => {
    const offscreen = await browser.offscreen();
    await fakeVoice(offscreen);
    const before = (await now()).captions.length;
    await set({ speakCaptions: true });
    const spoken = await until('two captions have been read aloud', async () => {
      const texts = await offscreen.evaluate(() => globalThis.spoken);
      return texts.length >= 2 && texts;
    });
    const captions = (await now()).captions
      .slice(before)
      .map(({ caption }) => `device: ${caption}`);
    // One caption may have come before the setting took effect.
    expect(captions.join('|')).toContain(spoken.join('|'));
    await set({ speakCaptions: false });
  });

  it('reads in the options that nothing can be read aloud where the device has no voice', async () => {
    const { page } = await browser.open(`${browser.origin}options.html#captions`);
    const label = message('options_speak');
    const button = await page.waitForSelector(`::-p-aria([name="${label}"][role="switch"])`);
    const local = () =>
      page.evaluate(() => speechSynthesis.getVoices().some(({ localService }) => localService));
    await until('switch and voices agree', async () => {
      const disabled = await button!.evaluate((node) => (node as HTMLButtonElement).disabled);
      return disabled === !(await local());
    });
    const text = await page.$eval('main', (main) => main.textContent);
    expect(text).toContain(message((await local()) ? 'options_speakAbout' : 'options_speakNone'));
    expect(await axeFaults(page)).toEqual([]);
    await page.close();
  });
});
