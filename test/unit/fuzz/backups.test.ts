/** Damaged files of backups: each is read whole and can be restored, or is refused whole. */
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readBackup } from '../../../src/options/backup/read.ts';
import { writeBackup } from '../../../src/options/backup/write.ts';
import { backupFile } from '../options/backup/fake-backup.ts';
import { closeStores, IDBFactory, storeOn } from '../packs/fake-stores.ts';
import { type Counts, expectClean, mutated } from './fake-hostile.ts';

afterEach(closeStores);

const totals: Record<string, Counts> = {};
afterAll(() => {
  for (const [what, { accepted, refused }] of Object.entries(totals))
    console.log(`${what}: ${accepted} accepted, ${refused} refused`);
});

let text: string;
beforeAll(async () => {
  text = await backupFile();
});

/** As JSON; what JSON cannot hold (a bigint, a loop) becomes null. */
const asJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return 'null';
  }
};

/** Reads a file; what is read goes into a store, and makes a backup that is read as the same. */
async function readWhole(file: string): Promise<boolean> {
  const reading = readBackup(file);
  if (!reading.ok) {
    expect(reading.refusal.line).toBeGreaterThan(0);
    return false;
  }
  const { made, ...content } = reading.backup;
  expectClean(content.local);
  const store = storeOn(new IDBFactory());
  await store.replaceEverything(content.store);
  expect(store.damaged).toBe(0);
  const again = { ...content, store: await store.everything() };
  store.close();
  const { reading: second } = writeBackup(again, made);
  expect(second).toMatchObject({
    ok: true,
    backup: { local: content.local, sites: content.sites },
  });
  return true;
}

async function count(what: string, cases: number, files: fc.Arbitrary<string>): Promise<void> {
  const counts = { accepted: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(files, async (file) => {
      counts[(await readWhole(file)) ? 'accepted' : 'refused']++;
    }),
    { numRuns: cases },
  );
  totals[what] = counts;
  expect(counts.accepted).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
}

describe('a damaged backup', () => {
  it('is read whole or refused, if values in it are replaced', async () => {
    await count('backups with other values', 250, mutated([JSON.parse(text)]).map(asJson));
  });

  it('is read whole or refused, if its text is cut and patched', async () => {
    const piece = fc.constantFrom('', ',', '}', ']', '0', '"moves":true,', '66', 'null');
    // A digit is the least damage: it often leaves a file that can be read.
    const at = fc.nat(text.length - 1);
    const edit = fc.oneof(
      fc.record({ at, cut: fc.nat(80), piece }),
      fc.record({ at, cut: fc.constant(1), piece: fc.constantFrom('1', '7') }),
    );
    const damaged = fc
      .array(edit, { minLength: 1, maxLength: 2 })
      .map((edits) =>
        edits.reduce(
          (file, { at, cut, piece }) => file.slice(0, at) + piece + file.slice(at + cut),
          text,
        ),
      );
    await count('patched backups', 500, damaged);
  });

  it('is refused if it ends anywhere before its end', () => {
    const end = text.trimEnd().length;
    fc.assert(
      fc.property(fc.nat(end - 1), (length) => {
        expect(readBackup(text.slice(0, length)).ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
