/**
 * What `npm run train` does for signs that move: writes `models/movements`, and the letters that are drawn,
 * `models/fingerspelling/movements.json`.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEmbedding } from '../../../src/recognizer/signs/movement/embedding.ts';
import { packMovementBank } from '../../../src/teaching/movements/bank.ts';
import { calibratedDrawn, drawnTakes, leftOutDrawn, trainDrawn } from './drawn-training.ts';
import { embeddingRecipe, trainEmbedding } from './embedding.ts';
import { motionFolder } from './sequences.ts';
import { silentMovements } from './silent.ts';
import { bankOf } from './store.ts';
import { licensedTakes } from './takes.ts';

export interface MovementTraining {
  /** The folder that holds `train/motion`. */
  data: string;
  /** The folder of the models. */
  out: string;
  seed: number;
  progress: (share: number) => void;
}

/** @throws Error if the recorded sequences are not there */
export async function trainMovements({
  data,
  out,
  seed,
  progress,
}: MovementTraining): Promise<void> {
  if (!existsSync(motionFolder(data)))
    throw new Error(
      `There are no recorded sequences in ${motionFolder(data)}. Name the data folder with --data.`,
    );
  const takes = licensedTakes(data);
  const silent = silentMovements('learn', 1, seed);
  const write = (folder: string, name: string, content: unknown) => {
    mkdirSync(join(out, folder), { recursive: true });
    writeFileSync(join(out, folder, name), `${JSON.stringify(content)}\n`);
  };
  const drawn = drawnTakes(takes);
  const held = await leftOutDrawn(drawn, silent, seed);
  write(
    'fingerspelling',
    'movements.json',
    calibratedDrawn(await trainDrawn(drawn, silent, seed), held),
  );
  const file = await trainEmbedding(takes, embeddingRecipe, seed, progress);
  const embedding = loadEmbedding(file);
  write('movements', 'embedding.json', file);
  write(
    'movements',
    'bank.json',
    packMovementBank(bankOf(takes, silent, embedding), embedding.layout),
  );
}
