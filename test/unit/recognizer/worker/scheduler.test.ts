import { describe, expect, it } from 'vitest';
import { createScheduler } from '../../../../src/recognizer/worker/scheduler.ts';

/** A scheduler whose runs end when the test says so. */
function controlled() {
  const log: string[] = [];
  const finish: (() => void)[] = [];
  const scheduler = createScheduler<number>(
    (stream, job) => {
      log.push(`run ${stream}${job}`);
      return new Promise<void>((resolve) => finish.push(resolve));
    },
    (stream, job) => log.push(`drop ${stream}${job}`),
  );
  /** Ends the running job, so that the scheduler takes the next. */
  const end = async (): Promise<void> => {
    finish.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { scheduler, log, end };
}

describe('the scheduler with frames of several tabs', () => {
  it('runs one frame at a time and drops all but the newest of a tab', async () => {
    const { scheduler, log, end } = controlled();
    scheduler.add('a', 1);
    scheduler.add('a', 2);
    scheduler.add('a', 3);
    expect(log).toEqual(['run a1', 'drop a2']);
    await end();
    expect(log).toEqual(['run a1', 'drop a2', 'run a3']);
  });

  it('gives each tab its turn, however fast one of them sends', async () => {
    const { scheduler, log, end } = controlled();
    scheduler.add('a', 1);
    scheduler.add('b', 1);
    scheduler.add('a', 2);
    await end();
    scheduler.add('b', 2);
    scheduler.add('a', 3);
    await end();
    await end();
    expect(log.filter((line) => line.startsWith('run'))).toEqual([
      'run a1',
      'run b1',
      'run a3',
      'run b2',
    ]);
  });

  it('drops the queued frame of a tab that left', async () => {
    const { scheduler, log, end } = controlled();
    scheduler.add('a', 1);
    scheduler.add('b', 1);
    scheduler.remove('b');
    await end();
    expect(log).toEqual(['run a1', 'drop b1']);
  });
});
