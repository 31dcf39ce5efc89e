import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/messaging/frames-port.ts';
import { momentMs, preparingMs } from '../../../../src/recognizer/host/successor.ts';
import { type FakeWorker, frameMessage, open, type TestHub, testHub } from './fake-worker.ts';

let test: TestHub;
beforeEach(() => {
  test = testHub();
});

describe('the hub, when two threads have become slower than one,', () => {
  const answer = (change: Partial<Answer> = {}): Answer => ({
    timestamp: 0,
    hands: 0,
    candidate: null,
    sign: null,
    searched: false,
    tracked: false,
    next: { afterMs: 66, region: null },
    stages: { total: 1 },
    ...change,
  });
  const held = (progress: number): Answer =>
    answer({ hands: 1, candidate: { gesture: 'fist', caption: 'Stop', progress } });
  /** A hand that holds no sign, or still holds one that was reported. */
  const hand = answer({ hands: 1 });

  /** A call whose worker has two threads and has just reported them as slow. */
  function slowed() {
    const { port, worker } = test.opened();
    const stream = streamsOf(worker)[0]!;
    worker.say({ type: 'slow-threads' });
    const next = test.workers[1]!;
    /** A frame that the slow worker answers. */
    const slowAnswer = (id: number, said: Answer | null): void => {
      port.send(frameMessage(id));
      worker.say({ type: 'answer', stream, id, answer: said });
    };
    const ready = (): void => {
      next.say({ type: 'started', backend: 'wasm', selfTest: '{"wasm":1}' });
      for (const key of streamsOf(next)) next.say({ type: 'opened', stream: key });
    };
    return { port, worker, next, slowAnswer, ready };
  }
  const streamsOf = (worker: FakeWorker): string[] =>
    worker.received.flatMap((sent) => (sent.type === 'open' ? [sent.stream] : []));

  it('prepares a worker with one thread while the other goes on', () => {
    const { port, worker, next, slowAnswer } = slowed();
    expect(next.received).toMatchObject([
      { type: 'start', threads: false },
      { type: 'open', vocabulary: 'call-gestures', dwellMs: 700 },
    ]);
    slowAnswer(1, answer());
    expect(port.got.at(-1)).toMatchObject({ type: 'answer', id: 1, answer: { hands: 0 } });
    expect(worker.terminated).toBe(false);
  });

  it('changes to it as soon as it is ready, without the call noticing', () => {
    const { port, worker, next, slowAnswer, ready } = slowed();
    slowAnswer(1, answer());
    const before = port.got.length;
    ready();
    expect(worker.terminated).toBe(true);
    expect(port.got).toHaveLength(before);
    port.send(frameMessage(2));
    const frame = next.received.at(-1);
    if (frame?.type !== 'frame') throw new Error('no frame arrived');
    next.say({ type: 'answer', stream: frame.stream, id: 2, answer: answer() });
    expect(port.got.at(-1)).toMatchObject({ type: 'answer', id: 2 });
  });

  it('waits until no sign is held, or one has only begun to be', () => {
    const { worker, slowAnswer, ready } = slowed();
    slowAnswer(1, held(0.8));
    ready();
    slowAnswer(2, held(0.9));
    slowAnswer(3, hand);
    slowAnswer(4, null);
    expect(worker.terminated).toBe(false);
    slowAnswer(5, held(0.2));
    expect(worker.terminated).toBe(true);
  });

  it('waits a limited time for such a moment', () => {
    const { worker, slowAnswer, ready } = slowed();
    slowAnswer(1, hand);
    ready();
    test.elapse(momentMs);
    expect(worker.terminated).toBe(true);
  });

  it('answers the frames of the slow worker, so that the call goes on sending', () => {
    const { port, slowAnswer, ready } = slowed();
    slowAnswer(1, answer());
    port.send(frameMessage(2));
    ready();
    expect(port.got.at(-1)).toEqual({ type: 'answer', id: 2, answer: null });
    expect(test.timers).toEqual([]);
  });

  it('changes all calls together', () => {
    const first = test.opened();
    const second = test.opened();
    first.worker.say({ type: 'slow-threads' });
    const next = test.workers[1]!;
    const [one, two] = streamsOf(next);
    next.say({ type: 'started', backend: 'wasm', selfTest: null });
    next.say({ type: 'opened', stream: one! });
    expect(first.worker.terminated).toBe(false);
    second.port.leave();
    expect(first.worker.terminated).toBe(true);
    expect(next.received.at(-1)).toEqual({ type: 'close', stream: two });
  });

  it('includes a call that opens, or opens again, meanwhile', () => {
    const { port, worker, next, ready } = slowed();
    port.send({
      ...open,
      recognition: { ...open.recognition, vocabulary: 'fingerspelling' },
    });
    const other = test.attached(open);
    expect(next.received.slice(2)).toMatchObject([
      { type: 'open', vocabulary: 'fingerspelling' },
      { type: 'open', vocabulary: 'call-gestures' },
    ]);
    ready();
    expect(worker.terminated).toBe(true);
    for (const { got } of [port, other])
      expect(got.at(-1)).toEqual({ type: 'ready', backend: 'wasm', binary: true });
  });

  it.each([
    ['fails', (next: FakeWorker) => next.onerror?.({ message: 'out of memory' })],
    [
      'says that it cannot start',
      (next: FakeWorker) => next.say({ type: 'failed', problem: { code: 'no-backend' } }),
    ],
    ['is never ready', () => test.elapse(preparingMs)],
  ])('goes on slowly when the new worker %s', (_, fail) => {
    const { port, worker, next, slowAnswer } = slowed();
    fail(next);
    expect(next.terminated).toBe(true);
    expect(worker.terminated).toBe(false);
    slowAnswer(1, answer());
    expect(port.got.at(-1)).toMatchObject({ type: 'answer', id: 1 });
  });

  it('leaves no worker and no timer behind when both fail', () => {
    const { port, worker, next } = slowed();
    worker.onerror?.({ message: 'out of memory' });
    expect(next.terminated).toBe(true);
    expect(test.timers).toEqual([]);
    expect(port.got.at(-1)).toMatchObject({ problem: { code: 'recognizer-lost' } });
  });

  it('starts with one thread from then on, and keeps the choice of the self-test', () => {
    const { port, next, ready } = slowed();
    test.kept = 'threads were faster';
    ready();
    next.onerror?.({ message: 'out of memory' });
    port.send(open);
    expect(test.workers[2]?.received[0]).toMatchObject({
      type: 'start',
      threads: false,
      selfTest: 'threads were faster',
    });
  });
});
