import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type EngineOptions, startEngine } from '../../../../src/recognizer/engine/engine.ts';
import { convertHandModels } from '../../../../tools/lib/build/hand-models/index.ts';

// Loading and running models takes seconds when other programs use the machine.
vi.setConfig({ testTimeout: 60_000 });

const wasmMain = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
let models: Awaited<ReturnType<typeof convertHandModels>>;

const options = (change: Partial<EngineOptions> = {}): EngineOptions => ({
  load: async (name) => models[name],
  wasmPath: `${dirname(wasmMain)}/`,
  browser: 'Test 1',
  selfTest: null,
  ...change,
});

/** The same self-test, as if it had chosen threads. */
const threadsKept = (selfTest: string): string =>
  selfTest.replace('"wasm"', '"wasm-threads","oneThreadMs":40');

beforeAll(async () => {
  models = await convertHandModels();
}, 60_000);

describe('the engine on a machine without a GPU', () => {
  test('chooses WASM, and the next start uses the stored result', async () => {
    const engine = await startEngine(options());
    expect(engine.backend).toBe('wasm');
    expect(engine.reports.map(({ name, reason }) => [name, reason])).toEqual([
      ['webgpu', 'this browser has none'],
      ['webgl', 'this browser has none'],
      ['wasm', null],
    ]);
    engine.dispose();

    const again = await startEngine(options({ selfTest: engine.selfTest }));
    expect(again).toMatchObject({ backend: 'wasm', reports: [] });
    again.dispose();

    const updated = await startEngine(options({ browser: 'Test 2', selfTest: engine.selfTest }));
    expect(updated.reports).not.toEqual([]);
    updated.dispose();
  });

  test('runs the self-test again when the stored backend no longer starts', async () => {
    const { selfTest, dispose } = await startEngine(options());
    dispose();
    const engine = await startEngine(options({ selfTest: selfTest.replace('"wasm"', '"webgl"') }));
    expect(engine.backend).toBe('wasm');
    expect(engine.reports).not.toEqual([]);
    engine.dispose();
  });

  test('uses WASM with one thread when threads cannot start', async () => {
    const tryThreads = () => Promise.reject(new Error('its worker does not start'));
    const engine = await startEngine(options({ tryThreads }));
    expect(engine.backend).toBe('wasm');
    expect(engine.reports.at(-1)).toMatchObject({
      name: 'wasm-threads',
      reason: 'its worker does not start',
    });
    engine.dispose();
  });

  test('ends threads that hang and uses WASM with one', async () => {
    let ended = false;
    const tryThreads = (signal: AbortSignal) => {
      signal.addEventListener('abort', () => {
        ended = true;
      });
      return new Promise<never>(() => {});
    };
    const engine = await startEngine(options({ tryThreads, sleep: async () => {} }));
    expect(engine.backend).toBe('wasm');
    expect(ended).toBe(true);
    engine.dispose();
  });

  test('uses WASM with one thread when threads were chosen but do not start', async () => {
    // In Node tfjs cannot start threads, whatever the trial says.
    const tryThreads = async () => ({ error: 0, ms: 0.001 });
    const engine = await startEngine(options({ tryThreads }));
    expect(engine.backend).toBe('wasm');
    engine.dispose();

    let tried = 0;
    const kept = threadsKept(engine.selfTest);
    const again = await startEngine(
      options({
        selfTest: kept,
        tryThreads: () => {
          tried++;
          return tryThreads();
        },
      }),
    );
    expect(again.backend).toBe('wasm');
    expect(tried).toBe(0);
    again.dispose();
  });

  test('starts with one thread at once when asked to, and keeps the stored choice of threads', async () => {
    const { selfTest, dispose } = await startEngine(options());
    dispose();
    const kept = threadsKept(selfTest);
    const engine = await startEngine(options({ selfTest: kept, oneThread: true }));
    expect(engine).toMatchObject({ backend: 'wasm', reports: [], selfTest: kept });
    engine.dispose();
  });

  test('does not try threads when asked for one thread without a stored result', async () => {
    let tried = 0;
    const tryThreads = () => {
      tried++;
      return Promise.reject(new Error('its worker does not start'));
    };
    const engine = await startEngine(options({ tryThreads, oneThread: true }));
    expect(engine.backend).toBe('wasm');
    expect(tried).toBe(0);
    engine.dispose();
  });

  test('reports a damaged model file as such, not as a browser that is too old', async () => {
    const load: EngineOptions['load'] = async (name) => ({
      ...models[name],
      weights: models[name].weights.subarray(1),
    });
    await expect(startEngine(options({ load }))).rejects.toThrow(
      'The hand model palm-lite is damaged. Install the extension again.',
    );
  });

  test('says what to do when no backend works', async () => {
    await expect(startEngine(options({ wasmPath: '/nowhere/' }))).rejects.toThrow(
      'This browser cannot run the hand models',
    );
  });
});
