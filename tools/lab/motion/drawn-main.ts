/**
 * `npx tsx tools/lab/motion/drawn-main.ts [--data DIR]`: measures J and Z with each person left out in
 * turn, and on movements that mean nothing.
 */
import { parseArgs } from 'node:util';
import { loadDrawnClassifier } from '../../../src/recognizer/signs/movement/drawn-classifier.ts';
import { strokesOf } from '../../../src/recognizer/signs/movement/stroke.ts';
import { startNodeBackend } from '../../lib/recognizer/node-engine.ts';
import {
  drawnFigures,
  drawnTakes,
  type HeldDrawn,
  leftOutDrawn,
  mostFiredShare,
  trainDrawn,
} from './drawn-training.ts';
import { silentMovements } from './silent.ts';
import { licensedTakes, type Take } from './takes.ts';
import { wordOf } from './words.ts';
import { personOf } from './words-training.ts';
import { writtenLetters } from './written.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    seed: { type: 'string', default: '1' },
  },
});

/** Hours of silent motions that are judged. */
const hours = 3;

async function main(): Promise<void> {
  const seed = Number(values.seed);
  await startNodeBackend();
  const takes = drawnTakes(licensedTakes(values.data));
  const others = takes.filter(({ take }) => !isWritten(take));
  console.log(
    `other takes: ${others.length}, ${others.filter(({ strokes }) => strokes.length > 0).length} with strokes`,
  );
  const silent = silentMovements('learn', 1, seed);
  const held = await leftOutDrawn(takes, silent, seed);
  for (const mostFired of [0, mostFiredShare, 0.01]) {
    for (const { id, threshold, people, takes: count, right, others, fired } of drawnFigures(
      held,
      mostFired,
    ))
      console.log(
        `${id}\tthreshold ${threshold}\tpeople ${people}\ttakes ${count}\tright ${right.toFixed(3)}\tfired ${fired.length} of ${others} (${[...new Set(fired)].join(', ')})`,
      );
  }
  for (const { id, word } of writtenLetters)
    printPeople(
      id,
      held.filter(({ take }) => wordOf(take) === word),
    );
  const { classify } = loadDrawnClassifier(await trainDrawn(takes, silent, seed));
  const movements = silentMovements('report', hours, seed);
  const scored = movements.map((movement) => classify(movement).scores);
  console.log(
    `silent motions: ${movements.length} in ${hours} hours, ${movements.filter((movement) => strokesOf(movement).length > 0).length} with strokes`,
  );
  for (const { id, threshold } of drawnFigures(held, mostFiredShare))
    console.log(`${id} fires on ${scored.filter((scores) => scores[id]! >= threshold).length}`);
}

const isWritten = (take: Take): boolean => writtenLetters.some(({ word }) => word === wordOf(take));

function printPeople(id: string, held: readonly HeldDrawn[]): void {
  for (const person of new Set(held.map(({ take }) => personOf(take))))
    console.log(
      `${id} ${person}: ${held
        .filter(({ take }) => personOf(take) === person)
        .map(({ scores }) => scores[id]!.toFixed(2))
        .join(' ')}`,
    );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
