import { describe, expect, it } from 'vitest';
import { type Battery, watchBattery } from '../../../../src/recognizer/host/battery.ts';
import { settle } from '../worker/fake-store.ts';

class FakeBattery extends EventTarget implements Battery {
  charging = true;
  turn(charging: boolean) {
    this.charging = charging;
    this.dispatchEvent(new Event('chargingchange'));
  }
}

describe('the battery watch', () => {
  it('reports the state and every change until it ends', async () => {
    const battery = new FakeBattery();
    const reported: boolean[] = [];
    const end = watchBattery({ getBattery: async () => battery }, (on) => reported.push(on));
    await settle();
    battery.turn(false);
    battery.turn(true);
    end();
    battery.turn(false);
    expect(reported).toEqual([false, true, false]);
  });

  it('reports nothing when it ended before the browser answered', async () => {
    const battery = new FakeBattery();
    const reported: boolean[] = [];
    watchBattery({ getBattery: async () => battery }, (on) => reported.push(on))();
    await settle();
    expect(reported).toEqual([]);
  });

  it('reports nothing in a browser that lacks the API or forbids it', async () => {
    const reported: boolean[] = [];
    watchBattery({}, (on) => reported.push(on));
    watchBattery({ getBattery: () => Promise.reject(new Error('policy')) }, (on) =>
      reported.push(on),
    );
    await settle();
    expect(reported).toEqual([]);
  });
});
