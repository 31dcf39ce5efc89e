/**
 * Gate and composer on what recorded clips scored, frame by frame, without a browser or a model.
 * The streams are written anew by
 * `npm run captions -- --vocabulary NAME --scores test/fixtures/scores/CLIP.json test/fixtures/clips/CLIP.mp4`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComposerEvent,
  createComposer,
  wordPauseFor,
} from '../../../src/captions/composer.ts';
import type { SignKind } from '../../../src/captions/types.ts';
import { createGate, type GateInput } from '../../../src/recognizer/signs/gate.ts';
import { gateInputs, readScores } from '../../../tools/captions/scores.ts';
import { standing } from './fake-signs.ts';

const root = path.join(import.meta.dirname, '../../..');
const json = (...parts: string[]): string => readFileSync(path.join(root, ...parts), 'utf8');

interface Gesture {
  id: string;
  caption: string;
  kind: SignKind;
}

function load(clip: string) {
  const stream = readScores(json('test/fixtures/scores', `${clip}.json`));
  const vocabulary = JSON.parse(json('models', stream.vocabulary, 'vocabulary.json')) as {
    gestures: Gesture[];
  };
  const { intervals } = JSON.parse(json('test/fixtures/clips', `${clip}.json`)) as {
    intervals: { gesture: string; from: number; to: number }[];
  };
  const words = new Map(vocabulary.gestures.map((gesture) => [gesture.id, gesture]));
  return { stream, words, intervals, inputs: [...gateInputs(stream)] };
}

/** The frames through gate and composer, to the end of all pauses. */
function play(inputs: readonly GateInput[], words: ReadonlyMap<string, Gesture>, dwellMs = 700) {
  const gate = createGate({ dwellMs });
  const composer = createComposer({ wordPauseMs: wordPauseFor(700) });
  const signs: { gesture: string; at: number }[] = [];
  const events: ComposerEvent[] = [];
  for (const input of inputs) {
    const { sign } = gate.step(input);
    const at = input.timestamp;
    const gesture = sign === null ? undefined : words.get(sign);
    if (gesture) {
      signs.push({ gesture: gesture.id, at });
      events.push({ type: 'sign', gesture: gesture.id, ...gesture, at });
    } else events.push({ type: 'tick', at });
  }
  events.push({ type: 'say', at: inputs.at(-1)?.timestamp ?? 0 });
  const changes = events.flatMap((event) => [...composer.handle(event).changes]);
  return { signs, said: standing(changes) };
}

describe('recorded scores', () => {
  it.each(['known', 'letters'])('of %s give each shown sign once, in order', (clip) => {
    const { inputs, words, intervals } = load(clip);
    const { signs } = play(inputs, words);
    expect(signs.map(({ gesture }) => gesture)).toEqual(intervals.map(({ gesture }) => gesture));
    // A sign may be told while the hand settles, and at the latest when it has gone.
    intervals.forEach(({ from, to }, i) => {
      expect(signs[i]?.at).toBeGreaterThan(from * 1000);
      expect(signs[i]?.at).toBeLessThan(to * 1000 + 500);
    });
  });

  it.each([
    ['known', 2],
    ['known', 3],
    ['letters', 2],
  ])('of %s tell each sign too where a slow machine takes one frame of %i', (clip, of) => {
    const { inputs, words, intervals } = load(clip);
    for (let first = 0; first < of; first++) {
      const { signs } = play(
        inputs.filter((_, i) => i % of === first),
        words,
      );
      expect(signs.map(({ gesture }) => gesture)).toEqual(intervals.map(({ gesture }) => gesture));
    }
  });

  it('of phrases become captions one by one', () => {
    const { inputs, words, intervals } = load('known');
    expect(play(inputs, words).said.map(({ text }) => text)).toEqual(
      intervals.map(({ gesture }) => words.get(gesture)?.caption),
    );
  });

  it('of letters become words, separated where the hand was down for longer than the pause', () => {
    const { inputs, words } = load('letters');
    expect(play(inputs, words).said.map(({ text, kind }) => [text, kind])).toEqual([
      ['BLVY', 'word'],
      ['WIF', 'word'],
    ]);
  });

  it('of hands that show nothing known make no caption', () => {
    const { inputs, words } = load('unknown');
    expect(inputs.some(({ hands }) => hands.length > 0)).toBe(true);
    expect(play(inputs, words)).toEqual({ signs: [], said: [] });
  });

  it('of one sign make one caption, however long the sign is held', () => {
    const { inputs, words, intervals } = load('known');
    const { gesture = '', from = 0, to = 0 } = intervals[0] ?? {};
    const held = inputs.filter(({ timestamp }) => timestamp / 1000 <= to - 0.3);
    const last = held.at(-1);
    if (!last) throw new Error('an empty stream');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 900 }), (more) => {
        const on = Array.from({ length: more }, (_, i) => ({
          ...last,
          timestamp: last.timestamp + (i + 1) * 67,
        }));
        const { said } = play([...held, ...on], words);
        expect(said.map(({ text }) => text)).toEqual([words.get(gesture)?.caption]);
      }),
      { numRuns: 20 },
    );
    expect(from).toBeLessThan(to);
  });

  it('of one letter that is released briefly and shown again double it', () => {
    const { inputs, words, intervals } = load('letters');
    const { from = 0, to = 0 } = intervals[0] ?? {};
    const shown = inputs.filter(
      ({ timestamp }) => timestamp / 1000 > from + 0.2 && timestamp / 1000 < to,
    );
    const first = shown[0]?.timestamp ?? 0;
    const last = shown.at(-1)?.timestamp ?? 0;
    const twice = (releaseMs: number) => {
      const gone = Array.from({ length: Math.ceil(releaseMs / 50) + 1 }, (_, i) => ({
        timestamp: last + 20 + i * 50,
        hands: [],
      }));
      const again = shown.map((input) => ({
        ...input,
        timestamp: input.timestamp - first + last + 40 + gone.length * 50,
      }));
      // Without the picture's size the gate asks only whether the sign is held, not whether it is meant.
      const held = [...shown, ...gone, ...again].map(({ timestamp, hands }) => ({
        timestamp,
        hands,
      }));
      return play(held, words).said.map(({ text }) => text);
    };
    expect(twice(100)).toEqual(['B']);
    expect(twice(300)).toEqual(['BB']);
  });
});
