/** A voice of the device that makes no sound, for tests that need none on the machine. */
import type { Page } from 'puppeteer-core';

declare global {
  /** In the offscreen document: voice and text of what was read aloud. */
  var spoken: string[];
}

/** From now on everything that is spoken in this document is noted, and ends at once. */
export async function fakeVoice(offscreen: Page): Promise<void> {
  await offscreen.evaluate(() => {
    globalThis.spoken = [];
    const voice = (name: string, localService: boolean) =>
      ({ name, voiceURI: name, lang: 'en-US', localService, default: true }) as const;
    class FakeUtterance extends EventTarget {
      voice: { name: string } | null = null;
      constructor(readonly text: string) {
        super();
      }
    }
    Object.assign(globalThis, { SpeechSynthesisUtterance: FakeUtterance });
    Object.assign(speechSynthesis, {
      getVoices: () => [voice('server', false), voice('device', true)],
      speak(utterance: FakeUtterance) {
        globalThis.spoken.push(`${utterance.voice?.name}: ${utterance.text}`);
        utterance.dispatchEvent(new Event('end'));
      },
    });
  });
}
