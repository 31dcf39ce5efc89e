/** Damaged files of packs, of both versions: each is read whole or refused whole. */
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { exportPack } from '../../../src/packs/export-pack.ts';
import { isMovement, movementFault, unknownFault } from '../../../src/packs/movements.ts';
import { readPack } from '../../../src/packs/read-pack.ts';
import { anyPack, movingPack, storedPack } from '../packs/fake-packs.ts';
import { closeStores, IDBFactory, storeOn } from '../packs/fake-stores.ts';
import { type Counts, expectClean, mutated } from './fake-hostile.ts';

afterEach(closeStores);

const totals: Record<string, Counts> = {};
afterAll(() => {
  for (const [what, { accepted, refused }] of Object.entries(totals))
    console.log(`${what}: ${accepted} accepted, ${refused} refused`);
});

interface Listed {
  version: number;
  gestures: { id: string; moves?: boolean; samples: { id: string; hands: unknown[] }[] }[];
  unknowns?: { id: string; hands: unknown[] }[];
}
const idsAndHands = (samples: readonly { id: string; hands: readonly unknown[] }[] = []) =>
  samples.map(({ id, hands }) => [id, hands.length]);

const byId = <T extends { id: string }>(samples: readonly T[] = []): T[] =>
  [...samples].sort((a, b) => (a.id < b.id ? -1 : 1));

/** Reads a file; what is read has all that is in the file, and nothing that does not fit. */
function readWhole(file: string): boolean {
  const reading = readPack(file);
  if (!reading.ok) {
    expect(reading.refusals.length).toBeGreaterThan(0);
    return false;
  }
  const { header, samples, unknowns } = reading.pack;
  const listed = JSON.parse(file) as Listed;
  expectClean([header, [...samples.values()], unknowns]);
  expect(header.gestures.map(({ id, moves }) => [id, moves])).toEqual(
    listed.gestures.map(({ id, moves }) => [id, moves]),
  );
  for (const { id, moves, samples: inFile } of listed.gestures) {
    const own = samples.get(id) ?? [];
    expect(idsAndHands(own)).toEqual(idsAndHands(inFile));
    if (moves) for (const { hands } of own) expect(movementFault(hands)).toBeNull();
    if (listed.version === 1) expect(own.some(isMovement)).toBe(false);
  }
  expect(idsAndHands(unknowns)).toEqual(idsAndHands(listed.unknowns));
  for (const one of unknowns) expect(unknownFault(one)).toBeNull();
  const again = exportPack({ header, samples, unknowns });
  expect(readPack(again)).toMatchObject({ ok: true, pack: { unknowns } });
  return true;
}

function count(what: string, cases: number, files: fc.Arbitrary<string>): void {
  const counts = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(files, (file) => {
      counts[readWhole(file) ? 'accepted' : 'refused']++;
    }),
    { numRuns: cases },
  );
  totals[what] = counts;
  expect(counts.accepted).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
}

/** As JSON; what JSON cannot hold (a bigint, a loop) becomes null. */
const asJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return 'null';
  }
};

describe.each([
  ['version 1', exportPack(storedPack)],
  ['version 2', exportPack(movingPack)],
])('a damaged file of %s', (version, text) => {
  it('is read whole or refused, if values in it are replaced', () => {
    const hostile = mutated([JSON.parse(text)]).map(asJson);
    count(`files of ${version} with other values`, 300, hostile);
  });

  it('is read whole or refused, if its text is cut and patched', () => {
    const piece = fc.constantFrom('', ',', '}', ']', '0', '"place":[0,0],', '"moves":true,', '66');
    // A digit is the least damage: it often leaves a file that can be read.
    const at = fc.nat(text.length - 1);
    const edit = fc.oneof(
      fc.record({ at, cut: fc.nat(80), piece }),
      fc.record({ at, cut: fc.constant(1), piece: fc.constantFrom('1', '7') }),
    );
    const damaged = fc
      .array(edit, { minLength: 1, maxLength: 3 })
      .map((edits) =>
        edits.reduce(
          (file, { at, cut, piece }) => file.slice(0, at) + piece + file.slice(at + cut),
          text,
        ),
      );
    count(`patched files of ${version}`, 800, damaged);
  });

  it('is refused if it ends anywhere before its end', () => {
    const end = text.trimEnd().length;
    fc.assert(
      fc.property(fc.nat(end - 1), (length) => {
        expect(readPack(text.slice(0, length)).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a pack with gestures that move, whatever it is,', () => {
  it('goes into a store and comes out of it as the same pack', async () => {
    await fc.assert(
      fc.asyncProperty(anyPack, async (content) => {
        const file = exportPack(content);
        const reading = readPack(file);
        if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
        const { header, samples, unknowns } = reading.pack;
        const store = storeOn(new IDBFactory());
        await store.putPack(header, samples, unknowns);
        const [stored] = await store.packs();
        expect(stored).toMatchObject(header);
        const kept = await store.samplesOfPack(header.id);
        for (const { id } of header.gestures) {
          // The store gives samples in order of time.
          expect(byId(kept.get(id))).toEqual(byId(samples.get(id)));
        }
        expect(byId(await store.unknowns())).toEqual(byId(unknowns));
        expect(store.damaged).toBe(0);
        closeStores();
      }),
      { numRuns: 25 },
    );
  });
});
