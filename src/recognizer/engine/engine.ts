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
  /**
   * One thread, whatever was kept: two are in each other's way just now. What was kept is kept on;
   * where nothing was, threads are not tried, and what is chosen without them is to be kept.
   */
  oneThread?: boolean;
  /** Called once when two threads are slower at work than one was in the self-test. */
  onSlowThreads?: () => void;
  /**
   * Called once when the backend is gone while it runs: what the models answer from that moment on
   * must not be used. Not called for a start that fails.
   */
  onLost?: (problem: Problem) => void;
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

const limitMs = 3000;
/** Of these, for threads. */
const threadsLimitMs = 1500;
const noBackend =
  'This browser cannot run the hand models: WebAssembly, WebGL and WebGPU all failed. Update the browser and try again.';

const memoryFullMessage = 'WebAssembly could get no more memory.';

/**
 * Chooses a backend by its self-test, or as kept from an earlier start, and loads the hand models
 * on it. Rejects with a sentence for the user when no backend works or a model file is damaged.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  let tellLost: ((problem: Problem) => void) | undefined;
  const tellOnce = (problem: Problem): void => {
    tellLost?.(problem);
    tellLost = undefined;
  };
  let memoryFull = false;
  const unwatchMemory = watchMemory(() => {
    memoryFull = true;
    tellOnce({ code: 'memory-full', detail: memoryFullMessage });
  });
  try {
    const engine = await start(options);
    // The weights may not be what they should.
    if (memoryFull && tfjsName(engine.backend) === 'wasm') {
      engine.dispose();
      throw new Error(memoryFullMessage);
    }
    tellLost = options.onLost;
    const unwatchGpu = watchGpu(engine.backend, (detail) =>
      tellOnce({ code: 'recognizer-lost', detail }),
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
    const spared = oneThread && kept.backend === 'wasm-threads';
    try {
      return await finish(spared ? { backend: 'wasm' } : kept, [], kept);
    } catch (error) {
      if (error instanceof DamagedModelError) throw error;
      // The driver or the browser changed under the same name: test again.
      dropBackend(kept.backend);
    }
  }

  /** A damaged file makes every backend fail; then its own sentence is the useful one. */
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
            // One that already failed to start from what was kept is not asked twice.
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
  // Threads ran in another place: where they are chosen, the one thread is at hand here.
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
