import type { Renderer } from './browser.ts';
import { handStateOf, rotationOf } from './hand-state.ts';
import { type Pose, turnsOf } from './pose.ts';
import { plainStage, tones } from './staging.ts';
import type { Side } from './state.ts';

const fieldOfViewDegrees = 30;

/**
 * Renders a gesture's plain picture on a transparent background, for lists and help texts.
 * @param aspect the renderer's width divided by its height
 * @returns PNG bytes
 */
export async function drawPictogram(
  renderer: Renderer,
  pose: Pose,
  side: Side,
  aspect: number,
): Promise<Buffer> {
  const [view] = pose.views;
  if (!view) throw new Error(`${pose.gesture} has no view.`);
  await renderer.stage(plainStage(tones[3] ?? [0.85, 0.7, 0.58], false));
  const hand = handStateOf(
    {
      turns: turnsOf(pose),
      rotation: rotationOf(view, side),
      place: { x: 0.5, y: 0.5, distance: 0.46 },
    },
    side,
    1,
    { fieldOfView: fieldOfViewDegrees, aspect },
  );
  const state = { hands: [hand], sway: [0, 0, 0] as const, noiseSeed: 0 };
  for await (const png of renderer.draw([state], { type: 'image/png', quality: 1 })) return png;
  throw new Error('The rendering page drew nothing.');
}
