import { describe, expect, it } from 'vitest';
import { unknownLabel } from '../../../../../src/learning/losses.ts';
import { createRandom } from '../../../../../src/learning/random.ts';
import {
  asNumbers,
  decodePictures,
  drawFrom,
  labelOf,
  pictureSize,
  readPictures,
  splitClasses,
} from '../../../../../tools/lab/experiment/pictures.ts';

/** A file of pictures of one colour each. */
function fileOf(...pictures: { label: number; rgb: [number, number, number] }[]): Uint8Array {
  return Uint8Array.from(
    pictures.flatMap(({ label, rgb }) => [
      label,
      ...Array.from({ length: 1024 }, () => rgb).flat(),
    ]),
  );
}

describe('pictures of the photo experiment', () => {
  it('are read with their class and halved', () => {
    const [first, second] = decodePictures(
      fileOf({ label: 3, rgb: [10, 20, 30] }, { label: 9, rgb: [1, 2, 3] }),
      'file',
    );
    expect(first!.class).toBe(3);
    expect(first!.bytes).toHaveLength(pictureSize * pictureSize * 3);
    expect([...first!.bytes.subarray(0, 6)]).toEqual([10, 20, 30, 10, 20, 30]);
    expect(second!.class).toBe(9);
  });

  it('are halved by the mean of each 2 x 2 pixels', () => {
    const file = fileOf({ label: 0, rgb: [0, 0, 0] });
    // The red of pixels (0, 0), (1, 0), (0, 1), (1, 1).
    for (const at of [1, 4, 1 + 96, 4 + 96]) file[at] = at === 1 ? 40 : 80;
    expect(decodePictures(file, 'file')[0]!.bytes[0]).toBe(70);
  });

  it('are refused by file name if truncated or of an unknown class', () => {
    expect(() => decodePictures(new Uint8Array(100), 'some.bin')).toThrow('some.bin is truncated');
    expect(() => decodePictures(fileOf({ label: 10, rgb: [0, 0, 0] }), 'some.bin')).toThrow(
      'class 10',
    );
  });

  it('are asked for if they are missing', () => {
    expect(() => readPictures('/nowhere')).toThrow('--data FOLDER');
  });
});

describe('the classes of a split', () => {
  it('are 4 known, 3 unknown and 3 unseen, each once', () => {
    const { known, unknown, unseen } = splitClasses(createRandom(1));
    expect([known.length, unknown.length, unseen.length]).toEqual([4, 3, 3]);
    expect([...known, ...unknown, ...unseen].sort((a, b) => a - b)).toEqual([...Array(10).keys()]);
  });

  it('are different for another seed', () => {
    expect(splitClasses(createRandom(1))).not.toEqual(splitClasses(createRandom(2)));
  });
});

describe('a drawn batch', () => {
  const split = { known: [7, 2], unknown: [5], unseen: [1] };
  const pictures = decodePictures(
    fileOf({ label: 2, rgb: [184, 184, 184] }, { label: 5, rgb: [56, 56, 56] }),
    'file',
  );

  it('labels known pictures by their output and others as unknown', () => {
    expect(pictures.map((picture) => labelOf(picture, split))).toEqual([1, unknownLabel]);
    const { labels, features } = drawFrom(pictures, split)(40, createRandom(3));
    expect(new Set(labels)).toEqual(new Set([1, unknownLabel]));
    const length = features.length / 40;
    // The middle of a picture is never shifted past its border.
    const middle = length / 2 + (pictureSize / 2) * 3;
    labels.forEach((label, i) => {
      expect(features[i * length + middle]).toBe(label === 1 ? 1 : -1);
    });
  });

  it('is shifted and mirrored, unlike a test picture', () => {
    const file = fileOf({ label: 2, rgb: [120, 120, 120] });
    // A bright spot in the upper left corner, 2 x 2 pixels of the file.
    for (const at of [1, 4, 1 + 96, 4 + 96]) file[at] = 184;
    const [spot] = decodePictures(file, 'file');
    expect(asNumbers([spot!]).findIndex((value) => value !== 0)).toBe(0);
    const { features } = drawFrom([spot!], split)(200, createRandom(4));
    const length = features.length / 200;
    const places = new Set(
      Array.from({ length: 200 }, (_, i) =>
        features.subarray(i * length, (i + 1) * length).findIndex((value) => value !== 0),
      ),
    );
    expect(places.size).toBeGreaterThan(6);
    expect(places.has((pictureSize - 1) * 3)).toBe(true);
  });
});
