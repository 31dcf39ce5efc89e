/** Our recognizer as one of the programs compared: the extension's own worker, one WASM thread. */
import type { Page } from 'puppeteer-core';
import { planCut, sizeLimit } from '../../../src/grab/geometry.ts';
import type { Frame } from '../../../src/recognizer/frame.ts';
import { picturesOf } from '../../lib/media/video.ts';
import { installRecognizerBench, keptAs } from '../worker.ts';
import type {} from '../worker-page.ts';

/** Every picture of a clip as the frame that the content script sends while no hand is followed. */
export async function framesOf(clip: string): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const picture of picturesOf(clip))
    frames.push(await picture.cut(planCut(picture.width, picture.height, null, sizeLimit)));
  return frames;
}

export interface OurRun {
  /** ms from the message that carries the frame to the one that answers it. */
  ms: number;
  hands: number;
  tracked: boolean;
  searched: boolean;
}

export interface Ours {
  show(id: string, frame: Frame): Promise<void>;
  run(worker: string, id: string, timestamp: number, restMs: number): Promise<OurRun>;
}

/** The result of a self-test that chose one thread. */
export async function keptSelfTest(page: Page): Promise<string> {
  await installRecognizerBench(page);
  const { selfTest } = await page.evaluate(() => globalThis.recognizerBench.start('test', null));
  await page.evaluate(() => globalThis.recognizerBench.end('test'));
  return keptAs(selfTest, 'wasm');
}

/** @param page a page of the extension @param names of the workers, one stream each */
export async function startOurs(page: Page, names: readonly string[]): Promise<Ours> {
  const kept = await keptSelfTest(page);
  for (const name of names)
    await page.evaluate((name, kept) => globalThis.recognizerBench.start(name, kept), name, kept);
  return ourWorkers(page);
}

/** The workers that run in the page. */
export function ourWorkers(page: Page): Ours {
  return {
    show: async (id, { data, ...rest }) => {
      await page.evaluate(
        (rest, pixels, id) => globalThis.recognizerBench.show(rest, pixels, id),
        rest,
        Buffer.from(data).toString('base64'),
        id,
      );
    },
    run: async (worker, id, timestamp, restMs) => {
      const { ms, answer } = await page.evaluate(
        (worker, timestamp, restMs, id) =>
          globalThis.recognizerBench.push(worker, timestamp, restMs, id),
        worker,
        timestamp,
        restMs,
        id,
      );
      return {
        ms,
        hands: answer?.hands ?? 0,
        tracked: answer?.tracked ?? false,
        searched: answer?.searched ?? false,
      };
    },
  };
}
