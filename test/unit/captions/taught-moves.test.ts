/**
 * Teaching signs that move and captioning them, on what recorded clips show. The streams are regenerated
 * by `npm run captions -- --movements --scores test/fixtures/scores/CLIP.json
 * test/fixtures/clips/CLIP.mp4`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { combine, nothingTaught } from '../../../src/recognizer/signs/combine.ts';
import { loadMovementClassifier } from '../../../src/recognizer/signs/movement/classifier.ts';
import { loadEmbedding } from '../../../src/recognizer/signs/movement/embedding.ts';
import type { LoadedVocabulary } from '../../../src/recognizer/signs/types.ts';
import { readMovementBank } from '../../../src/teaching/movements/bank.ts';
import { teachTask } from '../../../src/teaching/teach-task.ts';
import type { TeachingResult } from '../../../src/teaching/types.ts';
import { gateInputs, readScores } from '../../../tools/captions/scores.ts';
import { playMovements, takesOf } from '../../../tools/captions/taught.ts';
import { startNodeBackend } from '../../../tools/lib/recognizer/node-engine.ts';
import { loadNodeVocabulary } from '../../../tools/lib/recognizer/node-vocabulary.ts';

const root = path.join(import.meta.dirname, '../../..');
const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const json = (file: string): unknown => JSON.parse(text(file));

interface Truth {
  intervals: { gesture: string; from: number; to: number }[];
  movements: { sign: string; from: number; to: number }[];
}

const dwellMs = 700;
const truthOf = (clip: string) => json(`test/fixtures/clips/${clip}.json`) as Truth;
const inputsOf = (clip: string) => [
  ...gateInputs(readScores(text(`test/fixtures/scores/${clip}.json`))),
];
const embedding = loadEmbedding(json('models/movements/embedding.json'));
const bank = readMovementBank(json('models/movements/bank.json'), embedding.layout);

/** Which clip teaches which sign. */
const lessons = [
  { clip: 'teach-move-one', sign: 'thanks' },
  { clip: 'teach-move-two', sign: 'apart' },
];
const keyOf = (sign: string): string => `my-gestures:${sign}`;

describe('signs that move, taught by clips', () => {
  const recorded = new Map(
    lessons.map(({ clip }) => [clip, playMovements(inputsOf(clip), dwellMs).movements]),
  );
  let result: Omit<TeachingResult, 'ms'>;
  let loaded: LoadedVocabulary;

  beforeAll(async () => {
    await startNodeBackend();
    const gestures = lessons.map(({ clip, sign }) => ({
      key: keyOf(sign),
      name: sign,
      moves: true,
      samples: takesOf(recorded.get(clip)!, sign),
    }));
    result = await teachTask(
      { gestures, unknowns: [], vocabularies: ['call-gestures'], seed: 1 },
      { bank: [], movements: async () => ({ embedding, bank }) },
    );
    loaded = combine(await loadNodeVocabulary('call-gestures', root), {
      ...nothingTaught,
      taughtMovements: loadMovementClassifier(result.movements, embedding),
      beside: ['call-gestures'],
      packs: [
        {
          id: 'my-gestures',
          name: 'Mine',
          provenance: '',
          licence: '',
          vocabularies: ['call-gestures'],
          enabled: true,
          sampleCounts: {},
          gestures: lessons.map(({ sign }) => ({
            id: sign,
            kind: 'phrase',
            name: sign,
            caption: sign,
            moves: true,
          })),
        },
      ],
    });
  }, 180_000);

  it.each(lessons)('makes one movement of each time that $sign is shown', ({ clip, sign }) => {
    const { movements } = truthOf(clip);
    const found = recorded.get(clip)!;
    expect(found).toHaveLength(movements.length);
    for (const [i, { from, to }] of movements.entries()) {
      const { startedAt, ms, left, right } = found[i]!.movement;
      expect(startedAt).toBeLessThan(from * 1000 + 100);
      // The hand may leave the picture, or be lost, while it still moves.
      expect(startedAt + ms).toBeGreaterThan((from + to) * 500);
      expect([left, right].filter((hand) => hand.length > 0)).toHaveLength(
        sign === 'apart' ? 2 : 1,
      );
    }
  });

  it('finds both well told apart', () => {
    expect(result.report.verdict).not.toBe('bad');
    for (const { samples, wrong } of result.report.gestures) {
      expect(samples).toBe(6);
      expect(wrong).toBe(0);
    }
  });

  /** What is to be reported of the call, each within some time of its own; in seconds. */
  const shownInCall = () => {
    const { intervals, movements } = truthOf('taught-moves');
    const taught = movements.filter(({ sign }) => lessons.some((lesson) => lesson.sign === sign));
    return [
      ...taught.map(({ sign, to }) => ({ gesture: keyOf(sign), from: to, to: to + 1.2 })),
      ...intervals,
    ].sort((a, b) => a.from - b.from);
  };

  /** @param slower how many times slower the call is played */
  const playCall = (slower = 1) => {
    const inputs = inputsOf('taught-moves').map((input) => ({
      ...input,
      timestamp: input.timestamp * slower,
    }));
    const { signs, movements } = playMovements(inputs, dwellMs, loaded.movements!.classify);
    const why = JSON.stringify(
      movements.map(({ movement, scores }) => [movement.startedAt, scores]),
    );
    return { signs, why };
  };

  it('reports each taught sign and the held gesture once, and nothing else', () => {
    const shown = shownInCall();
    const { signs, why } = playCall();
    expect(
      signs.map(({ gesture }) => gesture),
      why,
    ).toEqual(shown.map(({ gesture }) => gesture));
    for (const [i, { from, to }] of shown.entries()) {
      expect(signs[i]!.at).toBeGreaterThan(from * 1000);
      expect(signs[i]!.at).toBeLessThan(to * 1000);
    }
  });

  it.each([1.25, 1.5, 2])('reports each once if it is signed %s times slower', (slower) => {
    const { signs, why } = playCall(slower);
    expect(
      signs.map(({ gesture }) => gesture),
      why,
    ).toEqual(shownInCall().map(({ gesture }) => gesture));
  });
});
