import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../src/learning/random.ts';
import { motionFamilies, silentMotion } from '../../../../../tools/lab/events/motions.ts';
import { bodyBySeed, playMotion } from '../../../../../tools/lab/events/play.ts';
import { signedMotion } from '../../../../../tools/lab/events/signed.ts';
import { jointsOf, project, rigBones } from '../../../../../tools/lab/events/skeleton.ts';
import {
  framesOf,
  heldPlays,
  newFamilies,
  signSizes,
  silentPlays,
  suiteCamera,
} from '../../../../../tools/lab/events/suite.ts';
import { watch } from '../../../../../tools/lab/events/watch.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';

const poses = readPoses();
const peace = { gesture: 'peace', poses: ['peace'] };
const fist = { gesture: 'fist', poses: ['fist'] };
const noBank = { idle: [], known: new Map() };

describe('silent motions', () => {
  it('use only existing poses and contain no signs', () => {
    for (const family of motionFamilies) {
      for (let variant = 0; variant < 5; variant++) {
        const motion = silentMotion(family, variant, 1);
        expect(motion.signs).toEqual([]);
        for (const { pose } of motion.hands.flatMap(({ keys }) => keys)) {
          expect(poses.has(pose), `${motion.name}: ${pose}`).toBe(true);
        }
      }
    }
  });

  it('are more than 200 different ones in 1.5 hours', () => {
    const plays = [...silentPlays('report', noBank, 1.5, 1)];
    const paths = new Set(plays.map(({ motion }) => JSON.stringify(motion.hands)));
    expect(paths.size).toBeGreaterThan(200);
    expect(new Set(plays.map(({ motion }) => motion.family)).size).toBe(motionFamilies.length);
  });

  it('are never both learned from and reported', () => {
    const pathsOf = (suite: 'learn' | 'report') =>
      [...silentPlays(suite, noBank, 0.7, 1)].map(({ motion }) => JSON.stringify(motion.hands));
    const learned = new Set(pathsOf('learn'));
    expect(pathsOf('report').filter((path) => learned.has(path))).toEqual([]);
    const families = [...silentPlays('learn', noBank, 0.7, 1)].map(({ motion }) => motion.family);
    expect(families.filter((family) => newFamilies.includes(family))).toEqual([]);
  });
});

describe('a held sign', () => {
  it('is in the frame while it is shown, at sizes from far to near', () => {
    const plays = [...heldPlays('report', noBank, [peace, fist], poses, 40, 1)];
    const sizes = plays.flatMap((play) => signSizes(play, poses));
    expect(Math.min(...sizes)).toBeLessThan(80);
    expect(Math.max(...sizes)).toBeGreaterThan(150);
    expect(sizes.every((size) => size > 25 && size < 480)).toBe(true);
  });

  it('is held still during its interval', () => {
    const motion = signedMotion(peace, [fist], 0, 3);
    const at = playMotion(motion, bodyBySeed(5, 0.8, 1), poses, suiteCamera, 9);
    const wrist = (seconds: number) => at(seconds)[0]!.state.wrist;
    const { from, to } = motion.signs[0]!;
    const moved = (a: number, b: number) =>
      Math.hypot(...wrist(a).map((value, i) => value - wrist(b)[i]!));
    expect(moved(from, to)).toBeLessThan(0.05);
    expect(moved(0, from)).toBeGreaterThan(0.1);
  });

  it('appears in every way, including as a picture held up', () => {
    const ways = Array.from({ length: 14 }, (_, i) => signedMotion(peace, [fist], i, 1).family);
    expect(new Set(ways)).toEqual(
      new Set(['raised', 'from-table', 'in-place', 'changed', 'shown']),
    );
    const shown = signedMotion(peace, [fist], ways.indexOf('shown'), 1);
    const at = playMotion(shown, bodyBySeed(1), poses, suiteCamera, 1);
    const { from, to } = shown.signs[0]!;
    expect(at(from - 0.01)).toEqual([null]);
    expect(at((from + to) / 2)[0]).not.toBeNull();
    expect(at(to + 0.01)).toEqual([null]);
  });
});

describe('the computed rig', () => {
  const state = (side: 'Left' | 'Right') => {
    const motion = signedMotion(peace, [fist], 0, 3);
    const hands = motion.hands.map((hand) => ({ ...hand, side }));
    const still = { ...bodyBySeed(5, 0.8, 1), stray: 0, tremor: 0 };
    const head = { ...still.head, x: 0.5 };
    const at = playMotion({ ...motion, hands }, { ...still, head }, poses, suiteCamera, 9);
    return at(motion.signs[0]!.from)[0]!.state;
  };

  it('shows a left hand as the mirror image of a right one', () => {
    const right = project(jointsOf(state('Right'), rigBones), suiteCamera);
    const left = project(jointsOf(state('Left'), rigBones), suiteCamera);
    left.forEach(([x, y], i) => {
      expect(suiteCamera.width - x).toBeCloseTo(right[i]![0], 3);
      expect(y).toBeCloseTo(right[i]![1], 3);
    });
  });

  it('shows peace with two straight fingers and two curled ones', () => {
    const points = project(jointsOf(state('Right'), rigBones), suiteCamera);
    const reach = (tip: number) =>
      Math.hypot(points[tip]![0] - points[0]![0], points[tip]![1] - points[0]![1]);
    expect(reach(8)).toBeGreaterThan(1.4 * reach(16));
    expect(reach(12)).toBeGreaterThan(1.4 * reach(20));
  });
});

describe('watching a play', () => {
  const play = [...heldPlays('report', noBank, [peace], poses, 1, 1)][0]!;

  it('gives the same frames for the same play', () => {
    expect(framesOf(play, poses)).toEqual(framesOf(play, poses));
  });

  it('takes more frames while a hand is followed than of a still picture', () => {
    const frames = framesOf(play, poses);
    const steps = (seen: boolean) =>
      frames
        .slice(1)
        .flatMap(({ timestamp }, i) =>
          frames[i]!.hands.length > 0 === seen ? [timestamp - frames[i]!.timestamp] : [],
        );
    const mean = (list: number[]) => list.reduce((sum, step) => sum + step, 0) / list.length;
    expect(mean(steps(true))).toBeLessThan(75);
    expect(mean(steps(false))).toBeGreaterThan(75);
  });

  it('finds no hand if there is none', () => {
    const camera = { camera: suiteCamera, bones: rigBones, replacement: null };
    const frames = watch(() => [null], 10, camera, createRandom(1));
    expect(frames.length).toBeGreaterThan(40);
    expect(frames.every(({ hands }) => hands.length === 0)).toBe(true);
  });

  it('has errors of a few hundredths of the hand size', () => {
    const { motion, body, seed } = play;
    const at = playMotion(motion, body, poses, suiteCamera, seed);
    const frames = framesOf(play, poses).filter(({ hands }) => hands.length === 1);
    const errors = frames.map(({ timestamp, hands }) => {
      const truth = project(jointsOf(at(timestamp / 1000)[0]!.state, body.bones), suiteCamera);
      const size = Math.max(...truth.map(([, y]) => y)) - Math.min(...truth.map(([, y]) => y));
      const off = truth.map(([x, y], i) =>
        Math.hypot(hands[0]!.landmarks[i]![0] - x, hands[0]!.landmarks[i]![1] - y),
      );
      return off.reduce((sum, value) => sum + value, 0) / off.length / size;
    });
    expect(Math.min(...errors)).toBeGreaterThan(0.003);
    expect(errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)]).toBeLessThan(0.08);
  });
});
