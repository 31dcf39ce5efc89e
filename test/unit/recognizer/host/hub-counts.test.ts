import { describe, expect, it } from 'vitest';
import { frameMessage, testHub } from './fake-worker.ts';

describe('the hub', () => {
  it('counts its open ports and the frames that wait for an answer', () => {
    const test = testHub();
    expect(test.hub.counts).toEqual({ ports: 0, pending: 0 });
    const { port, worker, stream } = test.opened();
    port.send(frameMessage(1));
    expect(test.hub.counts).toEqual({ ports: 1, pending: 1 });
    worker.say({ type: 'answer', stream, id: 1, answer: null });
    expect(test.hub.counts).toEqual({ ports: 1, pending: 0 });
    port.leave();
    expect(test.hub.counts).toEqual({ ports: 0, pending: 0 });
  });
});
