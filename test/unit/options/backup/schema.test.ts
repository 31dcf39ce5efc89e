import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import schema from '../../../../docs/backup.schema.json';
import packSchema from '../../../../docs/gesture-pack.schema.json';
import { readBackup } from '../../../../src/options/backup/read.ts';
import { placesIn, withValue } from '../../packs/values.ts';
import { backupFile } from './fake-backup.ts';

// Installed as a dependency of web-ext, not of this repository itself.
type Validate = ((value: unknown) => boolean) & { errors?: unknown };
const Ajv = createRequire(import.meta.url)('ajv/dist/2020.js') as {
  default: new (options: object) => { addSchema(one: object): { compile(one: object): Validate } };
};
const fits = new Ajv.default({ strict: false, validateFormats: false })
  .addSchema(packSchema)
  .compile(schema);

let text: string;
beforeAll(async () => {
  text = await backupFile();
});

/** Fields of which the schema says all that a reader checks. */
const whole = ['format', 'version', 'places', 'putBack', 'sites', '$schema'];

describe('the JSON Schema of backups', () => {
  it('accepts a backup', () => {
    expect(fits(JSON.parse(text)), JSON.stringify(fits.errors)).toBe(true);
  });

  it('accepts what the reader accepts, and refuses what it refuses where a schema can say it', () => {
    const values = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.integer({ min: -5, max: 300 }),
      fc.constantFrom<unknown>(undefined, '', [], {}, null, 0.5, true, 'top', 'wrong', 1, 2, 'a'),
      fc.constantFrom<unknown>('2026-13-01', 'x'.repeat(301), 'https://a.example/*', '<all_urls>'),
    );
    // The reader takes a list for an object whose fields may all be left out.
    const odd = values.filter((value) => !Array.isArray(value));
    const places = placesIn(JSON.parse(text));
    const told = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...places), odd, (place, value) => {
        const file = JSON.stringify(withValue(text, place, value)) ?? '';
        if (readBackup(file).ok) {
          told.taken++;
          expect(fits(JSON.parse(file)), JSON.stringify(fits.errors)).toBe(true);
        } else if (file && whole.includes(String(place[0]))) {
          told.refused++;
          expect(fits(JSON.parse(file)), `${place.join('.')}: ${JSON.stringify(value)}`).toBe(
            false,
          );
        }
      }),
      { numRuns: 1500 },
    );
    expect(told.taken).toBeGreaterThan(10);
    expect(told.refused).toBeGreaterThan(30);
  });

  it.each<[string, readonly (string | number)[], unknown]>([
    ['an unknown field', ['extra'], 1],
    ['a hand of nobody', ['unknowns', 0, 'origin'], 'pack'],
    ['a landmark that is text', ['unknowns', 0, 'hands', 0, 'points', 9], 'x'],
    ['three trainings', ['taught', 2], {}],
    ['a pack that is a word', ['packs', 0, 'pack'], 'office'],
  ])('refuses %s, as the reader does', (_, place, value) => {
    const file = JSON.stringify(withValue(text, place, value));
    expect(fits(JSON.parse(file))).toBe(false);
    expect(readBackup(file).ok).toBe(false);
  });
});
