import { beforeEach, describe, expect, it } from 'vitest';
import {
  cancelMs,
  createSpeaker,
  longestMs,
  mostWaiting,
  type Speaker,
  voicesMs,
} from '../../../src/speech/speaker.ts';
import type { Voice } from '../../../src/speech/voices.ts';
import { FakeTimers } from '../content/fake-runtime.ts';

// Stands in for the browser's synthesis, of which a machine without voices has none.

const anna: Voice = {
  voiceURI: 'anna',
  name: 'Anna',
  lang: 'en-US',
  localService: true,
  default: true,
};

let timers: FakeTimers;
let voices: Voice[];
let heard: string[];
let end: (() => void) | null;
let tellVoices: Set<() => void>;
let speaker: Speaker<string>;

beforeEach(() => {
  timers = new FakeTimers();
  voices = [anna];
  heard = [];
  end = null;
  tellVoices = new Set();
  speaker = createSpeaker<Voice, string>({
    voices: () => voices,
    onVoices(run) {
      tellVoices.add(run);
      return () => tellVoices.delete(run);
    },
    speak(text, voice, ended) {
      heard.push(`${text} (${voice.name})`);
      const over = (): void => {
        if (end === over) end = null;
        ended();
      };
      end = over;
    },
    cancel() {
      heard.push('broken off');
      end?.();
    },
    after: timers.after,
  });
});

const say = (id: number, text: string, owner = 'tab') =>
  speaker.say(owner, { id, text, lang: 'en', voice: '' });
const ended = () => end?.();

describe('captions', () => {
  it('are spoken one after the other, in order, each once', () => {
    for (const [id, text] of ['Yes', 'No', 'Thanks'].entries()) say(id, text);
    expect(heard).toEqual(['Yes (Anna)']);
    ended();
    ended();
    ended();
    expect(heard).toEqual(['Yes (Anna)', 'No (Anna)', 'Thanks (Anna)']);
    expect(timers.pending).toBe(0);
  });

  it('that are taken back are not spoken', () => {
    say(1, 'Yes');
    say(2, 'No');
    say(3, 'Thanks');
    speaker.unsay('tab', 2);
    ended();
    expect(heard).toEqual(['Yes (Anna)', 'Thanks (Anna)']);
  });

  it('that are taken back while they are spoken are broken off, and the next one comes', () => {
    say(1, 'Yes');
    say(2, 'No');
    speaker.unsay('tab', 1);
    expect(heard).toEqual(['Yes (Anna)', 'broken off', 'No (Anna)']);
  });

  it('of a call whose captions go off are silent at once; those of another are spoken on', () => {
    say(1, 'Yes');
    say(2, 'No');
    say(1, 'Hello', 'other');
    speaker.silence('tab');
    expect(heard).toEqual(['Yes (Anna)', 'broken off', 'Hello (Anna)']);
    ended();
    expect(timers.pending).toBe(0);
  });

  it('of another call are not taken back by the same number', () => {
    say(1, 'Yes');
    speaker.unsay('other', 1);
    expect(heard).toEqual(['Yes (Anna)']);
  });

  it('go on when one hangs, or its breaking off is not told', () => {
    say(1, 'Yes');
    say(2, 'No');
    const hanging = end;
    end = null;
    timers.advance(longestMs);
    timers.advance(cancelMs);
    expect(heard).toEqual(['Yes (Anna)', 'broken off', 'No (Anna)']);
    hanging?.();
    expect(heard).toHaveLength(3);
    ended();
    expect(timers.pending).toBe(0);
  });

  it('that wait too long behind others go, the oldest first', () => {
    for (let id = 0; id <= mostWaiting + 1; id++) say(id, `${id}`);
    for (let id = 0; id <= mostWaiting + 1; id++) ended();
    expect(heard.map((text) => Number.parseInt(text, 10))).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('voices', () => {
  it('that the browser finds a little later are waited for', () => {
    voices = [];
    say(1, 'Yes');
    say(2, 'No');
    voices = [anna];
    for (const tell of [...tellVoices]) tell();
    ended();
    expect(heard).toEqual(['Yes (Anna)', 'No (Anna)']);
    ended();
    expect([tellVoices.size, timers.pending]).toEqual([0, 0]);
  });

  it('that never come: nothing is said, then or later', () => {
    voices = [];
    say(1, 'Yes');
    timers.advance(voicesMs);
    expect([tellVoices.size, timers.pending]).toEqual([0, 0]);
    voices = [anna];
    say(2, 'No');
    expect(heard).toEqual(['No (Anna)']);
  });

  it('that are all of a server: nothing is said', () => {
    voices = [{ ...anna, localService: false }];
    say(1, 'Yes');
    say(2, 'No');
    expect([heard, timers.pending]).toEqual([[], 0]);
  });
});
