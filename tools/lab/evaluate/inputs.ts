/** Reads the inputs before anything is measured or written. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BankRow, readBank } from '../bank/bank.ts';
import { validationSources } from '../extract/sources.ts';

/**
 * The data folder: the command's own argument, or --data.
 *
 * @throws Error with a sentence if both are given and differ, or if there are more arguments.
 */
export function dataFolder(positionals: readonly string[], option: string | undefined): string {
  const [folder, ...more] = positionals;
  if (more.length > 0) throw new Error('npm run evaluate takes one folder: the data.');
  if (folder !== undefined && option !== undefined && folder !== option) {
    throw new Error(`Two data folders: ${folder} and --data ${option}. Leave one out.`);
  }
  return folder ?? option ?? '../shared/data';
}

/**
 * The hands of the validation pictures.
 *
 * @throws Error with a sentence if the data or the bank is missing, or if people are missing from it.
 */
export function readValidationBank(bank: string, data: string): BankRow[] {
  if (!existsSync(join(data, 'validation'))) {
    throw new Error(
      `There are no validation pictures in ${data}. Name the data folder: npm run evaluate -- FOLDER.`,
    );
  }
  const make = `Make it with npm run extract -- --validation --data ${data} (--only NAME,... for some of it).`;
  if (!existsSync(bank)) throw new Error(`${bank} does not exist. ${make}`);
  const rows = readBank(bank);
  const present = new Set(rows.map(({ source }) => source));
  const missing = validationSources(data)
    .map(({ header }) => header.source)
    .filter((source) => !present.has(source));
  if (missing.length > 0) throw new Error(`${bank} lacks ${missing.join(', ')}. ${make}`);
  return rows;
}

/** A short hash of the JSON files in a folder and its subfolders. */
export function hashOfFolder(folder: string): string {
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) hash.update(entry.name).update(hashOfFolder(path));
    else if (entry.name.endsWith('.json')) hash.update(entry.name).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
