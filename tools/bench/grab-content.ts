/** The sending end of the grab benchmark: the extension's own grab, in a content script. */
import { realTimers } from '../../src/clock/clock.ts';
import { toWire } from '../../src/content/link/wire.ts';
import { watchTracks } from '../../src/content/tracks.ts';
import { startGrab } from '../../src/grab/grab.ts';
import { grabFromProcessor } from '../../src/grab/processor.ts';
import { grabFromVideo } from '../../src/grab/video.ts';
import type { Frame, Rect } from '../../src/messaging/frame.ts';

export interface GrabCase {
  long: number;
  short: number;
  region: Rect | null;
  /** Send bytes as an ArrayBuffer, not as base64 text. */
  binary: boolean;
  /** Do without the browser's own `Uint8Array.prototype.toBase64`, as before Chromium 140. */
  plain?: boolean;
  /** How a visible tab, a hidden tab and a browser without a processor read their frames. */
  path: 'visible' | 'processor' | 'canvas';
}

export interface GrabSamples {
  width: number;
  height: number;
  format: string;
  bytes: number;
  sent: number;
  /** ms per frame: reading it on the main thread, posting it to the port, waiting for the answer. */
  grab: number[];
  send: number[];
  roundTrip: number[];
}

const watch = watchTracks(window, { onTrack() {}, onShown() {}, onFailure() {} }, realTimers);

const start = { visible: startGrab, processor: grabFromProcessor, canvas: grabFromVideo };

/** Takes every second frame, like 15 per second from a camera of 30. The first ten do not count. */
function run(grabCase: GrabCase, count: number): Promise<GrabSamples> {
  const { long, short, region, binary, path } = grabCase;
  if (grabCase.plain) Reflect.deleteProperty(Uint8Array.prototype, 'toBase64');
  const track = watch.current;
  if (!track) throw new Error('The page has no camera.');
  const port = chrome.runtime.connect();
  const samples: GrabSamples = {
    width: 0,
    height: 0,
    format: '',
    bytes: 0,
    sent: 0,
    grab: [],
    send: [],
    roundTrip: [],
  };
  return new Promise((resolve, reject) => {
    let seen = 0;
    let id = 0;
    const sentAt = new Map<number, number>();
    const sink = {
      want: () => (seen++ % 2 === 0 ? { region, limit: { long, short } } : null),
      onFrame(frame: Frame, grabMs: number) {
        const start = performance.now();
        const { data } = toWire(frame, binary);
        sentAt.set(++id, start);
        port.postMessage({ id, data });
        const sendMs = performance.now() - start;
        Object.assign(samples, { width: frame.width, height: frame.height, format: frame.format });
        samples.sent = id;
        if (id <= 10) return;
        samples.grab.push(grabMs);
        samples.send.push(sendMs);
      },
      onUnreadable: reject,
      onEnd: () => reject(new Error('The camera ended.')),
    };
    const grab = start[path](track, sink);
    port.onMessage.addListener((answer: { id: number; bytes: number }) => {
      samples.bytes = answer.bytes;
      if (answer.id > 10)
        samples.roundTrip.push(performance.now() - (sentAt.get(answer.id) as number));
      sentAt.delete(answer.id);
      if (samples.roundTrip.length < count) return;
      grab.dispose();
      port.disconnect();
      resolve(samples);
    });
  });
}

declare global {
  var benchGrab: typeof run;
}
globalThis.benchGrab = run;
