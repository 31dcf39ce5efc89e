import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { memory, ready, setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../../../src/learning/losses.ts';
import { createRandom } from '../../../../../src/learning/random.ts';
import { photoReport } from '../../../../../tools/lab/experiment/photo-report.ts';
import { photoObjectives, runPhotos } from '../../../../../tools/lab/experiment/photos.ts';
import {
  classes,
  type Picture,
  pictureSize,
} from '../../../../../tools/lab/experiment/pictures.ts';
import { writeReport } from '../../../../../tools/lab/experiment/report.ts';
import type { Run } from '../../../../../tools/lab/experiment/runs.ts';

const random = createRandom(1);
const picturesOf = (each: number): Picture[] =>
  classes.flatMap((_, index) =>
    Array.from({ length: each }, () => ({
      class: index,
      bytes: Uint8Array.from({ length: pictureSize * pictureSize * 3 }, () => random.below(256)),
    })),
  );
const pictures = { train: picturesOf(4), test: picturesOf(2) };
const reported: number[] = [];
const run = (seeds: number[]) =>
  runPhotos({
    pictures,
    seeds,
    budget: { batches: 2, batchSize: 4 },
    onProgress: (done) => reported.push(done),
  });

let runs: Run[];
let before: number;
beforeAll(async () => {
  await setBackend('cpu');
  await ready();
  before = memory().numTensors;
  runs = await run([1, 2]);
}, 60_000);

describe('the photo experiment', () => {
  it('trains every loss on every class split and disposes of its tensors', () => {
    expect(runs).toHaveLength(2 * photoObjectives.length);
    expect(new Set(runs.map(({ fold }) => fold)).size).toBe(2);
    expect(memory().numTensors).toBe(before);
  });

  it('reports its progress up to the end', () => {
    expect(reported.at(-1)).toBe(1);
    expect([...reported].sort((a, b) => a - b)).toEqual(reported);
  });

  it('tests all losses on the same 4 known, 3 unknown and 3 unseen classes', () => {
    for (const { test, names } of runs) {
      const classesOf = (kind: string) =>
        new Set(test.filter((one) => one.kind === kind).map(({ name }) => name));
      expect(classesOf('known')).toEqual(new Set(names));
      expect(classesOf('unknown').size).toBe(3);
      expect(classesOf('unseen').size).toBe(3);
      expect(test.every(({ kind, label }) => (kind === 'known') === (label !== unknownLabel))).toBe(
        true,
      );
    }
    const sets = runs
      .filter(({ seed }) => seed === 1)
      .map(({ test }) => test.map(({ kind, name }) => `${name} ${kind}`).join());
    expect(new Set(sets).size).toBe(1);
  });

  it('gives the same result for the same seed', async () => {
    const again = await run([2]);
    const logitsOf = (list: Run[]) =>
      list.map(({ test }) => test.map((one) => [...one.view.logits]));
    expect(logitsOf(again)).toEqual(logitsOf(runs.filter(({ seed }) => seed === 2)));
  });

  it('is written as a page with its pictures, which can be written again', () => {
    // The nearest-neighbour score needs more training pictures than this test has.
    const many = runs.map((one) => ({ ...one, seen: [...one.seen, ...one.seen] }));
    const folder = mkdtempSync(join(tmpdir(), 'experiment-'));
    const text = writeReport(folder, photoReport(many));
    expect(writeReport(folder, photoReport(many))).toBe(text);
    expect(readFileSync(join(folder, 'photos.md'), 'utf8')).toBe(text);
    const linked = [...text.matchAll(/\]\((.*?\.svg)\)/g)].map((match) => match[1]!);
    expect(linked).toHaveLength(photoObjectives.length);
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.svg'))
        .sort(),
    ).toEqual(linked.sort());
  });
});
