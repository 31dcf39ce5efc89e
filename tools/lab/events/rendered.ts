/** Renders the plays of the suite `report` and gives the hands that the recognizer finds in them. */
import type { Recognizer } from '../../../src/recognizer/recognizer.ts';
import { loadNodeRecognizer } from '../../lib/recognizer/node-recognizer.ts';
import { Renderer } from '../signer/browser.ts';
import type { Pose } from '../signer/pose.ts';
import { renderedHands } from './render.ts';
import type { SignPoses } from './signed.ts';
import { type BankHands, heldPlays, type Play, silentPlays } from './suite.ts';
import type { StreamFrame } from './watch.ts';

export interface RenderedOptions {
  poses: ReadonlyMap<string, Pose>;
  signs: readonly SignPoses[];
  /** How many minutes of silent clips, and how many clips of held signs. */
  minutes: number;
  held: number;
  fps: number;
  seed: number;
  folder: string;
  onProgress(done: number, of: number): void;
}

const noBank: BankHands = { idle: [], known: new Map() };
/** How many stages one browser renders before it is replaced, because its memory grows. */
const stagesPerBrowser = 60;

/** Opens browser and models when the first clip must be rendered: stored clips need neither. */
export async function* renderedClips(
  options: RenderedOptions,
): AsyncGenerator<{ play: Play; frames: StreamFrame[] }> {
  const { poses, signs, minutes, held, fps, seed, folder } = options;
  const plays = [
    ...silentPlays('report', noBank, minutes / 60, seed),
    ...heldPlays('report', noBank, signs, poses, held, seed),
  ];
  let recognizer: Recognizer | null = null;
  let renderer: Renderer | null = null;
  let stages = 0;
  const tools = async () => {
    recognizer ??= await loadNodeRecognizer();
    if (renderer && stages++ % stagesPerBrowser === stagesPerBrowser - 1) {
      await renderer.dispose();
      renderer = null;
    }
    renderer ??= await Renderer.open(640, 480);
    return { renderer, recognizer };
  };
  try {
    for (const [i, play] of plays.entries()) {
      const frames = await renderedHands(play, tools, { poses, fps, folder });
      options.onProgress(i + 1, plays.length);
      yield { play, frames };
    }
  } finally {
    await (renderer as Renderer | null)?.dispose();
  }
}
