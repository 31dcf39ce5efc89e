// Runs beside the recognizer's host: in an offscreen document (Chromium) or the event page
// (Firefox).

import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { realTimers } from '../clock/clock.ts';
import { SpeechMessage, speechPort } from '../messaging/protocol.ts';
import { createSpeaker } from './speaker.ts';

// A content script has a speechSynthesis too, but it is the page's: the page could see that
// something is being said, and silence it.

const { speechSynthesis } = globalThis;

const speaker = createSpeaker<SpeechSynthesisVoice, object>({
  voices: () => speechSynthesis?.getVoices() ?? [],
  onVoices(run) {
    speechSynthesis?.addEventListener('voiceschanged', run);
    return () => speechSynthesis?.removeEventListener('voiceschanged', run);
  },
  speak(text, voice, onEnd) {
    const utterance = new SpeechSynthesisUtterance(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.addEventListener('end', onEnd);
    utterance.addEventListener('error', onEnd);
    speechSynthesis.speak(utterance);
  },
  cancel: () => speechSynthesis.cancel(),
  after: realTimers.after,
});

browser.runtime.onConnect.addListener((port) => {
  const fromOurContentScript =
    port.name === speechPort &&
    port.sender?.id === browser.runtime.id &&
    port.sender.tab !== undefined;
  if (!fromOurContentScript) return;
  port.onMessage.addListener((raw: unknown) => {
    const parsed = v.safeParse(SpeechMessage, raw);
    if (!parsed.success) return;
    const message = parsed.output;
    switch (message.type) {
      case 'say':
        speaker.say(port, message);
        return;
      case 'unsay':
        speaker.unsay(port, message.id);
        return;
      default:
        message satisfies never;
    }
  });
  port.onDisconnect.addListener(() => speaker.silence(port));
});
