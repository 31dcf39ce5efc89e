/** Attacks of a page on its captions; each function runs in the page, by itself. */

/** Collects every error and rejection in the page. */
export function hear(): void {
  const heard: string[] = [];
  Object.assign(globalThis, { heard });
  addEventListener('error', (event) => heard.push(`error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => heard.push(`rejection: ${event.reason}`));
}

/** Breaks and freezes what scripts use, after our scripts have started and before the camera is on. */
export function sabotage(): void {
  const broken = (): never => {
    throw new Error('broken by the page');
  };
  const owners: [object, string[]][] = [
    [EventTarget.prototype, ['addEventListener', 'dispatchEvent', 'removeEventListener']],
    [WeakMap.prototype, ['get', 'set', 'has']],
    [WeakSet.prototype, ['add', 'has']],
    [Element.prototype, ['attachShadow', 'append', 'remove', 'matches']],
    [HTMLElement.prototype, ['showPopover', 'hidePopover']],
    [MediaStream.prototype, ['getVideoTracks']],
    [MediaStreamTrack.prototype, ['getSettings']],
    [ReadableStream.prototype, ['getReader']],
    [Reflect, ['apply', 'getOwnPropertyDescriptor']],
  ];
  // For the page's own call the methods still work.
  for (const [owner, names] of owners)
    for (const name of names) {
      const real = Reflect.getOwnPropertyDescriptor(owner, name)?.value as () => unknown;
      Object.defineProperty(owner, name, {
        value(this: unknown, ...args: []) {
          // Calls from the extension fail.
          return /(chrome|moz)-extension/.test(new Error().stack ?? '')
            ? broken()
            : Function.prototype.apply.call(real, this, args);
        },
      });
    }
  Object.assign(globalThis, {
    MediaStreamTrackEvent: broken,
    RTCTrackEvent: broken,
    MutationObserver: broken,
    MediaStreamTrackProcessor: broken,
  });
  Object.defineProperty(Object.prototype, 'track', { set: broken, configurable: true });
  for (const { prototype } of [MediaDevices, MediaStream, MediaStreamTrack, Promise, RTCRtpSender])
    Object.freeze(prototype);
}

/** Dispatches each of our events a thousand times with wrong contents. */
export async function flood(): Promise<void> {
  const types = ['track', 'end', 'failure', 'sender', 'replacing', 'replaced', 'screen'];
  const more = ['generated', 'swap', 'window'];
  const canvas = document.createElement('canvas');
  const [forged] = canvas.captureStream(0).getVideoTracks() as [MediaStreamTrack];
  const connection = new RTCPeerConnection();
  const transceiver = connection.addTransceiver('video');
  const { receiver } = transceiver;
  const details = [undefined, null, 7, 'NotAllowedError', 'NotReadableError', { track: {} }, [[]]];
  for (let round = 0; round < 1000; round++)
    for (const name of [...types, ...more]) {
      const type = `sign-captions:${name}`;
      const made = [
        new CustomEvent(type, { detail: details[round % details.length] }),
        new MediaStreamTrackEvent(type, { track: forged }),
        new RTCTrackEvent(type, { transceiver, receiver, track: receiver.track }),
        Object.assign(new Event(type), { track: { kind: 'video', readyState: 'live' } }),
      ];
      document.dispatchEvent(made[round % made.length] as Event);
    }
  forged.stop();
  connection.close();
  for (const sent of [{ type: 'tab-state', state: { on: false } }, { type: 'frame' }, 7, null])
    postMessage(sent, '*');
}

/** Asks for the camera a thousand times and releases all but the call's own in the end. */
export async function hoard(): Promise<number> {
  const kept: MediaStreamTrack[] = [];
  for (let round = 0; round < 20; round++) {
    const streams = await Promise.all(
      Array.from({ length: 50 }, () => navigator.mediaDevices.getUserMedia({ video: true })),
    );
    for (const stream of streams) kept.push(...stream.getVideoTracks());
  }
  for (const track of kept) track.stop();
  return kept.length;
}

/** Adds frames to the page, each with a canvas for a camera. */
export async function multiply(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const frame = document.createElement('iframe');
    frame.width = '220';
    frame.height = '130';
    document.body.append(frame);
    const inner = frame.contentWindow as (Window & typeof globalThis) | null;
    if (!inner) continue;
    const canvas = inner.document.createElement('canvas');
    const context = canvas.getContext('2d');
    const [track] = canvas.captureStream(30).getVideoTracks();
    setInterval(() => context?.fillRect(Math.random() * 300, 0, 20, 20), 100);
    const event = new inner.MediaStreamTrackEvent('sign-captions:track', { track: track! });
    // Repeated, because our script may not be in the frame yet.
    setInterval(() => inner.document.dispatchEvent(event), 500);
  }
}
