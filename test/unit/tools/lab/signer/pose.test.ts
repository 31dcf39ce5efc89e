import { describe, expect, it } from 'vitest';
import { callGestures, letters } from '../../../../../tools/lab/shapes.ts';
import { mixTurns, parsePose, readPoses, turnsOf } from '../../../../../tools/lab/signer/pose.ts';

const poses = readPoses();
const fist = poses.get('fist')!;
const palm = poses.get('open-palm')!;

describe('the committed poses', () => {
  it('show every call gesture and every static letter', () => {
    expect([...poses.keys()]).toEqual(expect.arrayContaining([...callGestures, ...letters]));
  });

  it('show at least ten shapes that no vocabulary knows', () => {
    const unknown = [...poses.keys()].filter((name) => name.startsWith('unknown:'));
    expect(unknown.length).toBeGreaterThanOrEqual(10);
  });

  it('bend no finger backwards or further than a hand can', () => {
    for (const pose of poses.values()) {
      for (const finger of ['index', 'middle', 'ring', 'pinky'] as const) {
        for (const curl of pose[finger].curl) {
          expect(curl, `${pose.gesture} ${finger}`).toBeGreaterThanOrEqual(-10);
          expect(curl, `${pose.gesture} ${finger}`).toBeLessThanOrEqual(115);
        }
      }
    }
  });

  it('show thumbs-up and thumbs-down with the same shape', () => {
    const [up, down] = [poses.get('thumbs-up')!, poses.get('thumbs-down')!];
    expect(turnsOf(up)).toEqual(turnsOf(down));
    expect(up.views).not.toEqual(down.views);
  });
});

describe('parsePose', () => {
  it('names the file and the position of an error', () => {
    const broken = JSON.stringify({ ...fist, index: { curl: [10, 20] } });
    expect(() => parsePose(broken, 'fist.json')).toThrow(/^fist\.json is not a pose: index\.curl/);
  });

  it('refuses an unknown field, because it may be misspelt', () => {
    const broken = JSON.stringify({ ...fist, indx: fist.index });
    expect(() => parsePose(broken, 'fist.json')).toThrow(/^fist\.json is not a pose: indx/);
  });

  it('says if a file is not JSON', () => {
    expect(() => parsePose('{', 'fist.json')).toThrow(/^fist\.json is not JSON/);
  });
});

describe('mixTurns', () => {
  it('goes from one shape to the other', () => {
    const [a, b] = [turnsOf(palm), turnsOf(fist)];
    expect(mixTurns(a, b, 0)).toEqual(a);
    expect(mixTurns(a, b, 1).index[1]![0]).toBeCloseTo(b.index[1]![0]);
    const half = mixTurns(a, b, 0.5).middle[2]![0];
    expect(half).toBeCloseTo((a.middle[2]![0] + b.middle[2]![0]) / 2);
  });
});
