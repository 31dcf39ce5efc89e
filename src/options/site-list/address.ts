/** Turns what a user types for a site into a match pattern. Pure. */

export type Address =
  | { ok: true; pattern: string }
  /** `insecure`: browsers allow no camera on such pages, so there are no calls. */
  | { ok: false; fault: 'unreadable' | 'insecure' };

/**
 * The match pattern for the site of an address. It has no port: a pattern without a port covers
 * every port, and Firefox supports no patterns with one.
 */
export function readAddress(text: string): Address {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
    ? trimmed
    : `${schemeFor(trimmed)}://${trimmed}`;
  if (/\s/.test(trimmed) || !URL.canParse(whole)) return { ok: false, fault: 'unreadable' };
  const { protocol, hostname } = new URL(whole);
  if (protocol !== 'https:' && protocol !== 'http:') return { ok: false, fault: 'unreadable' };
  // A single word is a typing error, unless it names this machine.
  if (!isLocal(hostname) && !/[.:]/.test(hostname)) return { ok: false, fault: 'unreadable' };
  if (protocol === 'http:' && !isLocal(hostname)) return { ok: false, fault: 'insecure' };
  return { ok: true, pattern: `${protocol}//${hostname}/*` };
}

const isLocal = (host: string): boolean => host === 'localhost' || host === '127.0.0.1';
const schemeFor = (text: string): string =>
  isLocal(text.split(/[:/]/)[0] ?? '') ? 'http' : 'https';
