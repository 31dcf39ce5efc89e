import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  behindMs,
  canPipe,
  type Pipe,
  type PipeEnd,
  startPipe,
} from '../../../src/outgoing/pipe.ts';
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
let ends: PipeEnd[];
let flows: number;
let now: number;
let own: { contentHint: string; readyState: string; enabled: boolean; muted: boolean };
let apply: (frame: Picture, sign: Sign) => Picture | Promise<Picture>;
let pipe: Pipe;

beforeEach(() => {
  out = [];
  stopped = 0;
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
    stamp: { apply: (frame, sign) => apply(frame as never, sign) as never },
    now: () => now,
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

  it('is behind if no frame has come out for half a second', async () => {
    await send('a');
    apply = () => new Promise(() => undefined);
    pipe.show(sign('Hello'));
    await send('b');
    now = behindMs;
    pipe.check();
    expect(ends).toEqual([]);
    now = behindMs + 1;
    pipe.check();
    expect(ends).toEqual(['behind']);
  });

  it('is not behind while the track is disabled or muted', async () => {
    own.muted = true;
    now = 10_000;
    pipe.check();
    own.muted = false;
    own.enabled = false;
    now = 20_000;
    pipe.check();
    own.enabled = true;
    now = 20_000 + behindMs;
    pipe.check();
    expect(ends).toEqual([]);
  });

  it('ends the replacement track silently when disposed of', async () => {
    pipe.dispose();
    await turn();
    pipe.check();
    expect(stopped).toBe(1);
    expect(ends).toEqual([]);
    expect(own.readyState).toBe('live');
  });

  it('can be made only if the browser has the interfaces', () => {
    expect(canPipe()).toBe(true);
    vi.unstubAllGlobals();
    expect(canPipe()).toBe(false);
  });
});
