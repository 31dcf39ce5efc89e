import { type Disguise, uncurry } from './disguise.ts';
import { replacedEvent, replacingEvent, senderEvent, swapEvent } from './events.ts';
import { getter, type Scope, thenOf } from './natives.ts';

const { apply } = Reflect;
const { create } = Object;

/**
 * Sends the video transceivers of the page's peer connections to the content script, and hides from
 * the page that a sender holds our replacement of its track.
 *
 * One method is wrapped from the start: `setLocalDescription`, which every connection that sends
 * anything calls; its result is the browser's own. Everything by which the page reads a sender's
 * track is wrapped only when the first replacement is announced: `RTCRtpSender.track`, and the
 * track argument of `getStats` and `addTrack`. `replaceTrack` is wrapped then too, so that we never
 * overwrite a track that the page is just setting.
 *
 * Does nothing in a world without peer connections.
 *
 * @param onAudio called with every sender of sound, with each negotiation
 * @throws TypeError if the browser's interfaces are not as expected
 */
export function installSenders(
  scope: Scope,
  { wrap, wrapGetter }: Disguise,
  onAudio: (sender: RTCRtpSender) => void,
): void {
  const { RTCPeerConnection, RTCRtpSender, RTCRtpReceiver, RTCRtpTransceiver, RTCTrackEvent } =
    scope;
  if (!RTCPeerConnection || !RTCRtpTransceiver || !RTCTrackEvent) return;

  const { prototype: events } = scope.EventTarget;
  const dispatchEvent = uncurry(events.dispatchEvent);
  const addEventListener = uncurry(
    events.addEventListener as (this: unknown, t: string, l: unknown, capture: boolean) => void,
  );
  const { prototype: eventMethods } = scope.Event;
  const stopHere = uncurry(eventMethods.stopImmediatePropagation);
  const preventDefault = uncurry(eventMethods.preventDefault);
  const getTransceivers = uncurry(RTCPeerConnection.prototype.getTransceivers);
  const getSenders = uncurry(RTCPeerConnection.prototype.getSenders);
  const senderOf = getter<RTCRtpSender>(RTCRtpTransceiver.prototype, 'sender');
  const receiverOf = getter<RTCRtpReceiver>(RTCRtpTransceiver.prototype, 'receiver');
  const receivedOf = getter<MediaStreamTrack>(RTCRtpReceiver.prototype, 'track');
  const sentOf = getter<MediaStreamTrack | null>(RTCRtpSender.prototype, 'track');
  const kindOf = getter<string>(scope.MediaStreamTrack.prototype, 'kind');
  const transceiverOf = getter<RTCRtpTransceiver>(RTCTrackEvent.prototype, 'transceiver');
  const newTrackOf = getter<MediaStreamTrack>(RTCTrackEvent.prototype, 'track');
  const then = thenOf(scope);
  const get = uncurry(WeakMap.prototype.get);
  const set = uncurry(WeakMap.prototype.set);

  /** By sender, because `replaceTrack` is called on a sender. */
  const transceivers = new WeakMap<object, RTCRtpTransceiver>();
  /** The page's own track, by our replacement of it. */
  const owns = new WeakMap<object, MediaStreamTrack>();
  const ownOf = (replacement: object): MediaStreamTrack | undefined =>
    get(owns, replacement) as MediaStreamTrack | undefined;

  const send = (type: string, transceiver: RTCRtpTransceiver): void => {
    try {
      const init: RTCTrackEventInit = create(null);
      init.transceiver = transceiver;
      init.receiver = receiverOf(transceiver);
      init.track = receivedOf(init.receiver);
      dispatchEvent(scope.document, new RTCTrackEvent(type, init));
    } catch {
      // A failure on our side must not affect the page's call.
    }
  };

  const sendAll = (connection: unknown): void => {
    const all = getTransceivers(connection as RTCPeerConnection);
    for (let i = 0; i < all.length; i++) {
      const transceiver = all[i] as RTCRtpTransceiver;
      if (kindOf(receivedOf(receiverOf(transceiver))) !== 'video') {
        onAudio(senderOf(transceiver));
        continue;
      }
      set(transceivers, senderOf(transceiver), transceiver);
      send(senderEvent, transceiver);
    }
  };

  let readsWrapped = false;
  const wrapReads = (): void => {
    if (readsWrapped) return;
    readsWrapped = true;

    wrapGetter(RTCRtpSender.prototype, 'track', (original, self, args) => {
      const track = apply(original, self, args);
      return track ? (ownOf(track as object) ?? track) : track;
    });

    wrap(RTCRtpSender.prototype, 'replaceTrack', (original, self, args) => {
      const transceiver = get(transceivers, self as object) as RTCRtpTransceiver | undefined;
      if (!transceiver) return apply(original, self, args);
      send(replacingEvent, transceiver);
      const promise = apply(original, self, args);
      try {
        return then(
          promise,
          (value) => {
            send(replacedEvent, transceiver);
            return value;
          },
          (error) => {
            send(replacedEvent, transceiver);
            throw error;
          },
        );
      } catch {
        send(replacedEvent, transceiver);
        return promise;
      }
    });

    // The browser looks up the sender of this track, so it must get the track that the sender
    // holds.
    for (const key of ['getStats', 'addTrack'])
      wrap(RTCPeerConnection.prototype, key, (original, self, args) => {
        try {
          const senders = args[0] ? getSenders(self as RTCPeerConnection) : [];
          for (let i = 0; i < senders.length; i++) {
            const sent = sentOf(senders[i]);
            if (sent && ownOf(sent) === args[0]) args[0] = sent;
          }
        } catch {
          // Not a connection: the call below throws.
        }
        return apply(original, self, args);
      });
  };

  const onSwap = (event: Event): void => {
    try {
      stopHere(event);
      const own = sentOf(senderOf(transceiverOf(event)));
      const replacement = newTrackOf(event);
      if (!own || own === replacement || ownOf(own)) return;
      set(owns, replacement, own);
      wrapReads();
      preventDefault(event);
    } catch {
      // The event is not cancelled, so nothing is swapped.
    }
  };
  // Called again with each negotiation, because `document.open()` removes all listeners.
  const listen = (): void => addEventListener(scope, swapEvent, onSwap, true);
  listen();

  wrap(RTCPeerConnection.prototype, 'setLocalDescription', (original, self, args) => {
    try {
      listen();
      sendAll(self);
    } catch {
      // Not a connection: the call below throws.
    }
    return apply(original, self, args);
  });
}
