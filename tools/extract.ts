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

/** A long source is gone through in this many passes, so that a run that is broken off leaves rows. */
const PASSES = 6;
const LONG = 2000;

async function extract(source: PictureSource, models: HandModels): Promise<void> {
  const pictures = source.pictures().filter((_, i) => i % every === 0);
  const passes = pictures.length > LONG ? PASSES : 1;
  const found: (BankEntry | null | undefined)[] = pictures.map(() => undefined);
  for (let pass = 0; pass < passes; pass++) {
    for (let i = pass; i < pictures.length; i += passes) {
      const picture = pictures[i]!;
      const frame = await readPicture(picture.file);
      const hand = largest(await findHandsInStill(models, frame));
      const shorter = Math.min(frame.sourceWidth, frame.sourceHeight);
      found[i] = hand
        ? {
            label: picture.label,
            group: picture.group,
            landmarks: hand.landmarks,
            leftness: hand.leftness,
            presence: hand.presence,
            size: source.crops ? null : handSize(hand.landmarks) / shorter,
          }
        : null;
    }
    write(
      source.header,
      found.filter((entry) => entry != null),
    );
    report(source.header.source, pictures, found);
  }
}

/** Prints how many of the pictures looked at so far show a hand, and which labels lack some. */
function report(
  name: string,
  pictures: readonly { label: string }[],
  found: readonly (BankEntry | null | undefined)[],
): void {
  const missed = new Map<string, number>();
  found.forEach((entry, i) => {
    if (entry === null) {
      const { label } = pictures[i]!;
      missed.set(label, (missed.get(label) ?? 0) + 1);
    }
  });
  const looked = found.filter((entry) => entry !== undefined).length;
  const hands = found.filter((entry) => entry != null).length;
  const labels = [...missed].map(([label, count]) => `${label} ${count}`).join(', ') || 'none';
  console.log(`${name}: hand found in ${hands} of ${looked}; missed: ${labels}`);
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
    for (const source of sources) await extract(source, models);
    models.dispose();
  }
  if (!values.validation) writeFileSync(join(out, 'README.md'), dataCard(readBankFiles(out)));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
