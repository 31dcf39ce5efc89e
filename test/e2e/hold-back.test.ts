import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { microphoneEvent, trackEvent } from '../../src/page-world/events.ts';
import { type ExtensionBrowser, type Tab, until } from '../../tools/browser.ts';
import { serveDemo } from '../../tools/demo/server.ts';
import { counters, join, openCall } from '../../tools/start/call.ts';
import { createCamera, type FakeCamera, launchTest, signerClip } from './harness.ts';
import { speechFile } from './speech-file.ts';

declare global {
  /** Types of the events that were dispatched in the page's world, in order. */
  var dispatched: string[];
  var microphone: MediaStreamTrack | undefined;
}

/** Signs are held for 2 s every 3.2 s: in so much speech one at least falls as a whole. */
const spokenSeconds = 9;

describe('a person who signs and speaks', { timeout: 300_000 }, () => {
  let clip: Awaited<ReturnType<typeof signerClip>>;
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
    // Before the tap, which takes the method as it finds it.
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

  const hold = async (holdWhileSpeaking: boolean): Promise<void> => {
    const desk = await browser.desk();
    await desk.evaluate(
      async (change) => {
        const { settings } = await chrome.storage.local.get('settings');
        await chrome.storage.local.set({
          settings: { version: 2, ...(settings as object), ...change },
        });
      },
      { holdWhileSpeaking },
    );
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

  it('is captioned as ever with the option off, and no sound is handed over', async () => {
    await speak();
    await nextCaption();
    expect((await now()).speaking).toBe(false);
    expect(await dispatched()).toContain(trackEvent);
    expect(await dispatched()).not.toContain(microphoneEvent);
  });

  it('is not captioned while speaking, and is afterwards', async () => {
    await hold(true);
    await speak();
    const first = await until('speech is heard', async () => {
      const state = await now();
      return state.speaking && state;
    });
    expect(await dispatched()).toContain(microphoneEvent);
    let last = first;
    await until('speech is over', async () => {
      const state = await now();
      if (state.speaking) last = state;
      return !state.speaking;
    });
    const seconds = (last.lastTimestamp! - first.lastTimestamp!) / 1000;
    expect(seconds, 'camera time while speech was heard').toBeGreaterThan(spokenSeconds - 3);
    expect(last.frames.withHand).toBeGreaterThan(first.frames.withHand + 20);
    expect(last.captions).toEqual(first.captions);
    await nextCaption();
  });

  it('is captioned while speaking once the option is off again, and the page hears nothing of it', async () => {
    await speak();
    await until('speech is heard', async () => (await now()).speaking);
    await hold(false);
    await until('it is no longer listened to', async () => !(await now()).speaking);
    const told = (await dispatched()).filter((type) => type === microphoneEvent).length;
    await speak();
    await nextCaption();
    expect((await now()).speaking).toBe(false);
    expect((await dispatched()).filter((type) => type === microphoneEvent)).toHaveLength(told);
  });
});
