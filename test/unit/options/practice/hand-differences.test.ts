import { describe, expect, it } from 'vitest';
import {
  type ComparedHand,
  compareHands,
  type Difference,
  differencesOf,
  type Finger,
  measureHand,
} from '../../../../src/options/practice/hand-differences.ts';
import type { HandPoint } from '../../../../src/ui/hand-shape.ts';
import { makePictograms } from '../../../../tools/lab/pictograms.ts';

const pictograms = makePictograms();
const drawn = (key: string): readonly HandPoint[] => pictograms[key]!;
const right = (points: readonly HandPoint[]): ComparedHand => ({ points, handedness: 'Right' });
const asLeft = ({ points }: ComparedHand): ComparedHand => ({
  points: points.map(([x, y, z]) => [-x, y, z]),
  handedness: 'Left',
});

const between = (target: ComparedHand, shown: ComparedHand): Difference[] =>
  differencesOf(measureHand(target)!, measureHand(shown)!);
const said = (differences: readonly Difference[]) =>
  differences.map(({ correction, fingers }) => [correction, ...fingers]);

/** The hand with one finger of another one of the same palm, set on its own knuckle. */
function withFinger(
  points: readonly HandPoint[],
  other: readonly HandPoint[],
  finger: Finger,
): ComparedHand {
  const first = 1 + 4 * finger;
  const [knuckle, theirs] = [points[first]!, other[first]!];
  return right(
    points.map((point, i) => {
      if (i <= first || i > first + 3) return point;
      const [x, y, z] = other[i]!;
      return [knuckle[0] + x - theirs[0], knuckle[1] + y - theirs[1], knuckle[2] + z - theirs[2]];
    }),
  );
}

const palm = drawn('call-gestures:open-palm');
const fist = drawn('call-gestures:fist');

describe('the comparison of two hands', () => {
  it.each(Object.keys(pictograms))('marks nothing of a drawing beside itself: %s', (key) => {
    expect(between(right(drawn(key)), right(drawn(key)))).toEqual([]);
  });

  it.each([1, 2, 3, 4] as const)('marks finger %i alone if only that is bent', (finger) => {
    const bent = withFinger(palm, fist, finger);
    expect(said(between(right(palm), bent))).toEqual([['straighten', finger]]);
    expect(said(between(bent, right(palm)))).toEqual([['bend', finger]]);
  });

  it('marks the thumb alone if only that is another letter’s', () => {
    const b = drawn('fingerspelling:B');
    const withThumbOut = withFinger(b, drawn('fingerspelling:L'), 0);
    expect(between(right(b), withThumbOut).map(({ fingers }) => fingers)).toEqual([[0]]);
  });

  it('marks the four fingers of a fist that should be open', () => {
    const marked = between(right(palm), right(fist)).flatMap(({ fingers }) => fingers);
    expect(marked).toEqual(expect.arrayContaining([1, 2, 3, 4]));
  });

  it('tells fingers that are apart, together and crossed from each other', () => {
    const [u, v, r] = ['U', 'V', 'R'].map((letter) => right(drawn(`fingerspelling:${letter}`)));
    expect(said(between(v!, u!))).toEqual([['apart', 1, 2]]);
    expect(said(between(u!, v!))).toEqual([['together', 1, 2]]);
    expect(said(between(r!, u!))).toContainEqual(['cross', 1, 2]);
    expect(said(between(v!, r!))).toContainEqual(['apart', 1, 2]);
  });

  it.each([
    ['fingerspelling:V', 'fingerspelling:L'],
    ['call-gestures:open-palm', 'call-gestures:fist'],
    ['call-gestures:thumbs-up', 'call-gestures:thumbs-down'],
    ['fingerspelling:Y', 'fingerspelling:G'],
  ])('is the same for left and right hands: %s and %s', (one, two) => {
    const [target, shown] = [right(drawn(one)), right(drawn(two))];
    const known = between(target, shown);
    expect(known.length).toBeGreaterThan(0);
    for (const [a, b] of [
      [asLeft(target), shown],
      [target, asLeft(shown)],
      [asLeft(target), asLeft(shown)],
    ] as const)
      expect(said(between(a, b))).toEqual(said(known));
  });

  it('does not depend on the place and size of the hand', () => {
    const moved = right(fist.map(([x, y, z]) => [x * 300 + 200, y * 300 + 90, z * 300 + 5]));
    expect(between(right(fist), moved)).toEqual([]);
  });

  it('says first of a thumb that points down that the hand is to be turned', () => {
    const [first] = between(
      right(drawn('call-gestures:thumbs-up')),
      right(drawn('call-gestures:thumbs-down')),
    );
    expect(first).toMatchObject({ correction: 'turn', fingers: [] });
  });

  it('says which side of the hand the camera should see', () => {
    const back = right(palm.map(([x, y, z]) => [-x, y, -z]));
    expect(said(between(right(palm), back))).toEqual([['show-palm']]);
    expect(said(between(back, right(palm)))).toEqual([['show-back']]);
  });

  it('says that a hand is turned in the picture', () => {
    const turned = right(palm.map(([x, y, z]) => [-y, x, z]));
    expect(said(between(right(palm), turned))).toEqual([['turn']]);
  });

  it('takes the target that is most alike', () => {
    const compared = compareHands([right(palm), right(fist)], right(fist));
    expect(compared).toEqual({ target: right(fist), differences: [] });
  });

  it.each<[string, readonly HandPoint[]]>([
    ['too few points', palm.slice(1)],
    ['no number', palm.map((point, i): HandPoint => (i === 3 ? [Number.NaN, 0, 0] : point))],
    ['no extent', palm.map((): HandPoint => [1, 1, 0])],
  ])('is none for %s', (_, points) => {
    expect(measureHand(right(points))).toBeNull();
    expect(compareHands([right(palm)], right(points))).toBeNull();
    expect(compareHands([right(points)], right(palm))).toBeNull();
  });
});
