import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { chromium } from '../../lib/machine/programs.ts';
import type { signer } from './page/main.ts';
import type { HandState, PictureState, Stage } from './state.ts';

/** How a picture is encoded. `quality`, 0..1, applies to JPEG and WebP only. */
export interface Encoding {
  type: 'image/jpeg' | 'image/png' | 'image/webp';
  quality: number;
}

/** How many pictures one call requests: enough to hide the call's cost, few enough to keep memory low. */
const batchSize = 8;

/**
 * Renders pictures in a page of headless Chromium with the software rasteriser, so that no GPU is
 * needed and the same states give the same pictures on one machine.
 */
export class Renderer {
  private constructor(
    private readonly browser: Browser,
    private readonly page: Page,
  ) {}

  /**
   * @param width of the pictures, px
   * @param height of the pictures, px
   * @throws Error if Chromium is missing or has no WebGL
   */
  static async open(width = 640, height = 480): Promise<Renderer> {
    const browser = await puppeteer.launch({
      executablePath: chromium(),
      pipe: true,
      headless: true,
      args: [
        '--no-sandbox',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--ignore-gpu-blocklist',
      ],
    });
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text());
      });
      await page.addScriptTag({ content: await bundlePage() });
      const renderer = new Renderer(browser, page);
      await renderer.call('open', width, height).catch((error: unknown) => {
        throw new Error(`The rendering page did not open: ${faults.join('; ') || String(error)}`);
      });
      return renderer;
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  async stage(stage: Stage): Promise<void> {
    await this.call('stage', stage);
  }

  /** Renders states in order and yields the encoded picture of each. */
  async *draw(states: Iterable<PictureState>, encoding: Encoding): AsyncGenerator<Buffer> {
    let batch: PictureState[] = [];
    for (const state of states) {
      batch.push(state);
      if (batch.length < batchSize) continue;
      yield* await this.drawBatch(batch, encoding);
      batch = [];
    }
    yield* await this.drawBatch(batch, encoding);
  }

  private async drawBatch(batch: PictureState[], { type, quality }: Encoding): Promise<Buffer[]> {
    if (batch.length === 0) return [];
    const pictures = await this.call('draw', batch, type, quality);
    return pictures.map((picture) => Buffer.from(picture, 'base64'));
  }

  /** Positions of a posed hand's joints in the scene, metres, by the rig's names. */
  async joints(state: HandState): Promise<Record<string, [number, number, number]>> {
    return this.call('joints', state);
  }

  private async call<K extends keyof typeof signer>(
    name: K,
    ...args: Parameters<(typeof signer)[K]>
  ): Promise<Awaited<ReturnType<(typeof signer)[K]>>> {
    const source = `signer[${JSON.stringify(name)}](...${JSON.stringify(args)})`;
    return (await this.page.evaluate(source)) as Awaited<ReturnType<(typeof signer)[K]>>;
  }

  async dispose(): Promise<void> {
    await this.browser.close();
  }
}

async function bundlePage(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./page/main.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    loader: { '.glb': 'binary' },
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}
