import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import { featureCount, featuresOf } from '../../../../../src/recognizer/signs/features.ts';
import { innerLength, layerRanges } from '../../../../../tools/lab/contact/inner.ts';
import type { StoredHand } from '../../../../../tools/lab/contact/store.ts';
import type { LabelledPicture, PictureSource } from '../../../../../tools/lab/extract/listing.ts';
import { logShares } from '../../../../../tools/lab/letters/heads.ts';
import { letterPictures } from '../../../../../tools/lab/letters/look.ts';
import {
  both,
  type Letter,
  landmarks,
  layer,
  letterOf,
} from '../../../../../tools/lab/letters/numbers.ts';
import { upright, withUpright } from '../../../../../tools/lab/letters/upright.ts';

function source(name: string, pictures: readonly LabelledPicture[]): PictureSource {
  const unsaid = { origin: '', licence: '', attribution: '', changes: '', groups: '', people: '' };
  return {
    header: { source: name, ...unsaid, aspect: 'true', depth: true, notes: '' },
    crops: false,
    pictures: () => [...pictures],
  };
}
const picture = (label: string, file: string): LabelledPicture => ({ label, file, group: 0 });

describe('pictures of letters', () => {
  it('are a few of each letter, from the whole list', () => {
    const files = Array.from({ length: 20 }, (_, i) => picture('A', `A${i}.jpg`));
    const chosen = letterPictures(source('s03', files)).map(({ file }) => file);
    expect(chosen).toEqual(['A0.jpg', 'A5.jpg', 'A10.jpg', 'A15.jpg']);
  });

  it('include one of the copies of a picture', () => {
    const copies = ['one_jpg.rf.1.jpg', 'one_jpg.rf.2.jpg', 'two_jpg.rf.1.jpg'];
    expect(
      letterPictures(
        source(
          'davidlee',
          copies.map((file) => picture('B', file)),
        ),
      ),
    ).toHaveLength(2);
  });

  it('show neither moved letters nor gestures nor digits', () => {
    const others = ['J', 'Z', 'palm', '3'].map((label) => picture(label, `${label}.jpg`));
    expect(letterPictures(source('s03', others))).toEqual([]);
    expect(letterPictures(source('digits', [picture('O', 'zero.jpg')]))).toEqual([]);
  });
});

function handWith(random: () => number, side: StoredHand['side'] = 'Right'): StoredHand {
  return {
    source: 's03',
    person: 's03',
    picture: 'a.jpg',
    shape: 'A',
    contact: false,
    points: Array.from({ length: 63 }, () => 100 + 50 * random()),
    side,
    leftness: side === 'Left' ? 1 : 0,
    presence: 1,
    inner: Float32Array.from({ length: innerLength }, () => 5 + 3 * random()),
  };
}

describe('numbers of a letter', () => {
  const random = createRandom(5);
  const letters = Array.from(
    { length: 40 },
    () =>
      letterOf(
        handWith(() => random.normal()),
        () => true,
      ) as Letter,
  );

  it('are the features that ship for its landmarks', () => {
    const letter = letters[0]!;
    expect(landmarks.of(letter)).toEqual(featuresOf(letter.sample.points));
  });

  it('are those of a right hand, whichever hand is shown', () => {
    const points = handWith(() => random.normal());
    const mirrored = {
      ...points,
      side: 'Left' as const,
      leftness: 1,
      points: points.points.map((value, i) => (i % 3 === 0 ? 1000 - value : value)),
    };
    const right = landmarks.of(letterOf(points, () => true)!);
    const left = landmarks.of(letterOf(mirrored, () => true)!);
    right.forEach((value, i) => {
      expect(left[i]).toBeCloseTo(value, 3);
    });
  });

  it('have a mean of 0 and a spread of 1 in a layer, over the hands to learn from', () => {
    const late = layer('late', letters);
    const first = letters.map((letter) => late.of(letter)[0]!);
    const mean = first.reduce((a, b) => a + b, 0) / first.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(first.reduce((sum, value) => sum + value ** 2, 0) / first.length).toBeCloseTo(1, 4);
    expect(late.count).toBe(layerRanges.late[1] - layerRanges.late[0]);
  });

  it('stand one after the other if a head looks at both', () => {
    const top = layer('top', letters);
    const letter = letters[3]!;
    const numbers = both(landmarks, top);
    expect(numbers.of(letter).slice(0, featureCount)).toEqual(landmarks.of(letter));
    expect(numbers.of(letter).slice(featureCount)).toEqual(top.of(letter));
  });
});

describe('an upright hand', () => {
  const random = createRandom(9);
  const points = Float32Array.from({ length: 63 }, () => random.normal());
  const turned = (angle: number) =>
    points.map((value, i) => {
      if (i % 3 === 2) return value;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      return i % 3 === 0 ? cos * value - sin * points[i + 1]! : sin * points[i - 1]! + cos * value;
    });

  it('has its middle knuckle straight above its wrist', () => {
    const up = upright(points);
    expect(up[27]).toBeCloseTo(up[0]!, 5);
    expect(up[28]).toBeLessThan(up[1]!);
  });

  it('has features that a turn in the picture does not change', () => {
    const plain = withUpright.of(points).slice(featureCount);
    withUpright
      .of(turned(1.1))
      .slice(featureCount)
      .forEach((value, i) => {
        expect(value).toBeCloseTo(plain[i]!, 4);
      });
  });
});

describe('shares of a softmax', () => {
  it('sum to 1, whatever the size of the logits', () => {
    const shares = logShares([1000, 998, -1000]);
    expect(shares.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1);
  });
});
