/** Landmark models on LiteRT, for measuring. */
import {
  type HandModel,
  type HandModelName,
  loadHandModel,
  type ModelFiles,
} from '../../../../src/recognizer/hands/model.ts';
import { landmarkInput } from '../../../../src/recognizer/hands/regions.ts';
import { sampleSquare } from '../../../../src/recognizer/sample-square.ts';
import type { LiteRuntime } from './runtime.ts';

/** Rejects when LiteRT cannot run the model. @param file bytes of its `.tflite` file */
export async function loadLiteLandmarks(
  runtime: Pick<LiteRuntime, 'compile'>,
  file: Uint8Array,
): Promise<HandModel> {
  const model = await runtime.compile(file);
  const pixels = new Float32Array(landmarkInput * landmarkInput * 3);
  return {
    run(frame, square, border) {
      sampleSquare(frame, square, landmarkInput, pixels, border);
      return model.run(pixels);
    },
    dispose: () => model.dispose(),
  };
}

/** Makes landmark models on LiteRT and palm models on tfjs. @param fileOf bytes of a `.tflite` file */
export const landmarksOn =
  (lite: LiteRuntime, fileOf: (name: HandModelName) => Uint8Array) =>
  (name: HandModelName, files: ModelFiles): Promise<HandModel> =>
    name.startsWith('landmark')
      ? loadLiteLandmarks(lite, fileOf(name))
      : loadHandModel(name, files);
