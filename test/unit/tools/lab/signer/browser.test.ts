import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Renderer } from '../../../../../tools/lab/signer/browser.ts';
import { drawPictogram } from '../../../../../tools/lab/signer/pictogram.ts';
import { drawSample, sampleOf } from '../../../../../tools/lab/signer/pictures.ts';
import { readPoses } from '../../../../../tools/lab/signer/pose.ts';
import { straightness, trueLandmarks } from '../../../../../tools/lab/signer/truth.ts';

const size = { width: 160, height: 120 };
const poses = readPoses();
const peace = poses.get('peace')!;
let renderer: Renderer;

beforeAll(async () => {
  renderer = await Renderer.open(size.width, size.height);
}, 90_000);
afterAll(() => renderer?.dispose());

async function alphaOf(png: Buffer): Promise<number[]> {
  const { data } = await sharp(png)
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [...data];
}

describe('the renderer', { timeout: 60_000 }, () => {
  it('renders the same bytes for the same sample, even after another one', async () => {
    const first = await drawSample(renderer, sampleOf(peace, 1, 0), 'image/png');
    const other = await drawSample(renderer, sampleOf(peace, 1, 1), 'image/png');
    const again = await drawSample(renderer, sampleOf(peace, 1, 0), 'image/png');
    expect(again.equals(first)).toBe(true);
    expect(other.equals(first)).toBe(false);
  });

  it('renders a pictogram on a transparent background', async () => {
    const alpha = await alphaOf(await drawPictogram(renderer, peace, 'Right', 4 / 3));
    expect(alpha[0]).toBe(0);
    const covered = alpha.filter((a) => a > 200).length / alpha.length;
    expect(covered).toBeGreaterThan(0.05);
    expect(covered).toBeLessThan(0.6);
  });

  it('poses straight and closed fingers as the pose file says, on either hand', async () => {
    for (const index of [0, 1]) {
      const { state, stage } = sampleOf(peace, 2, index);
      const joints = await renderer.joints(state.hands[0]!);
      const digits = straightness(
        trueLandmarks(joints, { fieldOfView: stage.fieldOfView, ...size }),
      );
      for (const straight of [digits[1]!, digits[2]!]) expect(straight).toBeGreaterThan(0.95);
      for (const closed of [digits[3]!, digits[4]!]) expect(closed).toBeLessThan(0.6);
    }
  });

  it('shows the thumb of a right palm on the right of the picture, and of a left one on the left', async () => {
    const palm = poses.get('open-palm')!;
    const thumbAt = async (index: number) => {
      const { state, stage } = sampleOf(palm, 1, index);
      const joints = await renderer.joints(state.hands[0]!);
      const points = trueLandmarks(joints, { fieldOfView: stage.fieldOfView, ...size });
      return points[4]![0] - points[20]![0];
    };
    expect(await thumbAt(0)).toBeGreaterThan(0);
    expect(await thumbAt(1)).toBeLessThan(0);
  });

  it('reports an error in the page instead of hanging', async () => {
    const { state, stage } = sampleOf(peace, 1, 0);
    await renderer.stage(stage);
    const broken = { ...state, hands: [{ ...state.hands[0]!, side: 'Middle' as 'Left' }] };
    await expect(renderer.joints(broken.hands[0]!)).rejects.toThrow();
  });
});
