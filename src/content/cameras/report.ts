import type { ContentMessage } from '../../messaging/protocol.ts';
import type { Cameras } from './chooser.ts';

/**
 * Reports a frame's cameras to the background, for the popup: only while there are several to
 * choose from, and once when there no longer are. Most frames of a page never report any.
 */
export function createCameraReport(
  send: (message: ContentMessage) => void,
): (cameras: Cameras) => void {
  let reported = false;
  return (cameras) => {
    const several = cameras.list.length > 1;
    if (!several && !reported) return;
    reported = several;
    send({ type: 'content-cameras', cameras });
  };
}
