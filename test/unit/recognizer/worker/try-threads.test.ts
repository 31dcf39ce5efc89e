import { describe, expect, test } from 'vitest';
import { type TrialWorker, tryThreads } from '../../../../src/recognizer/worker/try-threads.ts';

function trial() {
  const asked: string[] = [];
  let ends = 0;
  const worker: TrialWorker = {
    postMessage: ({ base }) => asked.push(base),
    terminate: () => ends++,
    onmessage: null,
    onerror: null,
  };
  const ending = new AbortController();
  const answer = tryThreads(() => worker, 'ext://me/', ending.signal);
  return { worker, asked, ending, answer, ends: () => ends };
}

describe('the trial of threads in a worker of its own', () => {
  test('resolves to what the worker measured, and ends it', async () => {
    const { worker, asked, answer, ends } = trial();
    expect(asked).toEqual(['ext://me/']);
    worker.onmessage?.({ data: { type: 'trial', error: 0.1, ms: 20 } });
    expect(await answer).toEqual({ error: 0.1, ms: 20 });
    expect(ends()).toBe(1);
  });

  test('rejects with the reason when the backend does not start there', async () => {
    const { worker, answer, ends } = trial();
    worker.onmessage?.({ data: { type: 'failed', reason: 'No threads after 2000 ms.' } });
    await expect(answer).rejects.toThrow('No threads after 2000 ms.');
    expect(ends()).toBe(1);
  });

  test('rejects for a worker that cannot be loaded, without an error in the recognizer', async () => {
    const { worker, answer } = trial();
    let prevented = false;
    worker.onerror?.({
      message: '',
      preventDefault: () => {
        prevented = true;
      },
    });
    await expect(answer).rejects.toThrow('its worker does not start');
    expect(prevented).toBe(true);
  });

  test('ends a worker that hangs when the time is up', () => {
    const { ending, ends } = trial();
    expect(ends()).toBe(0);
    ending.abort();
    expect(ends()).toBe(1);
  });
});
