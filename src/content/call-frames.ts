/**
 * Frames of this page that may hold the call, on sites where this script may not run. Such a call
 * is never captioned, so the popup names the site and offers to enable it.
 */
import type { Timers } from '../clock/clock.ts';
import { maxCallSites } from '../messaging/protocol.ts';
import { sitePattern } from '../messaging/site-pattern.ts';
import { smallestFrame } from './where/choose.ts';

/** How often to look while captions are on and this page has no camera, ms. */
const lookMs = 2000;

/** What tells whether a frame may hold a call. */
export interface FrameLook {
  /** The address that the page gave it, absolute. It may have been redirected since. */
  address: string;
  /** Its attributes. */
  allow: string;
  sandbox: string | null;
  /** As it is seen, CSS pixels. */
  width: number;
  height: number;
}

/**
 * Whether the page lets a frame use the camera. A frame of another site may not unless `allow` names
 * it, whatever the frame itself asks for.
 */
export function mayUseCamera(allow: string, sandbox: string | null): boolean {
  const allowed = allow.split(';').some((directive) => {
    const [feature, ...origins] = directive.trim().toLowerCase().split(/\s+/);
    return feature === 'camera' && !origins.includes("'none'");
  });
  const runs = sandbox === null || /(^|\s)allow-scripts(\s|$)/i.test(sandbox);
  return allowed && runs;
}

/** The browser gives cameras only to safe origins; only these sites can be enabled. */
const isSafe = (pattern: string): boolean =>
  /^(https:|http:\/\/(localhost|127\.0\.0\.1)\/)/.test(pattern);

/**
 * The other sites whose frames may hold a call, as match patterns, the largest frame's first.
 *
 * @param own the page's own site
 */
export function callSites(frames: readonly FrameLook[], own: string | null): string[] {
  const sites = frames
    .filter(({ allow, sandbox }) => mayUseCamera(allow, sandbox))
    .filter(({ width, height }) => width >= smallestFrame.width && height >= smallestFrame.height)
    .sort((a, b) => b.width * b.height - a.width * a.height)
    .map(({ address }) => sitePattern(address))
    .filter((site): site is string => site !== null && site !== own && isSafe(site));
  return [...new Set(sites)].slice(0, maxCallSites);
}

/** Reads the page's frames, but not those in shadow trees. */
export function lookAtFrames(document: Document): FrameLook[] {
  // The prototype's own method: the page can put an element in its place on the document.
  const { getElementsByTagName } = Document.prototype;
  const frames = [...getElementsByTagName.call(document, 'iframe')] as HTMLIFrameElement[];
  // Only frames with a camera are measured: measuring may make the browser lay out the page.
  return frames
    .filter(({ allow }) => /camera/i.test(allow))
    .map((frame) => {
      const { width, height } = frame.getBoundingClientRect();
      const { src: address, allow } = frame;
      return { address, allow, sandbox: frame.getAttribute('sandbox'), width, height };
    });
}

export interface CallFramesParts {
  look(): FrameLook[];
  /** The page's own site, as a match pattern. */
  own: string | null;
  /** The call is in this document: it has a camera. */
  isHere(): boolean;
  send(sites: string[]): void;
  timers: Pick<Timers, 'every'>;
}

/** Reports, while captions are on, the sites of frames that may hold the call. */
export interface CallFrames {
  /** @param on whether captions are on */
  watch(on: boolean): void;
}

export function createCallFrames({ look, own, isHere, send, timers }: CallFramesParts): CallFrames {
  let stop: (() => void) | null = null;
  /** What the background knows; nothing when captions go on. */
  let reported = '';

  const check = (): void => {
    let sites: string[] = [];
    try {
      if (!isHere()) sites = callSites(look(), own);
    } catch {
      // The page may have broken what we look at; then we know of no frames.
    }
    const now = sites.join();
    if (now === reported) return;
    reported = now;
    send(sites);
  };

  return {
    watch(on) {
      if (on === (stop !== null)) return;
      stop?.();
      stop = null;
      reported = '';
      if (!on) return;
      stop = timers.every(lookMs, check);
      check();
    },
  };
}

/** This document's site; that of the page which made it, for an empty one. */
export const ownSite = (): string | null => sitePattern(location.href) ?? sitePattern(self.origin);

/**
 * Whether this frame may hold a call: it may use the camera and is large enough to be seen. Firefox
 * does not say whether a frame may use the camera.
 */
export function mayHoldCall(window: Window): boolean {
  const { document } = window;
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'featurePolicy') ?? {};
  const policy: { allowsFeature(name: string): boolean } | undefined = get?.call(document);
  const { innerWidth, innerHeight } = window;
  const seen = innerWidth >= smallestFrame.width && innerHeight >= smallestFrame.height;
  return seen && (policy?.allowsFeature('camera') ?? true);
}
