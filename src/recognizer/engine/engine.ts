/** Starts the hand models on the best backend that this browser has. */
import { DamagedModelError, type LoadModelFiles } from '../hands/model.ts';
import { createHandModels, type HandModels } from '../hands/models.ts';
import {
  type Adapter,
  dropBackend,
  startBackend,
  webglAdapter,
  webgpuAdapter,
} from './backends.ts';
import {
  type BackendName,
  type Candidate,
  recallSelection,
  rememberSelection,
  selectBackend,
  type Trial,
  type TrialReport,
} from './select.ts';
import { probe, runTrial } from './trial.ts';

export interface EngineOptions {
  load: LoadModelFiles;
  /** Folder of tfjs's `.wasm` files, with a slash at its end. */
  wasmPath: string;
  /** Browser name and version: a self-test holds for one of them. */
  browser: string;
  /** What an earlier start said to keep (`Engine.selfTest`), or null. */
  selfTest: string | null;
  /**
   * Tries WASM with threads somewhere that can be ended when it hangs: a thread that never answers
   * blocks whoever waits for it. `signal` aborts when the time is up. Absent where workers cannot
   * share memory.
   */
  tryThreads?: (signal: AbortSignal) => Promise<Trial>;
  /** Milliseconds, for measuring. */
  clock?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

export interface Engine {
  backend: BackendName;
  models: HandModels;
  /** To be kept for the next start. */
  selfTest: string;
  /** What the self-test said; empty when an earlier result was used. */
  reports: TrialReport[];
  dispose(): void;
}

const LIMIT_MS = 3000;
/** Of these, for threads. */
const THREADS_LIMIT_MS = 1500;
const NO_BACKEND =
  'This browser cannot run the hand models: WebAssembly, WebGL and WebGPU all failed. Update the browser and try again.';

/**
 * Chooses a backend by its self-test, or as kept from an earlier start, and loads the hand models
 * on it. Rejects with a sentence for the user when no backend works or a model file is damaged.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { load, wasmPath, browser, selfTest } = options;
  const clock = options.clock ?? (() => performance.now());
  const sleep =
    options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const adapters = { webgpu: await webgpuAdapter(), webgl: webglAdapter() };
  const key = [browser, adapters.webgpu?.description, adapters.webgl?.description].join(' | ');

  const finish = async (backend: BackendName, reports: TrialReport[]): Promise<Engine> => {
    await startBackend(backend, wasmPath);
    const models = await createHandModels({ load });
    return {
      backend,
      models,
      selfTest: rememberSelection(key, backend),
      reports,
      dispose: () => {
        models.dispose();
        dropBackend(backend);
      },
    };
  };

  const kept = recallSelection(selfTest, key);
  if (kept) {
    try {
      return await finish(kept, []);
    } catch (error) {
      if (error instanceof DamagedModelError) throw error;
      // The driver or the browser changed under the same name: test again.
      dropBackend(kept);
    }
  }

  /** A damaged file makes every backend fail; then its own sentence is the useful one. */
  let damage: DamagedModelError | null = null;
  const candidate = (name: BackendName, adapter?: Adapter | null): Candidate => ({
    name,
    async trial() {
      if (adapter === null) throw new Error('this browser has none');
      if (adapter?.software) throw new Error(`${adapter.description} is no real GPU`);
      await startBackend(name, wasmPath);
      if (adapter) await probe(clock);
      try {
        return await runTrial({ load, clock });
      } catch (error) {
        if (error instanceof DamagedModelError) damage = error;
        throw error;
      }
    },
  });
  const { tryThreads } = options;
  const threads: Candidate[] = tryThreads
    ? [
        {
          name: 'wasm-threads',
          // One that already failed to start from what was kept is not asked twice.
          trial: async (signal) => {
            if (kept === 'wasm-threads') throw new Error('it did not start');
            return tryThreads(signal);
          },
          limitMs: THREADS_LIMIT_MS,
        },
      ]
    : [];
  const { backend, reports } = await selectBackend({
    candidates: [
      candidate('webgpu', adapters.webgpu),
      candidate('webgl', adapters.webgl),
      candidate('wasm'),
      ...threads,
    ],
    fallback: 'wasm',
    clock,
    sleep,
    limitMs: LIMIT_MS,
  });
  // Threads ran in another place: here the one thread is still the current backend.
  for (const { name } of reports)
    if (name !== backend && name !== 'wasm-threads') dropBackend(name);
  if (!backend) throw damage ?? new Error(NO_BACKEND, { cause: reports });
  if (backend !== 'wasm-threads') return finish(backend, reports);
  try {
    return await finish(backend, reports);
  } catch (error) {
    if (error instanceof DamagedModelError) throw error;
    dropBackend(backend);
    return finish('wasm', reports);
  }
}
