import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import schema from '../../../docs/gesture-pack.schema.json';
import { exportPack } from '../../../src/packs/export-pack.ts';
import { packLimits } from '../../../src/packs/pack-format.ts';
import { readPack } from '../../../src/packs/read-pack.ts';
import type { RefusalReason } from '../../../src/packs/refusals.ts';
import { anyPack, movingPack, storedPack } from './fake-packs.ts';
import { placesIn, withValue } from './values.ts';

// Installed as a dependency of web-ext, not of this repository itself.
type Validate = ((value: unknown) => boolean) & { errors?: unknown };
const Ajv = createRequire(import.meta.url)('ajv/dist/2020.js') as {
  default: new (options: object) => { compile(schema: object): Validate };
};
const fits = new Ajv.default({ strict: false, validateFormats: false }).compile(schema);

/** What a schema cannot check, according to the document. */
const beyondSchema: readonly RefusalReason[] = [
  'too-big',
  'duplicate-id',
  'time-order',
  'same-time',
  'bad-date',
  'too-deep',
  'forbidden-key',
  'duplicate-key',
  'no-number',
];

const files = [exportPack(storedPack), exportPack(movingPack)];

describe('the JSON Schema of gesture packs', () => {
  it('accepts exported packs', () => {
    fc.assert(
      fc.property(anyPack, (content) => {
        const file: unknown = JSON.parse(exportPack(content));
        expect(fits(file), JSON.stringify(fits.errors)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each([1, 2])(
    'refuses what the reader refuses of version %i, as far as a schema can, and accepts what the reader accepts',
    (version) => {
      const text = files[version - 1]!;
      const places = placesIn(JSON.parse(text));
      const odd = fc.oneof(
        fc.jsonValue({ maxDepth: 2 }),
        fc.integer({ min: -5000, max: 5000 }),
        fc.string({ unit: 'binary' }),
        fc.string({ maxLength: 2000 }),
        fc.constantFrom<unknown>(
          undefined,
          '',
          ' ',
          '<b>',
          'I <3',
          'a\u202eb',
          'a\nb',
          '&amp;',
          '&',
        ),
        fc.constantFrom<unknown>(
          'Office',
          'fingerspelling',
          '2026-02-30',
          '2026-13-01',
          'x'.repeat(201),
        ),
        fc.constantFrom<unknown>(
          [],
          {},
          null,
          1e300,
          0.5,
          true,
          'Left',
          'phrase',
          1001,
          60_001,
          8001,
          1,
          2,
        ),
      );
      const told = { taken: 0, refused: 0 };
      fc.assert(
        fc.property(fc.constantFrom(...places), odd, (place, value) => {
          const file = JSON.stringify(withValue(text, place, value)) ?? '';
          const reading = readPack(file);
          if (reading.ok) {
            told.taken++;
            expect(fits(JSON.parse(file)), JSON.stringify(fits.errors)).toBe(true);
          } else if (!reading.refusals.some(({ reason }) => beyondSchema.includes(reason))) {
            told.refused++;
            if (file) expect(fits(JSON.parse(file)), JSON.stringify(reading.refusals)).toBe(false);
          }
        }),
        { numRuns: 1500 },
      );
      expect(told.taken).toBeGreaterThan(10);
      expect(told.refused).toBeGreaterThan(100);
    },
  );

  it.each([
    ['a place in version 1', ['version'], 1],
    ['a hand without a place', ['gestures', 0, 'samples', 0, 'hands', 2, 'place'], undefined],
    ['four hands', ['gestures', 0, 'samples', 0, 'hands', 'length'], 4],
    ['moves that are false', ['gestures', 1, 'moves'], false],
    ['a place with three numbers', ['unknowns', 1, 'hands', 0, 'place', 2], 1],
  ])('refuses %s, as the reader does', (_, place, value) => {
    const file = JSON.stringify(withValue(files[1]!, place, value));
    expect(fits(JSON.parse(file))).toBe(false);
    expect(readPack(file).ok).toBe(false);
  });

  it('has no limit that the reader does not have', () => {
    const { gestures, unknowns } = schema.properties;
    const { samples } = schema.$defs.gesture.properties;
    expect([gestures.maxItems, samples.maxItems, unknowns.maxItems]).toEqual([
      packLimits.gestures,
      packLimits.samples,
      packLimits.unknowns,
    ]);
  });
});
