import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../../src/recognizer/frame.ts';
import type { Recognition } from '../../../../src/recognizer/recognition.ts';
import type { Recognizer } from '../../../../src/recognizer/recognizer.ts';
import type { RecordedPicture } from '../../../../tools/lib/media/video.ts';
import {
  captionRecording,
  type RecordedCaption,
} from '../../../../tools/lib/recognizer/recorded.ts';

/** A recording of 30 frames per second with empty pictures. */
async function* recording(seconds: number, from = 0): AsyncGenerator<RecordedPicture> {
  for (let n = 0; n < seconds * 30; n++) {
    const place = { timestamp: from + (n * 1000) / 30, width: 640, height: 480 };
    yield {
      ...place,
      cut: async ({ region, width, height }) => ({
        timestamp: place.timestamp,
        sourceWidth: 640,
        sourceHeight: 480,
        region,
        width,
        height,
        format: 'I420',
        data: new Uint8Array(),
        fullRange: false,
        matrix: 'bt601',
      }),
    };
  }
}

/** A recognizer that answers by rule and keeps the frames that it gets. */
function scripted(answer: (frame: Frame) => Partial<Recognition>) {
  const frames: Frame[] = [];
  let disposed = 0;
  const recognizer: Recognizer = {
    async open() {
      return {
        vocabulary: {
          id: 'test',
          name: 'Test',
          gestures: [
            { id: 'A', kind: 'letter', caption: 'A', name: 'A' },
            { id: 'space', kind: 'space', caption: ' ', name: 'Space' },
            { id: 'thumbs-up', kind: 'phrase', caption: 'Yes', name: 'Thumbs up' },
          ],
        },
        finish: async () => undefined,
        async push(frame) {
          frames.push(frame);
          return {
            timestamp: frame.timestamp,
            hands: [],
            classifications: [],
            unclear: [],
            candidate: null,
            sign: null,
            scores: null,
            up: false,
            searched: false,
            tracked: false,
            next: { afterMs: 66, region: null },
            stages: { total: 0 },
            ...answer(frame),
          };
        },
        use() {},
        classify: () => ({ scores: {}, gesture: null }),
        reset() {},
        dispose: () => void disposed++,
      };
    },
  };
  return { recognizer, frames, disposed: () => disposed };
}

async function caption(recognizer: Recognizer, pictures: AsyncIterable<RecordedPicture>) {
  const captions: RecordedCaption[] = [];
  const totals = await captionRecording(recognizer, pictures, {
    vocabulary: 'test',
    dwellMs: 700,
    onCaption: (caption) => captions.push(caption),
  });
  return { captions, totals };
}

describe('a recording', () => {
  it('is captioned with its own times', async () => {
    let letters = 0;
    const { recognizer } = scripted(({ timestamp }) => {
      if (timestamp >= 1000 && letters === 0) {
        letters++;
        return { sign: 'A' };
      }
      return timestamp >= 2000 && letters++ === 1 ? { sign: 'thumbs-up' } : {};
    });
    const { captions } = await caption(recognizer, recording(3));
    expect(captions.map(({ gesture, caption }) => [gesture, caption])).toEqual([
      ['A', 'A'],
      ['thumbs-up', 'Yes'],
    ]);
    expect(captions[0]!.t).toBeGreaterThanOrEqual(1);
    expect(captions[0]!.t).toBeLessThan(1.1);
  });

  it('is sampled as often as the recognizer asks', async () => {
    const often = scripted(() => ({ next: { afterMs: 66, region: null } }));
    await caption(often.recognizer, recording(10));
    expect(often.frames.length).toBeGreaterThan(140);
    expect(often.frames.length).toBeLessThan(160);
    const rarely = scripted(() => ({ next: { afterMs: 500, region: null } }));
    await caption(rarely.recognizer, recording(10));
    expect(rarely.frames.length).toBeGreaterThan(18);
    expect(rarely.frames.length).toBeLessThan(23);
  });

  it('sends only the region that the recognizer names', async () => {
    const region = { x: 100, y: 50, width: 200, height: 160 };
    const { recognizer, frames } = scripted(() => ({ next: { afterMs: 66, region } }));
    await caption(recognizer, recording(1));
    expect(frames[0]!.region).toEqual({ x: 0, y: 0, width: 640, height: 480 });
    expect(frames[1]!.region).toEqual(region);
  });

  it('has totals', async () => {
    const { recognizer } = scripted(({ timestamp }) => ({
      searched: timestamp < 500,
      tracked: timestamp >= 500,
    }));
    const { totals } = await caption(recognizer, recording(2, 400));
    expect(totals).toMatchObject({ seconds: 2, captions: 0, framesSeen: 60 });
    expect(totals.framesSearched).toBe(2);
    expect(totals.framesTracked).toBeGreaterThan(20);
  });

  it('disposes of the recognizer, even if it cannot be read to its end', async () => {
    const { recognizer, disposed } = scripted(() => ({}));
    await caption(recognizer, recording(1));
    expect(disposed()).toBe(1);
    async function* broken(): AsyncGenerator<RecordedPicture> {
      yield* recording(0.1);
      throw new Error('cut off');
    }
    await expect(caption(recognizer, broken())).rejects.toThrow('cut off');
    expect(disposed()).toBe(2);
  });
});
