import { beforeEach, describe, expect, it } from 'vitest';
import { type TestHub, testHub } from './fake-worker.ts';

let test: TestHub;
beforeEach(() => {
  test = testHub();
});

describe('the hub, on battery', () => {
  it('tells the worker that serves, once for every change', () => {
    const { worker } = test.opened();
    test.hub.setBattery(false);
    test.hub.setBattery(true);
    test.hub.setBattery(true);
    test.hub.setBattery(false);
    expect(worker.received.filter(({ type }) => type === 'power')).toEqual([
      { type: 'power', battery: true },
      { type: 'power', battery: false },
    ]);
  });

  it('tells a worker that starts later, and starts none for it', () => {
    test.hub.setBattery(true);
    expect(test.workers).toEqual([]);
    const { worker } = test.opened();
    expect(worker.types().slice(0, 2)).toEqual(['start', 'power']);
  });

  it('tells the one that is made ready to take its place', () => {
    const { worker } = test.opened();
    test.hub.setBattery(true);
    worker.say({ type: 'slow-threads' });
    expect(test.workers[1]?.types().slice(0, 2)).toEqual(['start', 'power']);
  });
});
