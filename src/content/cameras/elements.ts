/**
 * The streams that a page's elements hold: what media elements play, and what the browser's own
 * capture elements have given. Elements outside the document, and in shadow roots, are not found.
 */

import { keepListening } from '../reopened.ts';
import { isLive } from './device.ts';

const mediaElements = ['video', 'audio'];
const captureElements = ['usermedia', 'camera', 'microphone'];
const names = [...mediaElements, ...captureElements];
/** A page can have any number; no more than this many of each kind are looked at. */
const maxElements = 200;

/** What fires when such an element has got a stream. None of them bubbles, all are captured. */
const events = ['loadedmetadata', 'play', 'stream', 'track'];

/** The live tracks of what an element holds. */
function tracksIn(element: Element): MediaStreamTrack[] {
  try {
    if (element instanceof HTMLMediaElement) return tracksOf(element.srcObject);
    const { stream, track } = element as { stream?: unknown; track?: unknown };
    return [...tracksOf(stream), ...(track ? [track as MediaStreamTrack] : [])].filter(isLive);
  } catch {
    // Not the element that its name says: this browser does not know it.
    return [];
  }
}

function tracksOf(stream: unknown): MediaStreamTrack[] {
  if (typeof stream !== 'object' || stream === null) return [];
  // Throws for anything but a real stream; one of another frame passes.
  return MediaStream.prototype.getTracks.call(stream as MediaStream).filter(isLive);
}

/** All live tracks that elements of the document hold. */
export function tracksOnPage(document: Document): MediaStreamTrack[] {
  // Read from the prototype: a page can replace a document's method by an element of that name.
  const { getElementsByTagName } = Document.prototype;
  return names.flatMap((name) =>
    [...getElementsByTagName.call(document, name)].slice(0, maxElements).flatMap(tracksIn),
  );
}

/** Calls `onTracks` with what an element holds when it has got a stream. @param signal ends it */
export function followElements(
  window: Window,
  onTracks: (tracks: MediaStreamTrack[]) => void,
  signal: AbortSignal,
): void {
  const onEvent = ({ isTrusted, target }: Event): void => {
    if (!isTrusted || !(target instanceof Element)) return;
    if (names.includes(target.localName)) onTracks(tracksIn(target));
  };
  const listen = (): void => {
    for (const type of events) window.addEventListener(type, onEvent, { capture: true, signal });
  };
  keepListening(window.document, listen, signal);
}
