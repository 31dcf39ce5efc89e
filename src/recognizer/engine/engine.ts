/** Starts the hand models on the best backend that this browser has. */
import { type Problem, ProblemError } from '../../messaging/problems.ts';
import { DamagedModelError, type LoadModelFiles } from '../hands/model.ts';
import { createHandModels, type HandModels } from '../hands/models.ts';
import {
  type Adapter,
  dropBackend,
  startBackend,
  tfjsName,
  webglAdapter,
  webgpuAdapter,
} from './backends.ts';
import { watchThreads } from './guard.ts';
import { watchGpu, watchMemory } from './lost.ts';
import {
  type BackendChoice,
  type BackendName,
  type Choice,
  recallSelection,
  rememberSelection,
  selectBackend,
  type Trial,
  type TrialReport,
} from './select.ts';
import { probe, runTrial, timeLandmarks } from './trial.ts';
import { warmUp } from './warm-up.ts';

export interface EngineOptions {
  load: LoadModelFiles;
  /** Folder of tfjs's `.wasm` files, with a slash at its end. */
  wasmPath: string;
  /** Browser name and version: a self-test result is valid for one version only. */
  browser: string;
  /** The stored result of an earlier start (`Engine.selfTest`), or null. */
  selfTest: string | null;
  /**
   * Tries WASM with threads in a worker that can be terminated if it hangs: a thread that never
   * answers blocks the thread that waits for it. `signal` aborts when the time is up. Absent where
   * workers cannot share memory.
   */
  tryThreads?: (signal: AbortSignal) => Promise<Trial>;
  /**
   * Use one thread, whatever the stored result says, because two threads are slower just now. A
   * stored result stays valid. Without one, threads are not tried, and the choice made without them
   * is the result to store.
   */
  oneThread?: boolean;
  /** Called once when two threads have become slower than one was in the self-test. */
  onSlowThreads?: () => void;
  /**
   * Called once when the backend is lost while it runs: what the models answer from then on must not
   * be used. Not called when the start fails.
   */
  onLost?: (problem: Problem) => void;
  /** Milliseconds, for measuring. */
  clock?: () => number;
  sleep?: (ms: number) => Promise<void>;
}

export interface Engine {
  backend: BackendName;
  models: HandModels;
  /** The self-test result to store for the next start. */
  selfTest: string;
  /** One report per backend that was tried; empty when a stored result was used. */
  reports: TrialReport[];
  dispose(): void;
}

/** How long the trials of all backends but the fallback may take together, ms. */
const limitMs = 3000;
/** How long the trial of threads may take, ms. */
const threadsLimitMs = 1500;
const noBackend =
  'This browser cannot run the hand models: WebAssembly, WebGL and WebGPU all failed. Update the browser and try again.';

const memoryFullMessage = 'WebAssembly memory could not grow any further.';

/**
 * Chooses a backend by self-test or from a stored result, and loads the hand models on it. Rejects
 * with a sentence for the user when no backend works or a model file is damaged.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  let onLost: ((problem: Problem) => void) | undefined;
  const reportOnce = (problem: Problem): void => {
    onLost?.(problem);
    onLost = undefined;
  };
  let memoryFull = false;
  const unwatchMemory = watchMemory(() => {
    memoryFull = true;
    reportOnce({ code: 'memory-full', detail: memoryFullMessage });
  });
  try {
    const engine = await start(options);
    // Memory ran out during the start, so the weights may be wrong.
    if (memoryFull && tfjsName(engine.backend) === 'wasm') {
      engine.dispose();
      throw new Error(memoryFullMessage);
    }
    onLost = options.onLost;
    const unwatchGpu = watchGpu(engine.backend, (detail) =>
      reportOnce({ code: 'recognizer-lost', detail }),
    );
    return {
      ...engine,
      dispose() {
        unwatchMemory();
        unwatchGpu();
        engine.dispose();
      },
    };
  } catch (error) {
    unwatchMemory();
    throw memoryFull ? new ProblemError('memory-full', memoryFullMessage, { cause: error }) : error;
  }
}

async function start(options: EngineOptions): Promise<Engine> {
  const { load, wasmPath, browser, selfTest, oneThread = false } = options;
  const clock = options.clock ?? (() => performance.now());
  const sleep =
    options.sleep ?? ((ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)));
  const adapters = { webgpu: await webgpuAdapter(), webgl: webglAdapter() };
  const key = [browser, adapters.webgpu?.description, adapters.webgl?.description].join(' | ');

  const finish = async (choice: Choice, reports: TrialReport[], keep = choice): Promise<Engine> => {
    const { backend } = choice;
    await startBackend(backend, wasmPath);
    const models = await createHandModels({ load });
    await warmUp(models);
    const guarded = backend === 'wasm-threads' && options.onSlowThreads;
    return {
      backend,
      models: guarded ? watchThreads(models, choice.oneThreadMs, clock, guarded) : models,
      selfTest: rememberSelection(key, keep),
      reports,
      dispose: () => {
        models.dispose();
        dropBackend(backend);
      },
    };
  };

  const kept = recallSelection(selfTest, key);
  if (kept) {
    const withoutThreads = oneThread && kept.backend === 'wasm-threads';
    try {
      return await finish(withoutThreads ? { backend: 'wasm' } : kept, [], kept);
    } catch (error) {
      if (error instanceof DamagedModelError) throw error;
      // The driver or the browser changed although its name did not: run the self-test again.
      dropBackend(kept.backend);
    }
  }

  /** A damaged file makes every backend fail; its own message is then the useful one. */
  let damage: DamagedModelError | null = null;
  const candidate = (name: BackendName, adapter?: Adapter | null): BackendChoice => ({
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
  const threads: BackendChoice[] =
    tryThreads && !oneThread
      ? [
          {
            name: 'wasm-threads',
            // Threads that already failed to start from the stored result are not tried again.
            trial: async (signal) => {
              if (kept?.backend === 'wasm-threads') throw new Error('it did not start');
              return tryThreads(signal);
            },
            limitMs: threadsLimitMs,
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
    limitMs: limitMs,
  });
  // Threads were tried in another worker. If they are chosen, 'wasm' of this worker is kept: tfjs
  // has one name for both.
  for (const { name } of reports)
    if (!backend || tfjsName(name) !== tfjsName(backend)) dropBackend(name);
  if (!backend) throw damage ?? new Error(noBackend, { cause: reports });
  if (backend !== 'wasm-threads') return finish({ backend }, reports);
  try {
    await startBackend('wasm', wasmPath);
    const oneThreadMs = await timeLandmarks({ load, clock });
    dropBackend('wasm');
    return await finish({ backend, oneThreadMs }, reports);
  } catch (error) {
    if (error instanceof DamagedModelError) throw error;
    dropBackend('wasm');
    return finish({ backend: 'wasm' }, reports);
  }
}
