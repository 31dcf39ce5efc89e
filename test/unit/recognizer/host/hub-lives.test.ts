import { beforeEach, describe, expect, it } from 'vitest';
import { brokenInARow, openingMs, stuckMs } from '../../../../src/recognizer/host/health.ts';
import { idleMs } from '../../../../src/recognizer/host/hub.ts';
import { frameMessage, open, type TestHub, testHub } from './fake-worker.ts';

let test: TestHub;
beforeEach(() => {
  test = testHub();
});

describe('the hub', () => {
  it('stores the self-test result and passes it to the next worker', () => {
    const { worker } = test.opened();
    worker.onerror?.({ message: 'crashed' });
    test.opened();
    expect(test.workers[1]?.received[0]).toMatchObject({ type: 'start', selfTest: '{"wasm":1}' });
  });

  it('reports to every tab when the worker fails, and starts another when a tab opens again', () => {
    const { port, worker } = test.opened();
    worker.onerror?.({ message: 'out of memory' });
    expect(worker.terminated).toBe(true);
    expect(port.got.at(-1)).toEqual({
      type: 'problem',
      problem: { code: 'recognizer-lost', detail: 'out of memory' },
    });
    port.send(open);
    expect(test.workers).toHaveLength(2);
  });

  it('replaces a worker that holds a frame for too long', () => {
    const { port, worker } = test.opened();
    port.send(frameMessage(1));
    test.elapse(stuckMs);
    expect(worker.terminated).toBe(true);
    expect(port.got.at(-1)).toMatchObject({ problem: { code: 'recognizer-lost' } });
  });

  it('replaces a worker in which one frame never ends, even if it answers newer ones', () => {
    const { port, worker, stream } = test.opened();
    port.send(frameMessage(1));
    const ofFirst = test.timers[0];
    for (let id = 2; id < 10; id++) {
      port.send(frameMessage(id));
      worker.say({ type: 'answer', stream, id, answer: null });
    }
    expect(test.timers).toEqual([ofFirst]);
    expect(test.timers[0]).toBe(ofFirst);
    test.elapse(stuckMs);
    expect(worker.terminated).toBe(true);
    expect(port.got.at(-1)).toMatchObject({ problem: { code: 'recognizer-lost' } });
  });

  it('does not give a call to a worker that hangs in a frame of a closed call', () => {
    const first = test.opened();
    first.port.send(frameMessage(1));
    first.port.leave();
    const second = test.attached(open);
    test.elapse(stuckMs);
    expect(first.worker.terminated).toBe(true);
    expect(second.got).toEqual([
      {
        type: 'problem',
        problem: { code: 'recognizer-lost', detail: `no answer for ${stuckMs} ms` },
      },
    ]);
    second.send(open);
    expect(test.workers).toHaveLength(2);
  });

  describe('whose worker fails on frames', () => {
    /** A frame on which the worker fails, because its GPU is lost or its memory is full. */
    const broken = ({ port, worker, stream }: ReturnType<TestHub['opened']>, id: number): void => {
      port.send(frameMessage(id));
      const problem = { code: 'recognizer-lost', detail: 'device lost' } as const;
      worker.say({ type: 'problem', stream, problem });
      worker.say({ type: 'answer', stream, id, answer: null });
    };
    const noHands = { hands: 0, candidate: null, sign: null, searched: true, tracked: false };
    const emptyAnswer = {
      ...noHands,
      timestamp: 0,
      next: { afterMs: 66, region: null },
      stages: { total: 1 },
    };

    it('replaces it when all fail, even across several calls', () => {
      const first = test.opened();
      for (let id = 1; id < brokenInARow; id++) broken(first, id);
      expect(first.worker.terminated).toBe(false);
      first.port.leave();
      broken(test.opened(), 1);
      expect(first.worker.terminated).toBe(true);
    });

    it('keeps it when others succeed', () => {
      const call = test.opened();
      for (let id = 0; id < 20; id += 2) {
        broken(call, id);
        call.port.send(frameMessage(id + 1));
        const { stream } = call;
        call.worker.say({ type: 'answer', stream, id: id + 1, answer: emptyAnswer });
      }
      expect(call.worker.terminated).toBe(false);
    });

    it('keeps the stored self-test result if the worker has succeeded before, and discards it otherwise', () => {
      const call = test.opened();
      call.port.send(frameMessage(1));
      call.worker.say({ type: 'answer', stream: call.stream, id: 1, answer: emptyAnswer });
      for (let id = 2; id < 2 + brokenInARow; id++) broken(call, id);
      expect(test.kept).toBe('{"wasm":1}');
      const next = test.opened();
      for (let id = 1; id <= brokenInARow; id++) broken(next, id);
      expect(test.kept).toBe('');
    });
  });

  it('replaces a worker that never finishes loading', () => {
    test.attached(open);
    test.elapse(openingMs);
    expect(test.workers[0]?.terminated).toBe(true);
  });

  it('discards the self-test result of a worker that never started, which would hang again', () => {
    test.kept = '{"wasm-threads":1}';
    const port = test.attached(open);
    test.elapse(openingMs);
    port.send(open);
    expect(test.workers[1]?.received[0]).toMatchObject({ type: 'start', selfTest: '' });
  });

  it('starts no threads after a worker that hung before it started', () => {
    const port = test.attached(open);
    expect(test.workers[0]?.received[0]).toMatchObject({ type: 'start', threads: true });
    test.elapse(openingMs);
    port.send(open);
    expect(test.workers[1]?.received[0]).toMatchObject({ type: 'start', threads: false });
  });

  it('still allows threads after a worker that reports why it does not start', () => {
    const port = test.attached(open);
    test.workers[0]?.say({ type: 'failed', problem: { code: 'model-damaged' } });
    port.send(open);
    expect(test.workers[1]?.received[0]).toMatchObject({ type: 'start', threads: true });
  });

  it('keeps the self-test result of a worker that started and failed later', () => {
    const { port, worker } = test.opened();
    worker.onerror?.({ message: 'out of memory' });
    port.send(open);
    expect(test.workers[1]?.received[0]).toMatchObject({ type: 'start', selfTest: '{"wasm":1}' });
  });

  it('sets no deadline while every frame is answered', () => {
    const { port, worker } = test.opened();
    port.send(frameMessage(1));
    const frame = worker.received.at(-1);
    if (frame?.type !== 'frame') throw new Error('no frame arrived');
    worker.say({ type: 'answer', stream: frame.stream, id: 1, answer: null });
    expect(test.timers).toEqual([]);
  });

  it('reports a damaged model, and tries again when a tab asks again', () => {
    const { port, worker } = test.opened();
    worker.say({ type: 'failed', problem: { code: 'model-damaged' } });
    expect(port.got.at(-1)).toEqual({ type: 'problem', problem: { code: 'model-damaged' } });
    port.send(open);
    expect(test.workers).toHaveLength(2);
  });

  it('closes the stream of a tab that left, and ends the worker when none is left', () => {
    const { port, worker } = test.opened();
    port.leave();
    expect(worker.types().at(-1)).toBe('close');
    test.elapse(idleMs);
    expect(worker.terminated).toBe(true);
    expect(test.idles).toBe(1);
  });

  it('keeps the worker when a tab comes back in time', () => {
    test.opened().port.leave();
    test.opened();
    expect(test.timers).toEqual([]);
    expect(test.workers).toHaveLength(1);
  });
});
