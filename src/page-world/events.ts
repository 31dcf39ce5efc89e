/**
 * The events between the tap in the page's world and the content script. They are dispatched on
 * `document` and are synchronous. The page can forge them, so the content script checks them all.
 */

/** `MediaStreamTrackEvent`: the page has received, or cloned, this camera track. */
export const trackEvent = 'sign-captions:track';

/** `MediaStreamTrackEvent`: the page has stopped this camera track. May be sent more than once. */
export const endEvent = 'sign-captions:end';

/**
 * `MediaStreamTrackEvent` between content scripts of one tab: has the tap reported this camera track
 * there? If so, the event is cancelled.
 */
export const knownEvent = 'sign-captions:known';

/** `MediaStreamTrackEvent`: the page has this microphone track. Sent only while requested. */
export const microphoneEvent = 'sign-captions:microphone';

/** `Event`s from the content script: it wants the page's microphone tracks, or no longer does. */
export const microphonesOnEvent = 'sign-captions:microphones-on';
export const microphonesOffEvent = 'sign-captions:microphones-off';

/** `CustomEvent`, its detail a `FailureKind`: the page asked for a camera and got none. */
export const failureEvent = 'sign-captions:failure';

/** Names of getUserMedia's errors that a user can do something about. */
export const failureKinds = ['NotFoundError', 'NotAllowedError', 'NotReadableError'] as const;
export type FailureKind = (typeof failureKinds)[number];

/**
 * `UIEvent` between content scripts, on the document of a window's opener: its `view` is the window,
 * in which a video has started. Its `detail` is 0 if the window has a call of its own, else 1.
 */
export const windowEvent = 'sign-captions:window';

/**
 * `RTCTrackEvent`: this video transceiver belongs to a connection that the page negotiates. Sent
 * again with every negotiation.
 */
export const senderEvent = 'sign-captions:sender';

/** `RTCTrackEvent`: the page is about to give this transceiver's sender another track. */
export const replacingEvent = 'sign-captions:replacing';

/** `RTCTrackEvent`: the replacement is done or has failed. */
export const replacedEvent = 'sign-captions:replaced';

/** `MediaStreamTrackEvent`: the page shares this screen. */
export const screenEvent = 'sign-captions:screen';

/** `MediaStreamTrackEvent`: the page has cloned a track that it generates. */
export const generatedEvent = 'sign-captions:generated';

/**
 * `RTCTrackEvent` from the content script: its `track` is about to replace the track that the
 * transceiver's sender holds. The tap cancels the event to confirm that it hides this from the
 * page.
 */
export const swapEvent = 'sign-captions:swap';
