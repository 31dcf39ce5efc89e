/**
 * A clip in which JOB and LAZY are spelled, as the hand models found its hands. The stream is made again by
 * `npm run captions -- --vocabulary fingerspelling --movements --scores
 * test/fixtures/scores/words-drawn.json test/fixtures/clips/words-drawn.mp4`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ComposerEvent, createComposer } from '../../../src/captions/composer.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import { loadDrawnClassifier } from '../../../src/recognizer/signs/movement/drawn-classifier.ts';
import { gateInputs, readScores } from '../../../tools/captions/scores.ts';
import { letter, standing, wordPauseMs } from './fake-signs.ts';

const root = path.join(import.meta.dirname, '../../..');
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const stream = readScores(text('test/fixtures/scores/words-drawn.json'));
const drawn = loadDrawnClassifier(
  JSON.parse(text('models/fingerspelling/movements.json')) as unknown,
);
const letters = new Set('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** @param of one frame of this many is taken, as on a slow machine */
function play(dwellMs: number, of = 1): string[] {
  const gate = createGate({ dwellMs });
  const composer = createComposer({ wordPauseMs });
  const changes = [...gateInputs(stream)]
    .filter((_, i) => i % of === 0)
    .flatMap((input) => {
      const { timestamp: at } = input;
      const { sign, up, replaces } = gate.step({ ...input, letters, nameMovement: drawn.classify });
      const events: ComposerEvent[] = [up ? { type: 'hand-up', at } : { type: 'tick', at }];
      if (sign !== null) events.push({ ...letter(sign, at), replaces });
      return events.flatMap((event) => [...composer.handle(event).changes]);
    });
  return standing(changes).map((caption) => caption.text);
}

describe('words with J and Z', () => {
  it('are spelled, without I and D', () => {
    expect(play(700)).toEqual(['JOB', 'LAZY']);
  });

  it('are spelled where letters are read so soon that J begins as I', () => {
    expect(play(300)).toEqual(['JOB', 'LAZY']);
  });

  it('are spelled at a half and at a third of the frames', () => {
    for (const of of [2, 3]) expect(play(700, of), `1 of ${of}`).toEqual(['JOB', 'LAZY']);
  });
});
