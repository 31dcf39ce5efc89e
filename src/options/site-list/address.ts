/** What a user writes for a site, as a match pattern. Pure. */

export type Address =
  | { ok: true; pattern: string }
  /** `insecure`: browsers give no camera to such pages, so calls cannot run there. */
  | { ok: false; fault: 'unreadable' | 'insecure' };

/**
 * The pattern for the site of an address, without its port: a pattern without one covers every
 * port, and Firefox knows no patterns with one.
 */
export function readAddress(text: string): Address {
  const trimmed = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)
    ? trimmed
    : `${schemeFor(trimmed)}://${trimmed}`;
  if (/\s/.test(trimmed) || !URL.canParse(whole)) return { ok: false, fault: 'unreadable' };
  const { protocol, hostname } = new URL(whole);
  if (protocol !== 'https:' && protocol !== 'http:') return { ok: false, fault: 'unreadable' };
  // A single word is a slip of the pen, except for this machine itself.
  if (!isLocal(hostname) && !/[.:]/.test(hostname)) return { ok: false, fault: 'unreadable' };
  if (protocol === 'http:' && !isLocal(hostname)) return { ok: false, fault: 'insecure' };
  return { ok: true, pattern: `${protocol}//${hostname}/*` };
}

/** A match pattern as people write sites. */
export function siteName(pattern: string): string {
  if (pattern === '<all_urls>' || /^(\*|https?):\/\/\*\/\*?$/.test(pattern)) return '*';
  return pattern.replace(/^https:\/\//, '').replace(/\/\*?$/, '');
}

const isLocal = (host: string): boolean => host === 'localhost' || host === '127.0.0.1';
const schemeFor = (text: string): string =>
  isLocal(text.split(/[:/]/)[0] ?? '') ? 'http' : 'https';
