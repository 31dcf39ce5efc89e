/**
 * The events by which the tap in the page's world speaks to the content script. They are dispatched
 * on `document` and are synchronous. The page can forge them: the content script checks all it gets.
 */

/** `MediaStreamTrackEvent`: the page has received, or cloned, this camera track. */
export const trackEvent = 'sign-captions:track';

/** `MediaStreamTrackEvent`: the page has stopped this camera track. May be told more than once. */
export const endEvent = 'sign-captions:end';

/** `MediaStreamTrackEvent`: the page has this microphone track. Told only while it was asked for. */
export const microphoneEvent = 'sign-captions:microphone';

/** `Event`s, the other way: the content script wants the page's microphone tracks, or no longer. */
export const microphonesOnEvent = 'sign-captions:microphones-on';
export const microphonesOffEvent = 'sign-captions:microphones-off';

/** `CustomEvent`, its detail a `FailureKind`: the page asked for a camera and got none. */
export const failureEvent = 'sign-captions:failure';

/** Names of the errors of getUserMedia that a user can do something about. */
export const failureKinds = ['NotFoundError', 'NotAllowedError', 'NotReadableError'] as const;
export type FailureKind = (typeof failureKinds)[number];

/**
 * `RTCTrackEvent`: this video transceiver belongs to a connection that the page negotiates. Told
 * with every negotiation, also again.
 */
export const senderEvent = 'sign-captions:sender';

/** `RTCTrackEvent`: the page is about to give this transceiver's sender another track. */
export const replacingEvent = 'sign-captions:replacing';

/** `RTCTrackEvent`: that is over, with or without success. */
export const replacedEvent = 'sign-captions:replaced';

/** `MediaStreamTrackEvent`: the page shares this screen. */
export const screenEvent = 'sign-captions:screen';

/** `MediaStreamTrackEvent`: the page has cloned a track that it generates. */
export const generatedEvent = 'sign-captions:generated';

/**
 * `RTCTrackEvent`, the other way, from the content script: its `track` is about to take the place
 * of the track that the transceiver's sender holds. Cancelled by whoever keeps the page from
 * seeing that.
 */
export const swapEvent = 'sign-captions:swap';
