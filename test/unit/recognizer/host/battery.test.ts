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

describe('the watch on the battery', () => {
  it('tells how it stands, and every change, until it ends', async () => {
    const battery = new FakeBattery();
    const told: boolean[] = [];
    const end = watchBattery({ getBattery: async () => battery }, (on) => told.push(on));
    await settle();
    battery.turn(false);
    battery.turn(true);
    end();
    battery.turn(false);
    expect(told).toEqual([false, true, false]);
  });

  it('tells nothing when it ended before the browser answered', async () => {
    const battery = new FakeBattery();
    const told: boolean[] = [];
    watchBattery({ getBattery: async () => battery }, (on) => told.push(on))();
    await settle();
    expect(told).toEqual([]);
  });

  it('is silent in a browser that does not tell, or may not', async () => {
    const told: boolean[] = [];
    watchBattery({}, (on) => told.push(on));
    watchBattery({ getBattery: () => Promise.reject(new Error('policy')) }, (on) => told.push(on));
    await settle();
    expect(told).toEqual([]);
  });
});
