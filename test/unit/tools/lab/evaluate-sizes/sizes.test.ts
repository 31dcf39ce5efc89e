import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Hand } from '../../../../../src/recognizer/hand.ts';
import { boxOf } from '../../../../../src/recognizer/hands/regions.ts';
import type { Classifier } from '../../../../../src/recognizer/signs/types.ts';
import { halved, shoot } from '../../../../../tools/lab/evaluate-sizes/camera.ts';
import {
  figuresAt,
  type SeenPerson,
  sizeTable,
} from '../../../../../tools/lab/evaluate-sizes/figures.ts';

/** A hand whose box has its corners at (40, 60) and (100, 160); its first point tells what it shows. */
function handThat(shows: number): Hand {
  const landmarks = Array.from({ length: 21 }, (_, i) => {
    if (i === 0) return [40, 60, shows] as const;
    return i === 1 ? ([100, 160, 0] as const) : ([70, 110, 0] as const);
  });
  return { landmarks, handedness: 'Right', leftness: 0, presence: 1 };
}

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sizes-'));
  file = join(folder, 'hand.png');
  const hand = await sharp({
    create: { width: 60, height: 100, channels: 3, background: '#ff0000' },
  })
    .png()
    .toBuffer();
  await sharp({ create: { width: 200, height: 200, channels: 3, background: '#0000ff' } })
    .composite([{ input: hand, left: 40, top: 60 }])
    .png()
    .toFile(file);
});
afterAll(() => rm(folder, { recursive: true }));

describe('a shot of a picture', () => {
  it('shows the hand at the size that is asked for, where it says', async () => {
    const { small, large, hand } = await shoot(file, handThat(0), 40, () => 0.3);
    expect([large.width, large.height, small.width, small.height]).toEqual([1280, 960, 640, 480]);
    const { x, y, width, height } = boxOf(hand.landmarks);
    expect(height).toBeCloseTo(40);
    expect(width).toBeCloseTo(24);
    const colour = (px: number, py: number) => {
      const at = (Math.round(py) * small.width + Math.round(px)) * 4;
      return [...small.data.slice(at, at + 3)];
    };
    expect(colour(x + width / 2, y + height / 2)).toEqual([255, 0, 0]);
    expect(colour(x - 4, y + height / 2)).toEqual([0, 0, 255]);
    expect(colour(x + width / 2, y + height + 30)).toEqual([128, 128, 128]);
  });

  it.each([0, 0.999])('keeps the hand inside of the frame, wherever it is put (%d)', async (at) => {
    const { hand } = await shoot(file, handThat(0), 200, () => at);
    const { x, y, width, height } = boxOf(hand.landmarks);
    expect(x).toBeGreaterThan(0);
    expect(y).toBeGreaterThan(0);
    expect(x + width).toBeLessThan(640);
    expect(y + height).toBeLessThan(480);
  });

  it('is halved to means of four pixels', () => {
    const rgba = Uint8Array.from([0, 0, 0, 255, 4, 0, 0, 255, 8, 0, 0, 255, 12, 0, 0, 255]);
    expect([...halved(rgba, 2, 2)]).toEqual([6, 0, 0, 255]);
  });
});

describe('figures by size', () => {
  const names = ['A', 'B'];
  /** Names what the first landmark says: 0 or 1 surely, 0.4 is A below its threshold. */
  const classifier: Classifier = {
    gestures: names,
    thresholds: { A: 0.5, B: 0.5 },
    classify: ({ landmarks }) => {
      const b = landmarks[0]![2];
      const scores = b === 0.4 ? { A: 0.4, B: 0 } : { A: 1 - b, B: b };
      return { scores, gesture: b === 0.4 ? null : b > 0.5 ? 'B' : 'A' };
    },
  };
  const picture = (handSide: number, first: number | null, followed: number | null) => ({
    label: 'A',
    handSide,
    original: handThat(0),
    sizes: {
      60: {
        first: first === null ? null : handThat(first),
        small: followed === null ? null : handThat(followed),
        large: handThat(0),
      },
    },
  });
  const person: SeenPerson = {
    name: 'one',
    pictures: [
      picture(150, 1, 0),
      picture(130, 0, 0.4),
      picture(100, null, 0),
      picture(70, 0, null),
      picture(40, 0, 0),
      { label: 'A', handSide: null, original: null, sizes: {} },
    ],
  };
  const at = (way: 'first' | 'small' | 'large', detail = 1) =>
    figuresAt(classifier, 'fingerspelling', person, 60, way, detail);

  it('count a hand that was not found as missed, and once it is followed as seen', () => {
    expect(at('small')).toEqual({
      pictures: 4,
      found: 0.5,
      right: 1,
      captioned: 0.25,
      wrong: 0,
      followedRight: 0.5,
      followedWrong: 0,
    });
  });

  it('count another letter as wrong', () => {
    expect(at('first')).toMatchObject({ found: 0.75, captioned: 0.5, wrong: 0.25 });
  });

  it('take only pictures with the pixels that a large camera would have', () => {
    expect(at('large', 2)).toMatchObject({ pictures: 2, captioned: 1 });
    expect(figuresAt(classifier, 'fingerspelling', person, 200, 'large', 2)).toBeNull();
  });

  it('make a table without rows that no picture has enough pixels for', () => {
    const { rows } = sizeTable(classifier, 'fingerspelling', [person], [200, 60]);
    expect(rows.map(([size]) => size)).toEqual(['as in the picture', ...Array(4).fill('60 px')]);
  });
});
