import { beforeEach, describe, expect, it } from 'vitest';
import { type TestHub, testHub } from './fake-worker.ts';

let test: TestHub;
beforeEach(() => {
  test = testHub();
});

describe('the hub on battery', () => {
  it('informs the worker that serves once per change', () => {
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

  it('informs a worker that starts later and starts none for that', () => {
    test.hub.setBattery(true);
    expect(test.workers).toEqual([]);
    const { worker } = test.opened();
    expect(worker.types().slice(0, 2)).toEqual(['start', 'power']);
  });

  it('informs the worker that is prepared to replace it', () => {
    const { worker } = test.opened();
    test.hub.setBattery(true);
    worker.say({ type: 'slow-threads' });
    expect(test.workers[1]?.types().slice(0, 2)).toEqual(['start', 'power']);
  });
});
