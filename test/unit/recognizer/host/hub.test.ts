import { beforeEach, describe, expect, it } from 'vitest';
import { maxPending, maxStreams } from '../../../../src/recognizer/host/hub.ts';
import { greyFrame } from '../fake-frames.ts';
import { FakePort, frameMessage, open, type TestHub, testHub } from './fake-worker.ts';

let test: TestHub;
beforeEach(() => {
  test = testHub();
});

describe('the hub between call pages and the recognizer', () => {
  it('starts one worker for all tabs and reports when frames may come', () => {
    const first = test.opened();
    const second = test.opened();
    expect(test.workers).toHaveLength(1);
    expect(first.port.got).toEqual([{ type: 'ready', backend: 'wasm', binary: true }]);
    expect(second.port.got).toEqual([{ type: 'ready', backend: 'wasm', binary: true }]);
  });

  it('reports when the ports of the browser carry no bytes', () => {
    const { port } = test.opened({ ...open, probe: {} });
    expect(port.got).toEqual([{ type: 'ready', backend: 'wasm', binary: false }]);
  });

  it('forwards frames and sends each answer to its own tab', () => {
    const first = test.opened();
    const second = test.opened();
    first.port.send(frameMessage(1));
    const frame = first.worker.received.findLast((sent) => sent.type === 'frame');
    if (frame?.type !== 'frame') throw new Error('no frame arrived');
    expect(frame.frame.data.byteLength).toBe(460_800);
    first.worker.say({ type: 'answer', stream: frame.stream, id: 1, answer: null });
    expect(first.port.got.at(-1)).toEqual({ type: 'answer', id: 1, answer: null });
    expect(second.port.got).toHaveLength(1);
  });

  it('ignores a ping, which only has to arrive', () => {
    const { port, worker } = test.opened();
    const before = worker.received.length;
    port.send({ type: 'ping' });
    expect(worker.received.length).toBe(before);
    expect(port.got).toHaveLength(1);
  });

  it('accepts base64 from ports that carry no bytes', () => {
    const { port, worker } = test.opened({ ...open, probe: {} });
    const { data } = greyFrame(0, { width: 4, height: 2 });
    const change = { width: 4, height: 2, data: Buffer.from(data).toString('base64') };
    port.send(frameMessage(1, change));
    const frame = worker.received.at(-1);
    expect(frame?.type === 'frame' && [...frame.frame.data]).toEqual([...data]);
  });

  it.each([
    ['bytes that do not fit the size', { width: 320 }],
    ['a region outside the source', { region: { x: 600, y: 0, width: 640, height: 480 } }],
    ['invalid base64', { data: '!!!' }],
    ['a source larger than any camera’s', { sourceWidth: 16_384 }],
    ['a width beyond all memory', { width: 1e9 }],
    ['no timestamp', { timestamp: Number.NaN }],
    ['a region without size', { region: { x: 0, y: 0, width: 5e-324, height: 1 } }],
  ])('answers a frame with %s without asking the worker, and reports a problem', (_, change) => {
    const { port, worker } = test.opened();
    port.send(frameMessage(1, change));
    expect(worker.types()).not.toContain('frame');
    expect(port.got.slice(1)).toMatchObject([
      { type: 'answer', id: 1, answer: null },
      { type: 'problem', problem: { code: 'frame-unreadable' } },
    ]);
  });

  it.each([
    null,
    'frame',
    {},
    { type: 'frame', id: 'x' },
    { type: 'close-all' },
    { type: 'open', recognition: { vocabulary: '../secrets', dwellMs: 700 }, probe: null },
    frameMessage(1.5),
  ])('ignores a message of the wrong shape (%#)', (raw) => {
    const { port, worker } = test.opened();
    const before = worker.received.length;
    port.send(raw);
    expect(worker.received).toHaveLength(before);
  });

  it('keeps few frames of a stream in flight and answers the others at once', () => {
    const { port, worker } = test.opened();
    for (let id = 0; id < 1000; id++) port.send(frameMessage(id));
    expect(worker.types().filter((type) => type === 'frame')).toHaveLength(maxPending);
    expect(port.got.filter(({ type }) => type === 'answer')).toHaveLength(1000 - maxPending);
  });

  it('accepts few streams of one tab, so that no page takes the recognizer from the others', () => {
    const ports = Array.from({ length: 1000 }, () => test.attached(open));
    expect(ports.filter(({ closed }) => !closed)).toHaveLength(maxStreams);
    expect(test.workers[0]?.types().filter((type) => type === 'open')).toHaveLength(maxStreams);
    const other = new FakePort();
    test.hub.attach(other, 8);
    expect(other.closed).toBe(false);
    ports[0]?.leave();
    expect(test.attached(open).closed).toBe(false);
  });

  it('sends no landmarks and no scores to a call, whatever its content script asks for', () => {
    const { port, worker, stream } = test.opened({
      ...open,
      recognition: { ...open.recognition, inspect: true, draft: true },
      inspect: true,
      draft: true,
    });
    expect(worker.received.find((sent) => sent.type === 'open')).toEqual({
      type: 'open',
      stream,
      vocabulary: 'call-gestures',
      dwellMs: 700,
    });
    port.send({ ...frameMessage(1), still: true });
    expect(worker.received.at(-1)).not.toHaveProperty('still');
    port.send({ type: 'thresholds', id: 1, vocabulary: 'call-gestures' });
    expect(worker.types()).not.toContain('thresholds');
    // Even if the worker sent them, they would not be forwarded.
    const seen = {
      timestamp: 0,
      frameSize: { width: 1, height: 1 },
      hands: [],
      candidate: null,
      sign: null,
    };
    worker.say({ type: 'answer', stream, id: 1, answer: null, seen });
    expect(port.got.at(-1)).toEqual({ type: 'answer', id: 1, answer: null });
  });

  it('forwards that signs are suppressed for a frame', () => {
    const { port, worker } = test.opened();
    port.send({ ...frameMessage(1), suppressed: { unsaid: 'ok' } });
    expect(worker.received.at(-1)).toMatchObject({ type: 'frame', suppressed: { unsaid: 'ok' } });
    port.send(frameMessage(2));
    expect(worker.received.at(-1)).toMatchObject({ type: 'frame', suppressed: undefined });
  });

  it('forwards the language of captions', () => {
    const { worker } = test.opened({
      type: 'open',
      recognition: { vocabulary: 'v', dwellMs: 700, language: 'ja' },
      probe: 0,
    });
    expect(worker.received.filter(({ type }) => type === 'open')).toMatchObject([
      { language: 'ja' },
    ]);
  });

  it.each([
    ['was wrong', { type: 'wrong', gesture: 'fist' }],
    ['was right after all', { type: 'not-wrong' }],
  ])('forwards that a caption %s in an open call', (_, message) => {
    const { type } = message;
    const { port, worker, stream } = test.opened();
    port.send({ ...message, hands: 'mine' });
    expect(worker.received.at(-1)).toEqual({ ...message, stream });
    const early = test.attached(message);
    expect(worker.types().filter((one) => one === type)).toHaveLength(1);
    expect(early.got).toEqual([]);
  });

  it('forwards a problem during which captions go on, and its end, to its own tab', () => {
    const first = test.opened();
    const second = test.opened();
    const notice = { type: 'notice', problem: { code: 'taught-damaged' } } as const;
    first.worker.say({ ...notice, stream: first.stream });
    first.worker.say({ type: 'notice', stream: first.stream, problem: null });
    expect(first.port.got.slice(1)).toEqual([notice, { type: 'notice', problem: null }]);
    expect(second.port.got).toHaveLength(1);
  });
});
