/** A camera that stays live while it gives pictures or none, handed over as the tap would. */
import { pattern } from './pattern.ts';

const [width, height] = [320, 240];

export interface StillCamera {
  track: MediaStreamTrack;
  /** Whether it gives pictures. */
  moving: boolean;
}

function turnOn(): StillCamera {
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  const writer = track.writable.getWriter();
  const camera: StillCamera = { track, moving: true };
  const run = async (): Promise<void> => {
    for (let index = 0; track.readyState === 'live'; index++) {
      if (camera.moving)
        await writer.write(
          new VideoFrame(pattern('I420', width, height), {
            format: 'I420',
            codedWidth: width,
            codedHeight: height,
            timestamp: index * 33_333,
          }),
        );
      await new Promise((go) => setTimeout(go, 33));
    }
  };
  // The writer fails when the track ends.
  run().catch(() => undefined);
  document.dispatchEvent(new MediaStreamTrackEvent('sign-captions:track', { track }));
  return camera;
}

declare global {
  var turnOnCamera: () => StillCamera;
  var stillCamera: StillCamera;
}
globalThis.turnOnCamera = turnOn;
