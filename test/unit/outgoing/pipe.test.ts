import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { behindMs, passHere } from '../../../src/outgoing/pass-here.ts';
import { canPipe, type Pipe, type PipeEnd, startPipe } from '../../../src/outgoing/pipe.ts';
import type { Sign } from '../../../src/outgoing/stamp.ts';

// The test supplies and receives a track's frames through real streams.

class Picture {
  open = true;
  constructor(readonly name: string) {}
  close() {
    this.open = false;
  }
}

let feed: ReadableStreamDefaultController<Picture>;
let out: Picture[];
let stopped: number;
let cancelled: number;
let ends: PipeEnd[];
let flows: number;
let now: number;
let own: { contentHint: string; readyState: string; enabled: boolean; muted: boolean };
let apply: (frame: Picture, sign: Sign) => Picture | Promise<Picture>;
let pipe: Pipe;

beforeEach(() => {
  out = [];
  stopped = 0;
  cancelled = 0;
  ends = [];
  flows = 0;
  now = 0;
  own = { contentHint: 'motion', readyState: 'live', enabled: true, muted: false };
  apply = (frame, sign) => new Picture(`${frame.name} with ${sign.texts.join()}`);
  vi.stubGlobal(
    'MediaStreamTrackProcessor',
    class {
      readable = new ReadableStream<Picture>({
        start: (controller) => {
          feed = controller;
        },
        cancel: () => {
          cancelled++;
        },
      });
    },
  );
  vi.stubGlobal(
    'MediaStreamTrackGenerator',
    class {
      contentHint = '';
      writable = new WritableStream<Picture>({
        write: (picture) => {
          out.push(picture);
        },
      });
      stop() {
        stopped++;
      }
    },
  );
  pipe = startPipe(own as unknown as MediaStreamTrack, {
    pass: passHere(
      () => ({ apply: (frame, sign) => apply(frame as never, sign) as never }),
      () => now,
    ),
    onFlow: () => flows++,
    onEnd: (end) => ends.push(end),
  });
});
afterEach(() => {
  pipe.dispose();
  vi.unstubAllGlobals();
});

/** Frames pass through streams in later turns of the event loop. */
const turn = () => new Promise((go) => setImmediate(go));
async function send(name: string): Promise<Picture> {
  const picture = new Picture(name);
  feed.enqueue(picture);
  await turn();
  await turn();
  return picture;
}
const sign = (...texts: string[]): Sign => ({ texts, look: {} as Sign['look'] });

describe('a pipe', () => {
  it('passes the same frame until there is a caption', async () => {
    const picture = await send('a');
    expect(out).toEqual([picture]);
    expect(out[0]).toBe(picture);
    expect(flows).toBe(1);
    expect(pipe.flowing).toBe(true);
    expect((pipe.track as unknown as { contentHint: string }).contentHint).toBe('motion');
  });

  it('sends the caption and leaves no frame open', async () => {
    pipe.show(sign('Hello'));
    const picture = await send('a');
    expect(out.map(({ name }) => name)).toEqual(['a with Hello']);
    expect([picture.open, out[0]!.open]).toEqual([false, false]);
    expect(flows).toBe(1);
  });

  it('draws nothing into the black frames of a disabled track', async () => {
    pipe.show(sign('Hello'));
    own.enabled = false;
    await send('black');
    expect(out.map(({ name }) => name)).toEqual(['black']);
  });

  it('ends with the track', async () => {
    feed.close();
    await turn();
    expect(ends).toEqual(['ended']);
    expect(pipe.over).toBe(true);
  });

  it('ends once with a fault, and closes the frame', async () => {
    apply = () => {
      throw new Error('no');
    };
    pipe.show(sign('Hello'));
    const picture = await send('a');
    pipe.check();
    expect(ends).toEqual(['fault']);
    expect(picture.open).toBe(false);
  });

  const hang = async (): Promise<void> => {
    apply = () => new Promise(() => undefined);
    pipe.show(sign('Hello'));
    await send('stuck');
  };

  it('is behind if a frame came in and none has come out for half a second', async () => {
    await send('a');
    await hang();
    for (const at of [10, 260]) {
      now = at;
      pipe.check();
      expect(ends).toEqual([]);
    }
    now = 10 + behindMs + 1;
    pipe.check();
    pipe.check();
    expect(ends).toEqual(['behind']);
  });

  it('is behind while drawing hangs although the page disables its track', async () => {
    await hang();
    own.enabled = false;
    for (now = 250; now <= 1000; now += 250) pipe.check();
    expect(ends).toEqual(['behind']);
  });

  it('is not behind while the track delivers nothing: disabled, muted, or a still canvas', async () => {
    await send('a');
    for (const state of [{ muted: true }, { enabled: false }, {}]) {
      Object.assign(own, { muted: false, enabled: true }, state);
      for (let i = 0; i < 20; i++) {
        now += 250;
        pipe.check();
      }
    }
    expect(ends).toEqual([]);
  });

  it.each([501, 700, 5000, 60_000])(
    'is not behind after a stall of the thread of %i ms while a frame was on its way',
    async (stallMs) => {
      const finish: (() => void)[] = [];
      apply = (frame) => new Promise((done) => finish.push(() => done(new Picture(frame.name))));
      pipe.show(sign('Hello'));
      for (let i = 0; i < 5; i++) {
        await send(`frame ${i}`);
        now += 20;
        pipe.check();
        now += stallMs;
        // The timer that checks is late too, and is the first to run.
        pipe.check();
        finish[i]!();
        await turn();
        now += 250;
        pipe.check();
      }
      expect(ends).toEqual([]);
      expect(out.length).toBe(5);
    },
  );

  it('ends the replacement track silently when disposed of', async () => {
    pipe.dispose();
    await turn();
    pipe.check();
    expect(stopped).toBe(1);
    expect(ends).toEqual([]);
    expect(own.readyState).toBe('live');
  });

  it('closes the frame that is on its way when it is disposed of', async () => {
    let finish = (): void => undefined;
    apply = (frame) =>
      new Promise((done) => {
        finish = () => done(new Picture(`${frame.name} late`));
      });
    pipe.show(sign('Hello'));
    const picture = await send('a');
    pipe.dispose();
    finish();
    await turn();
    expect(picture.open).toBe(false);
    expect(out).toEqual([]);
  });

  it('closes a frame that comes after it was disposed of, and then lets the track go', async () => {
    pipe.dispose();
    await turn();
    expect(cancelled).toBe(0);
    const picture = await send('late');
    expect(picture.open).toBe(false);
    expect(cancelled).toBe(1);
  });

  it('can be made only if the browser has the interfaces', () => {
    expect(canPipe()).toBe(true);
    vi.unstubAllGlobals();
    expect(canPipe()).toBe(false);
  });
});
