/**
 * Replaces the content script in the tests and the benchmark of outgoing captions: the real parts
 * run in an isolated world, with captions from the test.
 */
import { realTimers } from '../../../src/clock/clock.ts';
import { createSentVideo, sentLook } from '../../../src/content/outgoing/sent-video.ts';
import { watchTracks } from '../../../src/content/tracks.ts';
import { createStamp, type Stamp } from '../../../src/outgoing/stamp.ts';
import { workerText } from '../../../src/outgoing/worker-text.ts';
import { defaultSettings, type SettingsChange } from '../../../src/settings/schema.ts';

let fault: 'none' | 'throw' | 'hang' = 'none';
const statuses: string[] = [];
let stampMs: number[] = [];

function makeStamp(): Stamp {
  const stamp = createStamp();
  return {
    async apply(frame, sign) {
      if (fault === 'throw') throw new Error('injected');
      if (fault === 'hang') await new Promise(() => undefined);
      const before = performance.now();
      const stamped = await stamp.apply(frame, sign);
      if (sign.texts.length > 0) stampMs.push(performance.now() - before);
      return stamped;
    },
  };
}

const outgoing = createSentVideo(window, realTimers, (status) => statuses.push(status), {
  makeStamp,
  // Faults can be put into the page's thread only.
  worker: location.hash === '#here' ? null : workerText(),
});
watchTracks(window, { onTrack() {}, onShown() {}, onFailure() {} }, realTimers);

const self = {
  statuses,
  get status() {
    return outgoing.status;
  },
  configure(on: boolean, change: SettingsChange = {}) {
    outgoing.configure(on, sentLook({ ...defaultSettings, ...change }, 'ltr'));
  },
  show: (...texts: string[]) => outgoing.show(texts),
  break(kind: typeof fault) {
    fault = kind;
  },
  dispose: () => outgoing.dispose(),
  /** How long each stamp took since the last call of this, wall ms. */
  takeStampMs() {
    const taken = stampMs;
    stampMs = [];
    return taken;
  },
};
export type OutgoingProbe = typeof self;

declare global {
  var outgoingProbe: OutgoingProbe;
}
globalThis.outgoingProbe = self;
