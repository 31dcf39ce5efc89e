/**
 * Gate and composer on what two recorded clips scored: the same three words, spelled at 0.6 s and at
 * 3.2 s a letter. `docs/captions.md`, "Tests", says how the recordings are made.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ComposerEvent, createComposer } from '../../../src/captions/composer.ts';
import type { SpellingWay } from '../../../src/messaging/recognition.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import { gateInputs, readScores } from '../../../tools/captions/scores.ts';
import { letter, standing, wordPauseMs } from './fake-signs.ts';

const folder = path.join(import.meta.dirname, '../../fixtures/scores');
const letters = new Set('ABCDEFGHIKLMNOPQRSTUVWXY');

interface Playing {
  spelling?: SpellingWay;
  /** One frame of this many is taken, as on a slow machine. */
  of?: number;
  /** Frames in this time show no hand, as when it is lost, ms. */
  lost?: readonly [from: number, to: number];
}

/** The words that are committed by the time the clip ends, and all that was shown. */
function play(clip: string, { spelling = 'single', of = 1, lost = [0, 0] }: Playing = {}) {
  const stream = readScores(readFileSync(path.join(folder, `${clip}.json`), 'utf8'));
  const gate = createGate({ dwellMs: 700, spelling });
  const composer = createComposer({ wordPauseMs });
  const shown = new Set<string>();
  const changes = [...gateInputs(stream)]
    .filter((_, i) => i % of === 0)
    .flatMap((input) => {
      const at = input.timestamp;
      const isLost = at >= lost[0] && at < lost[1];
      const { sign, up } = gate.step({ ...input, letters, hands: isLost ? [] : input.hands });
      const events: ComposerEvent[] = [up ? { type: 'hand-up', at } : { type: 'tick', at }];
      if (sign !== null) events.push(letter(sign, at));
      return events.flatMap((event) => {
        const { changes } = composer.handle(event);
        for (const { text } of composer.lines) shown.add(text);
        return [...changes];
      });
    });
  return { said: standing(changes).map(({ text }) => text), shown: [...shown] };
}

const words = ['FLY', 'IF', 'BY'];

describe('words', () => {
  it('are whole at 3.2 s a letter, one letter at a time or flowing', () => {
    for (const spelling of ['single', 'flowing'] as const)
      expect(play('words-slow', { spelling }).said).toEqual(words);
  });

  it('are whole at 0.6 s a letter, if letters flow', () => {
    expect(play('words-fast', { spelling: 'flowing' }).said).toEqual(words);
  });

  it('are not read at 0.6 s a letter where each letter must be held', () => {
    expect(play('words-fast').said).toEqual([]);
  });

  it('are shown only as they are spelled, letter by letter', () => {
    const begun = words.flatMap((word) => [...word].map((_, i) => word.slice(0, i + 1)));
    for (const line of play('words-slow').shown) expect(begun).toContain(line);
  });

  it('stay whole on a machine that takes one frame of two or three', () => {
    for (const of of [2, 3]) expect(play('words-slow', { of }).said, `1 of ${of}`).toEqual(words);
  });

  it('stay whole when the hand is lost for a second', () => {
    expect(play('words-slow', { lost: [5500, 6500] }).said).toEqual(words);
  });
});
