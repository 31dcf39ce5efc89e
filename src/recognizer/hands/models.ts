/** Runs the hand models on frames. One set of models serves any number of streams. */
import type { Frame } from '../frame.ts';
import type { Hand, Landmark } from '../hand.ts';
import type { Border, Square } from '../sample-square.ts';
import {
  type HandModel,
  type HandModelName,
  type LoadModelFiles,
  loadHandModel,
  type ModelFiles,
  type ModelSize,
} from './model.ts';
import { decodePalms, type PalmBox } from './palms.ts';
import { projectLandmarks } from './regions.ts';

export type { HandModelName, LoadModelFiles, ModelFiles, ModelSize } from './model.ts';

/** The landmark model's answer for one region. */
export interface LandmarkAnswer {
  hand: Hand;
  /** World landmarks: metres, origin at the hand's centre, axes along the region's. */
  world: readonly Landmark[];
}

export interface HandModels {
  /** Palms in a square of the frame with at least this score, best first. */
  detectPalms(
    frame: Frame,
    view: Square,
    size: ModelSize,
    threshold?: number,
    border?: Border,
  ): Promise<PalmBox[]>;
  /** The hand in a region; callers must check its presence. */
  landmarks(frame: Frame, region: Square, size: ModelSize): Promise<LandmarkAnswer>;
  dispose(): void;
}

/** Palms below this score are ignored. */
export const palmThreshold = 0.4;

const names: readonly HandModelName[] = [
  'palm-full',
  'palm-lite',
  'landmark-full',
  'landmark-lite',
];

export interface HandModelsOptions {
  load: LoadModelFiles;
  /** Makes a model of its files. Default: on the current tfjs backend. */
  make?: (name: HandModelName, files: ModelFiles) => Promise<HandModel>;
}

/** Loads the four hand models. Rejects with a sentence for the user when a file is damaged. */
export async function createHandModels(options: HandModelsOptions): Promise<HandModels> {
  const { load, make = loadHandModel } = options;
  const loaded = new Map<HandModelName, HandModel>();
  const disposeAll = () => {
    for (const model of loaded.values()) model.dispose();
    loaded.clear();
  };
  try {
    // All files at once: reading and checking them takes other threads.
    const files = names.map((name) => load(name));
    // One that fails is reported when its turn comes.
    for (const file of files) file.catch(() => undefined);
    for (const [i, name] of names.entries()) loaded.set(name, await make(name, await files[i]!));
  } catch (error) {
    disposeAll();
    throw error;
  }
  const get = (name: HandModelName): HandModel => {
    const model = loaded.get(name);
    if (!model) throw new Error('The hand models are already put away.');
    return model;
  };

  return {
    async detectPalms(frame, view, size, threshold = palmThreshold, border = 'black') {
      const [boxes, scores] = await get(`palm-${size}`).run(frame, view, border);
      return decodePalms(boxes!, scores!, threshold);
    },
    async landmarks(frame, region, size) {
      const [points, presence, right, world] = await get(`landmark-${size}`).run(
        frame,
        region,
        'replicate',
      );
      const leftness = region.mirrored ? right![0]! : 1 - right![0]!;
      return {
        hand: {
          landmarks: projectLandmarks(points!, region),
          handedness: leftness > 0.5 ? 'Left' : 'Right',
          leftness,
          presence: presence![0]!,
        },
        world: Array.from(
          { length: 21 },
          (_, i): Landmark => [world![3 * i]!, world![3 * i + 1]!, world![3 * i + 2]!],
        ),
      };
    },
    dispose: disposeAll,
  };
}
