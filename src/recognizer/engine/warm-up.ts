import type { HandModels } from '../hands/models.ts';
import { trialFrame } from './trial.ts';

/**
 * Runs each model that follows or looks for hands once. A model's first run takes several times as long,
 * because its weights are unpacked or its shaders compiled: otherwise the first hand would wait for that.
 */
export async function warmUp(models: HandModels): Promise<void> {
  const frame = trialFrame();
  const { width, height } = frame;
  const square = { cx: width / 2, cy: height / 2, size: width, rotation: 0 };
  for (const size of ['full', 'lite'] as const) await models.detectPalms(frame, square, size);
  await models.landmarks(frame, square, 'full');
}
