import { describe, expect, test } from 'vitest';
import {
  type BackendChoice,
  type BackendName,
  recallSelection,
  rememberSelection,
  selectBackend,
  type Trial,
} from '../../../../src/recognizer/engine/select.ts';

/** Made-up time: nothing waits, `sleep` ends when a candidate lets the time pass. */
function world() {
  let now = 0;
  const sleepers: { at: number; wake: () => void }[] = [];
  const pass = (ms: number) => {
    now += ms;
    for (const { at, wake } of sleepers) if (at <= now) wake();
  };
  return {
    pass,
    clock: () => now,
    sleep: (ms: number) =>
      new Promise<void>((wake) => {
        sleepers.push({ at: now + ms, wake });
      }),
  };
}

type TrialOf = (signal: AbortSignal) => Trial | Promise<Trial>;

const candidate = (name: BackendName, trial: TrialOf): BackendChoice => ({
  name,
  trial: async (signal) => trial(signal),
  ...(name === 'wasm-threads' && { limitMs: 1500 }),
});

const right = (ms: number) => () => ({ error: 0.1, ms });
const never = () => new Promise<Trial>(() => {});

async function select(trials: Partial<Record<BackendName, TrialOf>>, time = world()) {
  const names: BackendName[] = ['webgpu', 'webgl', 'wasm', 'wasm-threads'];
  return selectBackend({
    candidates: names.filter((name) => trials[name]).map((name) => candidate(name, trials[name]!)),
    fallback: 'wasm',
    clock: time.clock,
    sleep: time.sleep,
    limitMs: 3000,
  });
}

describe('choosing a backend', () => {
  test('a real GPU that is right and faster is taken', async () => {
    const { backend } = await select({ webgpu: right(4), webgl: right(9), wasm: right(40) });
    expect(backend).toBe('webgpu');
  });

  test('a software GPU loses to WASM by its speed', async () => {
    const { backend } = await select({ webgpu: right(900), webgl: right(500), wasm: right(40) });
    expect(backend).toBe('wasm');
  });

  test('wrong numbers are never taken, however fast they come', async () => {
    const wrong = () => ({ error: 3, ms: 1 });
    const { backend, reports } = await select({ webgpu: wrong, webgl: right(9), wasm: right(40) });
    expect(backend).toBe('webgl');
    expect(reports[0]!.reason).toContain('3.0 times too far off');
  });

  test('among backends of about the same speed the preferred one is taken', async () => {
    expect((await select({ webgpu: right(10), webgl: right(9), wasm: right(40) })).backend).toBe(
      'webgpu',
    );
    expect((await select({ webgpu: right(10), webgl: right(5), wasm: right(40) })).backend).toBe(
      'webgl',
    );
  });

  test('a backend that does not start or breaks is passed over, and says why', async () => {
    const broken = () => Promise.reject(new Error('device lost'));
    const { backend, reports } = await select({ webgpu: broken, wasm: right(40) });
    expect(backend).toBe('wasm');
    expect(reports[0]).toMatchObject({ name: 'webgpu', reason: 'device lost' });
  });

  test('a GPU that hangs is given up at the limit, and WASM is at hand already', async () => {
    const time = world();
    const { backend, reports } = await select(
      {
        webgpu: right(1),
        webgl: () => {
          // The time is up while it works.
          queueMicrotask(() => time.pass(3100));
          return never();
        },
        wasm: right(40),
      },
      time,
    );
    expect(backend).toBe('wasm');
    expect(reports.map(({ reason }) => reason)).toEqual([
      'no time was left to try it',
      'it did not answer in 3000 ms',
      null,
    ]);
  });

  test('threads are taken where they are right and clearly faster than one', async () => {
    expect((await select({ wasm: right(40), 'wasm-threads': right(25) })).backend).toBe(
      'wasm-threads',
    );
    expect((await select({ wasm: right(40), 'wasm-threads': right(36) })).backend).toBe('wasm');
    const wrong = () => ({ error: 2, ms: 10 });
    expect((await select({ wasm: right(40), 'wasm-threads': wrong })).backend).toBe('wasm');
  });

  test('a GPU that is as fast as the threads is preferred to them', async () => {
    const trials = { webgpu: right(25), wasm: right(40), 'wasm-threads': right(24) };
    expect((await select(trials)).backend).toBe('webgpu');
  });

  test('threads that hang are ended at their own limit, and a GPU still has its time', async () => {
    const time = world();
    const ended: boolean[] = [];
    const { backend, reports } = await select(
      {
        webgpu: right(4),
        wasm: right(40),
        'wasm-threads': (signal) => {
          signal.addEventListener('abort', () => ended.push(signal.aborted));
          queueMicrotask(() => time.pass(1500));
          return never();
        },
      },
      time,
    );
    expect(backend).toBe('webgpu');
    expect(ended).toEqual([true]);
    expect(reports.at(-1)).toMatchObject({
      name: 'wasm-threads',
      reason: 'it did not answer in 1500 ms',
    });
  });

  test('a slow WASM leaves the GPU its time', async () => {
    const time = world();
    const slow = async () => {
      time.pass(5000);
      return { error: 0, ms: 300 };
    };
    expect((await select({ webgpu: right(1), wasm: slow }, time)).backend).toBe('webgpu');
  });

  test('without any that is right there is none', async () => {
    const { backend } = await select({ wasm: () => ({ error: Number.POSITIVE_INFINITY, ms: 1 }) });
    expect(backend).toBeNull();
  });
});

describe('remembering the choice', () => {
  test('it holds for the same browser and adapter only', () => {
    const text = rememberSelection('Chrome 139 | nvidia', { backend: 'webgpu' });
    expect(recallSelection(text, 'Chrome 139 | nvidia')).toEqual({ backend: 'webgpu' });
    expect(recallSelection(text, 'Chrome 140 | nvidia')).toBeNull();
  });

  test('of threads, it holds with what one thread took', () => {
    const choice = { backend: 'wasm-threads', oneThreadMs: 38.5 } as const;
    expect(recallSelection(rememberSelection('k', choice), 'k')).toEqual(choice);
  });

  test.each([
    null,
    '',
    '{',
    'null',
    '{"key":"k","backend":"abacus"}',
    '{"key":"k","backend":"wasm-threads"}',
    '{"key":"k","backend":"wasm-threads","oneThreadMs":0}',
    '{"key":"k","backend":"wasm-threads","oneThreadMs":"fast"}',
    '[]',
  ])('nothing is recalled from %j', (text) => {
    expect(recallSelection(text, 'k')).toBeNull();
  });
});
