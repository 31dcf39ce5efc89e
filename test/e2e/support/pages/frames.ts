/** A camera made of frames with known pixels, in any format and size. */
import { pattern } from './pattern.ts';

export interface FeedOptions {
  format: 'I420' | 'NV12' | 'RGBA' | 'BGRX' | 'I444';
  /** Sizes in turn, one a frame. */
  sizes: [width: number, height: number][];
  visible?: { x: number; y: number; width: number; height: number };
  rotation?: 90 | 180 | 270;
  colour?: VideoColorSpaceInit;
}

function picture(options: FeedOptions, index: number): VideoFrame {
  const { format, sizes, visible, rotation, colour } = options;
  const [width, height] = sizes[index % sizes.length] as [number, number];
  const init: VideoFrameBufferInit & { rotation?: number } = {
    format: format as VideoPixelFormat,
    codedWidth: width,
    codedHeight: height,
    timestamp: index * 33_333,
  };
  if (visible) init.visibleRect = visible;
  if (rotation) init.rotation = rotation;
  if (colour) init.colorSpace = colour;
  return new VideoFrame(pattern(format, width, height), init);
}

/** Feeds frames until the track is stopped, and hands the track over as the tap would. */
export function feed(options: FeedOptions): MediaStreamTrack {
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  const writer = generator.writable.getWriter();
  const run = async (): Promise<void> => {
    for (let index = 0; generator.readyState === 'live'; index++) {
      await writer.write(picture(options, index));
      await new Promise((go) => setTimeout(go, 15));
    }
  };
  // The writer fails when the track ends.
  run().catch(() => undefined);
  document.dispatchEvent(new MediaStreamTrackEvent('sign-captions:track', { track: generator }));
  return generator;
}

declare global {
  var feedFrames: typeof feed;
}
globalThis.feedFrames = feed;
