import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import { exportFromStore, exportPack, type PackContent } from '../../../src/packs/export-pack.ts';
import { packLimits, packVersion } from '../../../src/packs/pack-format.ts';
import { readPack } from '../../../src/packs/read-pack.ts';
import type { Point, Sample } from '../../../src/packs/samples.ts';
import { textFault, tidyText } from '../../../src/packs/texts.ts';
import { anyPack, movingPack, storedPack } from './fake-packs.ts';
import { gesture, pack, sample } from './fake-samples.ts';
import { closeStores, filled, storeOn } from './fake-stores.ts';

afterEach(closeStores);

const folder = path.join(import.meta.dirname, '../../fixtures/packs/files');
const within = (a: number, b: number, most: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(most);

/**
 * The same, except for what the format rounds.
 *
 * @param placed whether the file has places: version 1 has none
 */
function expectRounded(read: readonly Sample[], given: readonly Sample[], placed = false): void {
  expect(read.map(({ id, take }) => [id, take])).toEqual(given.map(({ id, take }) => [id, take]));
  read.forEach((one, i) => {
    const other = given[i]!;
    const day = 86_400_000;
    expect(one.recordedAt).toBe(Math.floor(other.recordedAt / day) * day);
    expect(one.hands.length).toBe(other.hands.length);
    one.hands.forEach((hand, h) => {
      const before = other.hands[h]!;
      expect(hand.handedness).toBe(before.handedness);
      within(hand.time, before.time, 0.5);
      within(hand.presence, before.presence, 0.0005 + 1e-9);
      within(hand.size, before.size, 0.0005 + 1e-9);
      expect(hand.place?.length).toBe(placed ? before.place?.length : undefined);
      hand.place?.forEach((value, axis) => {
        within(value, before.place![axis]!, 0.0005 + 1e-9);
      });
      hand.points.forEach((point, p) => {
        for (const axis of [0, 1, 2] as const) {
          within(point[axis], before.points[p]![axis], 0.0005 + 1e-9);
        }
      });
    });
  });
}

describe('a pack that is exported and read', () => {
  it('is the same, except for rounding to half a thousandth of a hand size and to the day', () => {
    const versions = new Set<boolean>();
    fc.assert(
      fc.property(anyPack, (content) => {
        const text = exportPack(content);
        const placed = text.includes('"version": 2,');
        versions.add(placed);
        const reading = readPack(text);
        if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
        const { header, samples, unknowns } = reading.pack;
        const { gestures, name, provenance, licence, ...rest } = content.header;
        expect(header).toMatchObject({ ...rest, enabled: true });
        expect(header.gestures.map(({ id, kind, moves }) => [id, kind, moves])).toEqual(
          gestures.map(({ id, kind, moves }) => [id, kind, moves || undefined]),
        );
        header.gestures.forEach((read, i) => {
          const { id, caption, name: called, note } = gestures[i]!;
          expect(read.caption).toBe(tidyText(caption, 200) || id);
          expect(read.name).toBe(tidyText(called, 200) || id);
          expect(read.note ?? '').toBe(tidyText(note ?? '', 200));
        });
        expect(header.name).toBe(tidyText(name, 200) || rest.id);
        expect(header.provenance).toBe(tidyText(provenance, 2000));
        expect(header.licence).toBe(tidyText(licence, 2000));
        for (const { id } of gestures) {
          expectRounded(samples.get(id) ?? [], content.samples.get(id) ?? [], placed);
        }
        expectRounded(unknowns, content.unknowns ?? [], placed);
        expect(unknowns.every(({ origin }) => origin === 'pack')).toBe(true);
        const again: PackContent = { header, samples, unknowns };
        expect(exportPack(again), 'a second time nothing is rounded any more').toBe(
          exportPack(content),
        );
      }),
      { numRuns: 150 },
    );
    expect(versions.size, 'both versions of the file are written').toBe(2);
  });

  it('can be read from every version of the file', () => {
    const files = readdirSync(folder).sort();
    expect(files).toEqual(Array.from({ length: packVersion }, (_, i) => `v${i + 1}.json`));
    for (const [i, content] of [storedPack, movingPack].entries()) {
      const file = readFileSync(path.join(folder, `v${i + 1}.json`), 'utf8');
      const reading = readPack(file);
      if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
      const { header, samples, unknowns } = reading.pack;
      expect(header.gestures).toEqual(content.header.gestures);
      for (const { id } of header.gestures) {
        expectRounded(samples.get(id) ?? [], content.samples.get(id) ?? [], i > 0);
      }
      expectRounded(unknowns, content.unknowns ?? [], i > 0);
      expect(exportPack(content)).toBe(file);
    }
  });

  it('contains unknown samples only on request, and captions as the user changed them', async () => {
    const store = storeOn(await filled());
    const without = readPack(await exportFromStore(store, 'my-gestures', { unknowns: false }));
    const withThem = readPack(await exportFromStore(store, 'my-gestures', { unknowns: true }));
    if (!without.ok || !withThem.ok) throw new Error('refused');
    expect(without.pack.unknowns).toEqual([]);
    expect(withThem.pack.unknowns).toHaveLength(4);
    expect(without.pack.header.gestures[0]?.caption).toBe('One moment');
    expect(without.pack.samples.get('wait')).toHaveLength(3);
  });

  it('is not exported if no reader would accept it', async () => {
    const empty = (): string => exportPack({ header: pack('x', []), samples: new Map() });
    expect(empty).toThrow(ProblemError);
    const many = Array.from({ length: packLimits.gestures + 1 }, (_, i) => `g${i}`);
    const tooMany = (): string => exportPack({ header: pack('x', many), samples: new Map() });
    expect(tooMany).toThrow(/too-many-gestures/);
    const store = storeOn(await filled());
    await expect(exportFromStore(store, 'none', { unknowns: false })).rejects.toThrow(ProblemError);
  });

  it('reveals neither the time of day nor which caption was wrong', async () => {
    const store = storeOn(await filled());
    const file = await exportFromStore(store, 'my-gestures', { unknowns: true });
    expect(file).not.toMatch(/captionedAs|1750000|T\d\d:/);
  });

  it('has the wrist at the origin, whatever the samples contain', () => {
    const hand = sample('a').hands[0]!;
    const points = hand.points.map(([x, y, z]): Point => [x + 0.2, y - 0.1, z + 0.05]);
    const moved = sample('a', { hands: [{ ...hand, points }] });
    const read = readPack(
      exportPack({ header: pack('p', ['g']), samples: new Map([['g', [moved]]]) }),
    );
    if (!read.ok) throw new Error('refused');
    expectRounded(read.pack.samples.get('g') ?? [], [sample('a')]);
  });
});

describe('a text of a pack', () => {
  it('is valid after tidying, whatever it was, and tidying again changes nothing', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('<', 'b', '>', '&', '#', 'lt;', '\u202e', '\u0000', '\ud83d', '\ude00', ' '),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
        fc.integer({ min: 1, max: 30 }),
        (given, most) => {
          const tidy = tidyText(given, most);
          expect(textFault(tidy)).toBeNull();
          expect(tidy.length).toBeLessThanOrEqual(most);
          expect(tidyText(tidy, most)).toBe(tidy);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each(['I <3 you', 'R&D', 'a < b > c', 'Grüße, 你好, مرحبا', '👩‍👩‍👧', 'می‌روم', '1 & 2; 3'])(
    'may be %s',
    (given) => {
      expect(textFault(given)).toBeNull();
      expect(tidyText(given, 200)).toBe(given);
    },
  );

  it('can be exported even if it has characters that a reader refuses', () => {
    const header = { ...pack('p', []), gestures: [gesture('g', { caption: '<b>\u202eHi\n</b>' })] };
    const read = readPack(exportPack({ header, samples: new Map() }));
    if (!read.ok) throw new Error('refused');
    expect(read.pack.header.gestures[0]?.caption).toBe('‹b>Hi ‹/b>');
  });
});
