/**
 * `npm run extract -- [--data FOLDER] [--only NAME,...] [--every N] [--out FOLDER]`: runs the hand
 * models over the training pictures and writes the landmark bank.
 * `npm run extract -- --validation`: the same over the validation pictures, into build/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Hand } from '../src/recognizer/hand.ts';
import type { HandModels } from '../src/recognizer/hands/models.ts';
import { findHandsInStill } from '../src/recognizer/hands/still.ts';
import { type BankEntry, type BankHeader, encodeBank, handSize, readBankFiles } from './bank.ts';
import { dataCard } from './extract/card.ts';
import { type PictureSource, trainingSources, validationSources } from './extract/sources.ts';
import { trainingTables } from './extract/tables.ts';
import { loadNodeHandModels } from './node-engine.ts';
import { readPicture } from './pictures.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    out: { type: 'string' },
    only: { type: 'string' },
    every: { type: 'string', default: '1' },
    validation: { type: 'boolean', default: false },
  },
});
const out = values.out ?? (values.validation ? 'build/validation-bank' : 'models/bank');
const only = values.only?.split(',');
const every = Math.max(1, Number(values.every) || 1);

const wanted = (header: BankHeader) => !only || only.includes(header.source);

function write(header: BankHeader, entries: BankEntry[]): void {
  const bank = encodeBank(header, entries);
  const text = `${JSON.stringify(bank)}\n`;
  writeFileSync(join(out, `${header.source}.json`), text);
  console.log(`${header.source}: ${entries.length} hands, ${(text.length / 1024).toFixed(0)} KiB`);
}

/** The hand that is meant: the largest one. */
function largest(hands: readonly Hand[]): Hand | undefined {
  return [...hands].sort((a, b) => handSize(b.landmarks) - handSize(a.landmarks))[0];
}

async function extract(source: PictureSource, models: HandModels): Promise<BankEntry[]> {
  const entries: BankEntry[] = [];
  const missed = new Map<string, [missed: number, all: number]>();
  for (const { file, label, group } of source.pictures().filter((_, i) => i % every === 0)) {
    const frame = await readPicture(file);
    const hand = largest(await findHandsInStill(models, frame));
    const counts = missed.get(label) ?? [0, 0];
    missed.set(label, [counts[0] + (hand ? 0 : 1), counts[1] + 1]);
    if (!hand) continue;
    const shorter = Math.min(frame.sourceWidth, frame.sourceHeight);
    entries.push({
      label,
      group,
      landmarks: hand.landmarks,
      leftness: hand.leftness,
      presence: hand.presence,
      size: source.crops ? null : handSize(hand.landmarks) / shorter,
    });
  }
  const [lost, all] = [...missed.values()].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  const labels = [...missed]
    .filter(([, [none]]) => none > 0)
    .map(([label, [a, b]]) => `${label} ${a}/${b}`);
  console.log(
    `${source.header.source}: hand found in ${all - lost} of ${all}; missed: ${labels.join(', ') || 'none'}`,
  );
  return entries;
}

try {
  mkdirSync(out, { recursive: true });
  if (!values.validation) {
    for (const table of trainingTables(values.data)) {
      if (wanted(table.header)) write(table.header, table.entries());
    }
  }
  const sources = (values.validation ? validationSources : trainingSources)(values.data).filter(
    (source) => wanted(source.header),
  );
  if (sources.length > 0) {
    const models = await loadNodeHandModels();
    for (const source of sources) write(source.header, await extract(source, models));
    models.dispose();
  }
  if (!values.validation) writeFileSync(join(out, 'README.md'), dataCard(readBankFiles(out)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
