import { beforeEach, describe, expect, it } from 'vitest';
import { createLink, pingMs } from '../../../src/content/link.ts';
import type { Link } from '../../../src/content/link-types.ts';
import { FakeRuntime, FakeTimers, settle } from './fakes.ts';

let runtime: FakeRuntime;
let timers: FakeTimers;
let link: Link;
let heard: { ready: (string | null)[]; problems: (string | null)[]; invalidated: number };

beforeEach(() => {
  runtime = new FakeRuntime();
  timers = new FakeTimers();
  heard = { ready: [], problems: [], invalidated: 0 };
  link = createLink(
    runtime,
    { vocabulary: 'call-gestures', dwellMs: 700 },
    {
      ready: (state) => heard.ready.push(state && `${state.backend} ${state.binary}`),
      answer: () => undefined,
      lost: () => undefined,
      forgotten: () => undefined,
      problem: (problem) => heard.problems.push(problem?.code ?? null),
      invalidated: () => heard.invalidated++,
    },
    timers,
  );
});

const ready = { type: 'ready', backend: 'wasm', binary: true };

async function open(): Promise<void> {
  link.start();
  await settle();
  runtime.port.say(ready);
}

describe('a host that the browser ends when it hears nothing', () => {
  it('hears from us every few seconds while a camera is on, whether frames are sent or not', async () => {
    await open();
    link.camera(true);
    timers.advance(pingMs * 3);
    expect(pingMs).toBeLessThan(15_000);
    expect(runtime.port.ofType('ping').length).toBe(3);
    link.camera(false);
    timers.advance(pingMs * 3);
    expect(runtime.port.ofType('ping').length).toBe(3);
  });

  it('is left to rest while no camera is on, and started again for the next one', async () => {
    await open();
    link.camera(false);
    runtime.port.drop();
    expect(heard.ready).toEqual(['wasm true', null]);
    timers.advance(60_000);
    await settle();
    expect(runtime.ports.length).toBe(1);
    expect(heard.problems).toEqual([]);
    expect(timers.pending).toBe(0);
    link.camera(true);
    await settle();
    runtime.port.say(ready);
    expect(link.ready).toBe(true);
    expect(runtime.ports.length).toBe(2);
  });

  it('that rests is not started by a camera when captions have been switched off', async () => {
    await open();
    link.camera(false);
    runtime.port.drop();
    link.stop();
    link.camera(true);
    await settle();
    expect(runtime.ports.length).toBe(1);
    expect(timers.pending).toBe(0);
  });

  it('tells at once that the extension is gone, camera or not', async () => {
    await open();
    link.camera(false);
    runtime.id = undefined;
    runtime.port.drop();
    expect(heard.invalidated).toBe(1);
  });
});
