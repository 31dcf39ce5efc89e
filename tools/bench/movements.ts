/** Measures what naming one movement costs: its features, the embedding, and a classifier of twelve signs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Landmark } from '../../src/recognizer/hand.ts';
import { packLayer, packPrototypes } from '../../src/recognizer/signs/classifier-file.ts';
import { loadMovementClassifier } from '../../src/recognizer/signs/movement/classifier.ts';
import { loadEmbedding } from '../../src/recognizer/signs/movement/embedding.ts';
import { movementFeatures } from '../../src/recognizer/signs/movement/features.ts';
import type { Movement, MovingHand } from '../../src/recognizer/signs/movement/movement.ts';
import { movementRecipe } from '../../src/teaching/movements/recipe.ts';

const root = join(import.meta.dirname, '../..');
const signs = 12;
/** Three seconds at 15 frames a second, the longest movement. */
const frames = 45;

function longest(): Movement {
  const hand = (side: number): MovingHand[] =>
    Array.from({ length: frames }, (_, i) => ({
      at: (i * 1000) / 15,
      presence: 1,
      landmarks: Array.from({ length: 21 }, (_, point): Landmark => {
        const angle = i / 5 + point;
        return [320 + side * 100 + 40 * Math.cos(angle), 240 + 40 * Math.sin(angle * side), 0];
      }),
    }));
  return {
    startedAt: 0,
    ms: ((frames - 1) * 1000) / 15,
    left: hand(1),
    right: hand(-1),
    centre: [320, 240],
    shortSide: 480,
  };
}

/** @param rounds how many movements to name. @returns times in ms by what was done */
export function movementRows(rounds: number): Record<string, number[]> {
  const file = join(root, 'models/movements/embedding.json');
  const embedding = loadEmbedding(JSON.parse(readFileSync(file, 'utf8')));
  const { count, layout } = embedding;
  const [hidden] = movementRecipe.hidden as readonly [number];
  const layer = (inputs: number, outputs: number) =>
    packLayer({
      inputs,
      outputs,
      weights: new Float32Array(inputs * outputs).fill(0.01),
      bias: new Float32Array(outputs),
    });
  const gestures = Array.from({ length: signs }, (_, i) => `sign-${i}`);
  const prototypes = Array.from(
    { length: signs * movementRecipe.prototypesPerGesture },
    () => new Float32Array(count),
  );
  const classifier = loadMovementClassifier(
    {
      format: 'sign-captions-classifier-1',
      vocabulary: 'bench',
      features: layout,
      gestures,
      thresholds: Object.fromEntries(gestures.map((gesture) => [gesture, 0.5])),
      heads: [[layer(count, hidden), layer(hidden, signs)]],
      distance: {
        count: prototypes.length,
        centre: new Array<number>(count).fill(0),
        spread: new Array<number>(count).fill(1),
        prototypes: packPrototypes(prototypes),
        near: 1,
        far: 2,
      },
    },
    embedding,
  );
  const movement = longest();
  const timed = (run: () => void): number[] =>
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      run();
      return performance.now() - start;
    });
  return {
    'its features': timed(() => movementFeatures(movement)),
    'features and embedding': timed(() => embedding.embed(movement)),
    'the whole movement': timed(() => classifier.classify(movement)),
  };
}
