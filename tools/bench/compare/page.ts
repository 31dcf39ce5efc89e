/**
 * Runs in its own page: another program's hand tracker, given the same pictures as ours. Each is set
 * up as its documentation shows for video of one person, with only hands enabled.
 */

/** Milliseconds until the answer, and the number of hands in it. */
export interface Run {
  ms: number;
  hands: number;
}

interface Engine {
  /** @param timestamp ms of media time */
  detect(picture: HTMLCanvasElement, timestamp: number): Promise<number> | number;
}

export type EngineName = 'tasks-vision' | 'tasks-vision lite' | 'human' | 'hands';

interface Tasks {
  FilesetResolver: { forVisionTasks(folder: string): Promise<unknown> };
  HandLandmarker: {
    createFromOptions(
      files: unknown,
      options: unknown,
    ): Promise<{
      detectForVideo(picture: HTMLCanvasElement, timestamp: number): { landmarks: unknown[] };
    }>;
  };
}

async function tasks(size: 'full' | 'lite', most: number): Promise<Engine> {
  const path = '/tasks/vision_bundle.mjs';
  const { FilesetResolver, HandLandmarker } = (await import(path)) as Tasks;
  const landmarker = await HandLandmarker.createFromOptions(
    await FilesetResolver.forVisionTasks('/tasks/wasm'),
    {
      baseOptions: { modelAssetPath: `/hand-${size}.task`, delegate: 'CPU' },
      runningMode: 'VIDEO',
      numHands: most,
    },
  );
  return {
    detect: (picture, timestamp) => landmarker.detectForVideo(picture, timestamp).landmarks.length,
  };
}

interface HumanLibrary {
  default: new (
    options: unknown,
  ) => {
    load(): Promise<void>;
    detect(picture: HTMLCanvasElement): Promise<{ hand: unknown[] }>;
  };
}

async function human(most: number): Promise<Engine> {
  const path = '/human/dist/human.esm.js';
  const { default: Human } = (await import(path)) as HumanLibrary;
  const library = new Human({
    backend: 'wasm',
    wasmPath: '/wasm/',
    modelBasePath: '/human/models/',
    debug: false,
    // Analyse a repeated picture again instead of answering from the cache.
    cacheSensitivity: 0,
    filter: { enabled: false },
    face: { enabled: false },
    body: { enabled: false },
    object: { enabled: false },
    gesture: { enabled: false },
    hand: { enabled: true, maxDetected: most },
  });
  await library.load();
  return { detect: async (picture) => (await library.detect(picture)).hand.length };
}

interface HandsLibrary {
  setOptions(options: unknown): void;
  onResults(listener: (results: { multiHandLandmarks?: unknown[] }) => void): void;
  initialize(): Promise<void>;
  send(input: { image: HTMLCanvasElement }): Promise<void>;
}

async function hands(most: number): Promise<Engine> {
  await new Promise<void>((done, fail) => {
    const script = document.createElement('script');
    script.src = '/hands/hands.js';
    script.onload = () => done();
    script.onerror = () => fail(new Error('hands.js failed to load.'));
    document.head.append(script);
  });
  const { Hands } = globalThis as unknown as {
    Hands: new (options: unknown) => HandsLibrary;
  };
  const library = new Hands({ locateFile: (file: string) => `/hands/${file}` });
  let found = 0;
  library.setOptions({ maxNumHands: most, modelComplexity: 1 });
  library.onResults(({ multiHandLandmarks }) => {
    found = multiHandLandmarks?.length ?? 0;
  });
  await library.initialize();
  return {
    detect: async (image) => {
      await library.send({ image });
      return found;
    },
  };
}

const start: Record<EngineName, (most: number) => Promise<Engine>> = {
  'tasks-vision': (most) => tasks('full', most),
  'tasks-vision lite': (most) => tasks('lite', most),
  human,
  hands,
};

let engine: Engine | null = null;
const pictures: HTMLCanvasElement[] = [];

const bench = {
  /** Loads the pictures that `run` shows. @param urls of PNG files */
  async load(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0);
      bitmap.close();
      pictures.push(canvas);
    }
  },
  /** @returns ms from creating the engine to its first answer about picture 0 */
  async start(name: EngineName, most: number): Promise<number> {
    const begin = performance.now();
    engine = await start[name](most);
    await engine.detect(pictures[0]!, 0);
    return performance.now() - begin;
  },
  async run(picture: number, timestamp: number, restMs: number): Promise<Run> {
    if (!engine) throw new Error('No engine was started.');
    await new Promise((go) => setTimeout(go, restMs));
    const begin = performance.now();
    const found = await engine.detect(pictures[picture]!, timestamp);
    return { ms: performance.now() - begin, hands: found };
  },
};

declare global {
  var compareBench: typeof bench;
}
globalThis.compareBench = bench;
