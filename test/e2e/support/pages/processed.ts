/** A call that sends its video mirrored and blurred, through WebCodecs if `#generator` is asked for. */
import { TestCall } from './call.ts';

const size = [640, 480] as const;

function draw(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  picture: CanvasImageSource,
): void {
  context.filter = 'blur(6px)';
  context.setTransform(-1, 0, 0, 1, size[0], 0);
  context.drawImage(picture, 0, 0, ...size);
}

/** With a canvas, as most call apps do it. */
async function byCanvas(track: MediaStreamTrack): Promise<MediaStreamTrack> {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream([track]);
  await video.play();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = size;
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  setInterval(() => draw(context, video), 66);
  return canvas.captureStream(15).getVideoTracks()[0] as MediaStreamTrack;
}

/** Frame by frame, without a video element. */
function byGenerator(track: MediaStreamTrack): MediaStreamTrack {
  const context = new OffscreenCanvas(...size).getContext(
    '2d',
  ) as OffscreenCanvasRenderingContext2D;
  const change = new TransformStream<VideoFrame, VideoFrame>({
    transform(frame, controller) {
      draw(context, frame);
      controller.enqueue(new VideoFrame(context.canvas, { timestamp: frame.timestamp }));
      frame.close();
    },
  });
  const { readable } = new MediaStreamTrackProcessor({ track });
  const generator = new MediaStreamTrackGenerator({ kind: 'video' });
  // Ends with the track.
  readable
    .pipeThrough(change)
    .pipeTo(generator.writable)
    .catch(() => undefined);
  return generator;
}

class ProcessedCall extends TestCall {
  protected override process(
    track: MediaStreamTrack,
  ): MediaStreamTrack | Promise<MediaStreamTrack> {
    return location.hash === '#generator' ? byGenerator(track) : byCanvas(track);
  }
}

globalThis.call = new ProcessedCall(document);
