import { type Disguise, uncurry } from './disguise.ts';
import { replacedEvent, replacingEvent, senderEvent, swapEvent } from './events.ts';
import { getter, type Scope, thenOf } from './natives.ts';

const { apply } = Reflect;
const { create } = Object;

/**
 * Tells the content script the video transceivers of the page's peer connections, and keeps the
 * page from seeing that another track stands in for its own in a sender.
 *
 * One method is wrapped from the start: `setLocalDescription`, which every connection that sends
 * anything goes through; its result is the browser's own. All that lets the page read a sender's
 * track is wrapped when the first track is about to stand in, not before: `RTCRtpSender.track`,
 * and the track taken by `getStats` and `addTrack`. The page's own `replaceTrack` is wrapped then
 * too, so that a stand-in is not put over what the page is putting there.
 *
 * Does nothing in a world without peer connections.
 *
 * @throws TypeError where the browser's interfaces are not what they should be
 */
export function installSenders(scope: Scope, { wrap, wrapGetter }: Disguise): void {
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

  /** By sender; `replaceTrack` knows no more than that. */
  const transceivers = new WeakMap<object, RTCRtpTransceiver>();
  /** The page's own track, by the one that stands in for it. */
  const owns = new WeakMap<object, MediaStreamTrack>();
  const ownOf = (standIn: object): MediaStreamTrack | undefined =>
    get(owns, standIn) as MediaStreamTrack | undefined;

  const tell = (type: string, transceiver: RTCRtpTransceiver): void => {
    try {
      const init: RTCTrackEventInit = create(null);
      init.transceiver = transceiver;
      init.receiver = receiverOf(transceiver);
      init.track = receivedOf(init.receiver);
      dispatchEvent(scope.document, new RTCTrackEvent(type, init));
    } catch {
      // The page's call goes on untouched whatever fails on our side.
    }
  };

  const tellAll = (connection: unknown): void => {
    const all = getTransceivers(connection as RTCPeerConnection);
    for (let i = 0; i < all.length; i++) {
      const transceiver = all[i] as RTCRtpTransceiver;
      if (kindOf(receivedOf(receiverOf(transceiver))) !== 'video') continue;
      set(transceivers, senderOf(transceiver), transceiver);
      tell(senderEvent, transceiver);
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
      tell(replacingEvent, transceiver);
      const promise = apply(original, self, args);
      try {
        return then(
          promise,
          (value) => {
            tell(replacedEvent, transceiver);
            return value;
          },
          (error) => {
            tell(replacedEvent, transceiver);
            throw error;
          },
        );
      } catch {
        tell(replacedEvent, transceiver);
        return promise;
      }
    });

    // The browser looks for the sender of the track it is given: it has to be given what is there.
    for (const key of ['getStats', 'addTrack'])
      wrap(RTCPeerConnection.prototype, key, (original, self, args) => {
        try {
          const senders = args[0] ? getSenders(self as RTCPeerConnection) : [];
          for (let i = 0; i < senders.length; i++) {
            const standIn = sentOf(senders[i]);
            if (standIn && ownOf(standIn) === args[0]) args[0] = standIn;
          }
        } catch {
          // Not a connection: the browser says so below.
        }
        return apply(original, self, args);
      });
  };

  const onSwap = (event: Event): void => {
    try {
      stopHere(event);
      const own = sentOf(senderOf(transceiverOf(event)));
      const standIn = newTrackOf(event);
      if (!own || own === standIn || ownOf(own)) return;
      set(owns, standIn, own);
      wrapReads();
      preventDefault(event);
    } catch {
      // Nobody cancels the event, and nothing is swapped.
    }
  };
  // Anew with each negotiation: `document.open()` takes all listeners away.
  const listen = (): void => addEventListener(scope, swapEvent, onSwap, true);
  listen();

  wrap(RTCPeerConnection.prototype, 'setLocalDescription', (original, self, args) => {
    try {
      listen();
      tellAll(self);
    } catch {
      // Not a connection: the browser says so below.
    }
    return apply(original, self, args);
  });
}
