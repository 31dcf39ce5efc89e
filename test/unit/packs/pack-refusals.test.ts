import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { exportPack } from '../../../src/packs/export-pack.ts';
import { packLimits } from '../../../src/packs/pack-format.ts';
import { readPack, tooBig } from '../../../src/packs/read-pack.ts';
import type { RefusalReason } from '../../../src/packs/refusals.ts';
import { storedPack } from './fake-packs.ts';
import { closeStores } from './fake-stores.ts';
import { placesIn, withValue } from './values.ts';

afterEach(closeStores);

const text = exportPack(storedPack);

/** The file with one part changed, which must exist, and the part's line. */
function changed(from: string | RegExp, to: string): { file: string; line: number } {
  const at = text.search(typeof from === 'string' ? from.replace(/[^\w ]/g, '\\$&') : from);
  expect(at, `${from} is in the file`).toBeGreaterThanOrEqual(0);
  return { file: text.replace(from, to), line: text.slice(0, at).split('\n').length };
}

describe('a file that is not a valid pack', () => {
  const cases: [RefusalReason, string | RegExp, string, Record<string, unknown>?][] = [
    ['not-json', '"kind":"letter"', '"kind":letter'],
    ['no-number', '"size":312', '"size":NaN', { found: 'NaN' }],
    ['no-number', '"size":312', '"size":1e999', { found: '1e999' }],
    ['no-number', '[0,0,0,', '[0,0,0,Infinity,'],
    ['forbidden-key', '"note"', '"__proto__"', { key: '__proto__' }],
    ['forbidden-key', '"licence"', '"constructor"'],
    ['duplicate-key', '"note":"Rude at night."', '"id":"tea"', { key: 'id' }],
    ['too-deep', '"note":"Rude at night."', `"note":${'['.repeat(40)}${']'.repeat(40)}`],
    ['not-a-pack', '"sign-captions-gesture-pack"', '"other"'],
    ['not-a-pack', '"version": 1', '"version": "1"'],
    ['newer-version', '"version": 1', '"version": 3', { version: 3, known: 2 }],
    ['missing', ',"presence":970', '', { key: 'presence' }],
    ['missing', ',"kind":"letter"', '', { key: 'kind' }],
    ['unknown-key', '"note"', '"notes"', { key: 'notes' }],
    ['wrong-kind', '"caption":"L"', '"caption":12', { expected: 'string', found: 12 }],
    ['wrong-kind', '"hand":"Right"', '"hand":"right"', { found: 'right' }],
    ['wrong-kind', '"vocabularies": ["call-gestures"]', '"vocabularies": {}'],
    ['wrong-kind', '"samples":[]', '"samples":null'],
    ['not-whole', '"time":66', '"time":66.5', { found: 66.5 }],
    ['out-of-range', '"presence":970', '"presence":1001', { found: 1001, most: 1000 }],
    ['out-of-range', '"size":312', '"size":-1', { found: -1, least: 0 }],
    ['bad-landmark', '[0,0,0,', '[0,0,0,null,'],
    ['bad-landmark', '[0,0,0,', '[0,0,0,"1",'],
    ['bad-landmark', '[0,0,0,', '[0,0,0,0.5,'],
    ['bad-landmark', '[0,0,0,', '[0,0,0,4001,', { found: 4001 }],
    ['bad-landmark', '[0,0,0,', '[0,0,0,-1e9,'],
    ['wrist', '[0,0,0,', '[0,1,0,'],
    ['wrong-count', '[0,0,0,', '[0,0,0,1,', { found: 64, limit: 63 }],
    ['wrong-count', /"hands":\[\{[^}]*\}\]/, '"hands":[]', { found: 0, limit: 1 }],
    ['time-order', '"time":0', '"time":5'],
    ['bad-id', '"id": "office"', '"id": "Office"', { found: 'Office' }],
    ['bad-id', '"id":"lunch"', '"id":"../lunch"'],
    ['bad-id', '"id":"c2"', '"id":"<c2>"'],
    ['duplicate-id', '"id":"lunch"', '"id":"coffee"', { id: 'coffee', first: 10 }],
    ['duplicate-id', '"id":"c2"', '"id":"c1"', { id: 'c1', first: 11 }],
    ['duplicate-id', '"id":"n2"', '"id":"c1"', { id: 'c1', first: 11 }],
    ['duplicate-id', '["call-gestures"]', '["call-gestures","call-gestures"]'],
    ['reserved-id', '"id": "office"', '"id": "fingerspelling"', { id: 'fingerspelling' }],
    ['bad-date', '"2025-06-15"', '"2025-02-30"', { found: '2025-02-30' }],
    ['bad-date', '"2025-06-15"', '"yesterday"'],
    ['markup', 'Rude at night.', '<b>Rude</b>'],
    ['markup', 'Pack office', 'Pack <img src=x onerror=alert(1)>'],
    ['markup', 'Says lunch', 'Says &lt;lunch'],
    ['control-character', 'Says lunch', 'Says\\u0000lunch'],
    ['control-character', 'Says lunch', 'Says\\nlunch'],
    ['control-character', 'Says lunch', 'Says\\ud800lunch'],
    ['bidi-override', 'Says lunch', 'Says \\u202ehcnul'],
    ['bidi-override', 'Recorded by hand', 'Recorded \\u2067by hand'],
    ['empty-text', '"caption":"L"', '"caption":""'],
    ['empty-text', '"caption":"L"', '"caption":" \\u200b "'],
    [
      'text-too-long',
      '"caption":"L"',
      `"caption":"${'L'.repeat(201)}"`,
      { length: 201, limit: 200 },
    ],
  ];
  it.each(cases)('is refused for %s, by its line (%s as %s)', (reason, from, to, values = {}) => {
    const { file, line } = changed(from, to);
    const reading = readPack(file);
    if (reading.ok) throw new Error('was read');
    const refusal = reading.refusals.find((one) => one.reason === reason);
    expect(refusal, JSON.stringify(reading.refusals)).toBeDefined();
    expect(refusal?.line).toBe(line);
    expect(refusal?.values).toMatchObject(values);
  });

  it.each(['', 'x', '[]', 'null', '7', '"text"', '{}', '{"format":1}', '{"gestures":[]}'])(
    'is refused if it is %j',
    (file) => {
      const reading = readPack(file);
      expect(reading).toMatchObject({ ok: false, refusals: [{ line: 1 }] });
    },
  );

  it('is refused if it is too big, in bytes and not in characters', () => {
    const reading = readPack(text, { ...packLimits, bytes: 100 });
    const bytes = new TextEncoder().encode(text).length;
    expect(text.length).toBeLessThan(bytes);
    expect(reading).toEqual({
      ok: false,
      refusals: [tooBig(bytes, { ...packLimits, bytes: 100 })],
    });
    expect(readPack(text, { ...packLimits, bytes }).ok).toBe(true);
    expect(readPack(text, { ...packLimits, bytes: bytes - 1 }).ok).toBe(false);
    for (const odd of ['😀', 'ü', '€', 'a']) {
      const wanted = new TextEncoder().encode(odd).length;
      expect(readPack(odd, { ...packLimits, bytes: 0 })).toMatchObject({
        refusals: [{ values: { bytes: wanted } }],
      });
    }
  });

  it.each([
    ['too-many-gestures', { gestures: 2 }, { count: 3, limit: 2 }, 9],
    ['too-many-samples', { samples: 1 }, { count: 2, limit: 1 }, 10],
    ['too-many-unknowns', { unknowns: 1 }, { count: 2, limit: 1 }, 19],
  ] as const)('is refused for %s', (reason, limits, values, line) => {
    expect(readPack(text, { ...packLimits, ...limits })).toEqual({
      ok: false,
      refusals: [expect.objectContaining({ reason, values, line })],
    });
  });

  it('is refused with a few reasons, however many there are', () => {
    const nulls = `"points":[${Array(63).fill('null').join()}]`;
    const reading = readPack(text.replace(/"points":\[[-\d,]+\]/g, nulls));
    if (reading.ok) throw new Error('was read');
    expect(reading.refusals).toHaveLength(20);
    const lines = reading.refusals.map(({ line }) => line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('is read or refused, however it was damaged, and never throws', () => {
    const pieces = [
      ...[
        '',
        '"',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\\',
        'null',
        'true',
        '-',
        '1e999',
        '99999',
        '0.5',
      ],
      ...['"__proto__":{}', '<b>', '\u202e', '\u0000', '\ud800', '"id":', '"c1"', '"coffee"'],
    ];
    let read = 0;
    let refused = 0;
    const limits = { ...packLimits, bytes: text.length * 2 };
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: fc.nat(text.length),
            cut: fc.oneof(fc.nat(6), fc.nat(text.length)),
            piece: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })),
          }),
          { minLength: 1, maxLength: 3 },
        ),
        (edits) => {
          const file = edits.reduce(
            (before, { at, cut, piece }) => before.slice(0, at) + piece + before.slice(at + cut),
            text,
          );
          const reading = readPack(file, limits);
          if (reading.ok) {
            read++;
            expect(() => JSON.parse(file)).not.toThrow();
            const { header, samples, unknowns } = reading.pack;
            // What was read can be written and read again.
            expect(readPack(exportPack({ header, samples, unknowns })).ok).toBe(true);
          } else {
            refused++;
            const lines = file.split(/\r\n|\r|\n/).length;
            for (const { line } of reading.refusals) {
              expect(line).toBeGreaterThanOrEqual(1);
              expect(line).toBeLessThanOrEqual(lines);
            }
            expect(reading.refusals.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 1500 },
    );
    expect(read).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it('is read or refused if any value in it is replaced', () => {
    const places = placesIn(JSON.parse(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.integer(), fc.string({ unit: 'binary' })),
        (place, value) => {
          const reading = readPack(JSON.stringify(withValue(text, place, value), null, 1));
          if (reading.ok) {
            const { header, samples, unknowns } = reading.pack;
            expect(readPack(exportPack({ header, samples, unknowns })).ok).toBe(true);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });
});
