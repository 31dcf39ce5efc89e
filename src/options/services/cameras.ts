import { ProblemError } from '../../messaging/problems.ts';
import type { Cameras } from './types.ts';

/** The part of `navigator.mediaDevices` that is used. */
export type MediaDevicesPart = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'>;

/**
 * Cameras of this browser, by `getUserMedia`; the microphone is never asked for.
 *
 * @param devices undefined if the page is not secure
 */
export function createCameras(devices: MediaDevicesPart | undefined): Cameras {
  return {
    async open(deviceId) {
      if (!devices) throw new ProblemError('no-camera', 'mediaDevices is missing.');
      try {
        return await devices.getUserMedia({
          audio: false,
          video: {
            width: { ideal: 1280 },
            height: { ideal: 720 },
            deviceId: deviceId ? { exact: deviceId } : undefined,
          },
        });
      } catch (error) {
        throw cameraError(error);
      }
    },
    async list() {
      const found = (await devices?.enumerateDevices()) ?? [];
      return found
        .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    },
  };
}

function cameraError(error: unknown): ProblemError {
  const name = error instanceof Error ? error.name : '';
  const detail = error instanceof Error ? `${name}: ${error.message}` : String(error);
  // Names as in the Media Capture and Streams specification, getUserMedia().
  if (name === 'NotFoundError' || name === 'OverconstrainedError')
    return new ProblemError('no-camera', detail, { cause: error });
  if (name === 'NotAllowedError' || name === 'SecurityError')
    return new ProblemError('camera-refused', detail, { cause: error });
  return new ProblemError('camera-failed', detail, { cause: error });
}
