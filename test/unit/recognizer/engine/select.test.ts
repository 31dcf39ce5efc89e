import { describe, expect, test } from 'vitest';
import {
  type BackendChoice,
  type BackendName,
  recallSelection,
  rememberSelection,
  selectBackend,
  type Trial,
} from '../../../../src/recognizer/engine/select.ts';

/** Fake time: nothing waits, `sleep` ends when a candidate lets the time pass. */
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

describe('the selection of a backend', () => {
  test('takes a hardware GPU that is correct and faster', async () => {
    const { backend } = await select({ webgpu: right(4), webgl: right(9), wasm: right(40) });
    expect(backend).toBe('webgpu');
  });

  test('prefers WASM to a software GPU, which is slower', async () => {
    const { backend } = await select({ webgpu: right(900), webgl: right(500), wasm: right(40) });
    expect(backend).toBe('wasm');
  });

  test('never takes a backend with wrong numbers, however fast', async () => {
    const wrong = () => ({ error: 3, ms: 1 });
    const { backend, reports } = await select({ webgpu: wrong, webgl: right(9), wasm: right(40) });
    expect(backend).toBe('webgl');
    expect(reports[0]!.reason).toContain('3.0 times too far off');
  });

  test('takes the preferred one among backends of about the same speed', async () => {
    expect((await select({ webgpu: right(10), webgl: right(9), wasm: right(40) })).backend).toBe(
      'webgpu',
    );
    expect((await select({ webgpu: right(10), webgl: right(5), wasm: right(40) })).backend).toBe(
      'webgl',
    );
  });

  test('skips a backend that does not start or fails, and reports why', async () => {
    const broken = () => Promise.reject(new Error('device lost'));
    const { backend, reports } = await select({ webgpu: broken, wasm: right(40) });
    expect(backend).toBe('wasm');
    expect(reports[0]).toMatchObject({ name: 'webgpu', reason: 'device lost' });
  });

  test('gives up a GPU that hangs at the limit, when WASM has already been tried', async () => {
    const time = world();
    const { backend, reports } = await select(
      {
        webgpu: right(1),
        webgl: () => {
          // The time is up while it runs.
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

  test('takes threads that are correct and clearly faster than one', async () => {
    expect((await select({ wasm: right(40), 'wasm-threads': right(25) })).backend).toBe(
      'wasm-threads',
    );
    expect((await select({ wasm: right(40), 'wasm-threads': right(36) })).backend).toBe('wasm');
    const wrong = () => ({ error: 2, ms: 10 });
    expect((await select({ wasm: right(40), 'wasm-threads': wrong })).backend).toBe('wasm');
  });

  test('prefers a GPU to threads of the same speed', async () => {
    const trials = { webgpu: right(25), wasm: right(40), 'wasm-threads': right(24) };
    expect((await select(trials)).backend).toBe('webgpu');
  });

  test('ends threads that hang at their own limit, so that a GPU still has its time', async () => {
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

  test('gives the GPU its full time when WASM is slow', async () => {
    const time = world();
    const slow = async () => {
      time.pass(5000);
      return { error: 0, ms: 300 };
    };
    expect((await select({ webgpu: right(1), wasm: slow }, time)).backend).toBe('webgpu');
  });

  test('takes none when none is correct', async () => {
    const { backend } = await select({ wasm: () => ({ error: Number.POSITIVE_INFINITY, ms: 1 }) });
    expect(backend).toBeNull();
  });
});

describe('the stored choice', () => {
  test('is valid for the same browser and adapter only', () => {
    const text = rememberSelection('Chrome 139 | nvidia', { backend: 'webgpu' });
    expect(recallSelection(text, 'Chrome 139 | nvidia')).toEqual({ backend: 'webgpu' });
    expect(recallSelection(text, 'Chrome 140 | nvidia')).toBeNull();
  });

  test('of threads includes the time of one thread', () => {
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
  ])('is null for the text %j', (text) => {
    expect(recallSelection(text, 'k')).toBeNull();
  });
});
