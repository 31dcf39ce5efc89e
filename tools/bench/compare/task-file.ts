/**
 * Builds a `.task` file for MediaPipe's HandLandmarker from the same models that ship with us: an
 * uncompressed zip of the two `.tflite` files.
 */
import { zipSync } from 'fflate';
import { type HandModelName, liteModelBytes } from '../../lib/build/hand-models/index.ts';
import { withImageMetadata } from './metadata.ts';

const outputs = {
  palm: ['boxes', 'scores'],
  landmark: ['landmarks', 'presence', 'handedness', 'world_landmarks'],
};

export function handTask(size: 'full' | 'lite'): Uint8Array {
  const model = (kind: 'palm' | 'landmark'): Uint8Array =>
    withImageMetadata(liteModelBytes(`${kind}-${size}` as HandModelName), outputs[kind]);
  return zipSync(
    {
      'hand_detector.tflite': model('palm'),
      'hand_landmarks_detector.tflite': model('landmark'),
    },
    // Uncompressed, because MediaPipe maps the files in place.
    { level: 0 },
  );
}
