/**
 * The events by which the tap in the page's world speaks to the content script. They are dispatched
 * on `document` and are synchronous. The page can forge them: the content script checks all it gets.
 */

/** `MediaStreamTrackEvent`: the page has received, or cloned, this camera track. */
export const trackEvent = 'sign-captions:track';

/** `MediaStreamTrackEvent`: the page has stopped this camera track. May be told more than once. */
export const endEvent = 'sign-captions:end';

/** `CustomEvent`, its detail a `FailureKind`: the page asked for a camera and got none. */
export const failureEvent = 'sign-captions:failure';

/** Names of the errors of getUserMedia that a user can do something about. */
export const failureKinds = ['NotFoundError', 'NotAllowedError', 'NotReadableError'] as const;
export type FailureKind = (typeof failureKinds)[number];
