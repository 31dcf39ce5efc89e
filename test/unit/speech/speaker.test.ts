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

// Replaces the browser's speech synthesis, because machines without voices have none.

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

describe('spoken captions', () => {
  it('come one after the other, in order, each once', () => {
    for (const [id, text] of ['Yes', 'No', 'Thanks'].entries()) say(id, text);
    expect(heard).toEqual(['Yes (Anna)']);
    ended();
    ended();
    ended();
    expect(heard).toEqual(['Yes (Anna)', 'No (Anna)', 'Thanks (Anna)']);
    expect(timers.pending).toBe(0);
  });

  it('are left out if they were taken back', () => {
    say(1, 'Yes');
    say(2, 'No');
    say(3, 'Thanks');
    speaker.unsay('tab', 2);
    ended();
    expect(heard).toEqual(['Yes (Anna)', 'Thanks (Anna)']);
  });

  it('are cut off if they are taken back meanwhile, and the next one follows', () => {
    say(1, 'Yes');
    say(2, 'No');
    speaker.unsay('tab', 1);
    expect(heard).toEqual(['Yes (Anna)', 'broken off', 'No (Anna)']);
  });

  it("stop at once if captions are switched off in their call, while another call's continue", () => {
    say(1, 'Yes');
    say(2, 'No');
    say(1, 'Hello', 'other');
    speaker.silence('tab');
    expect(heard).toEqual(['Yes (Anna)', 'broken off', 'Hello (Anna)']);
    ended();
    expect(timers.pending).toBe(0);
  });

  it('are not taken back by the same number from another call', () => {
    say(1, 'Yes');
    speaker.unsay('other', 1);
    expect(heard).toEqual(['Yes (Anna)']);
  });

  it('continue if one hangs, or if the end of a cancelled one is not reported', () => {
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

  it('are dropped, the oldest first, if too many wait', () => {
    for (let id = 0; id <= mostWaiting + 1; id++) say(id, `${id}`);
    for (let id = 0; id <= mostWaiting + 1; id++) ended();
    expect(heard.map((text) => Number.parseInt(text, 10))).toEqual([0, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('voices', () => {
  it('are waited for if the browser finds them a little later', () => {
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

  it('that never come leave captions unspoken, then and later', () => {
    voices = [];
    say(1, 'Yes');
    timers.advance(voicesMs);
    expect([tellVoices.size, timers.pending]).toEqual([0, 0]);
    voices = [anna];
    say(2, 'No');
    expect(heard).toEqual(['No (Anna)']);
  });

  it('that all use a server leave captions unspoken', () => {
    voices = [{ ...anna, localService: false }];
    say(1, 'Yes');
    say(2, 'No');
    expect([heard, timers.pending]).toEqual([[], 0]);
  });
});
