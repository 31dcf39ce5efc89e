/**
 * The match pattern for the site of an address; null if it is no web address. It has no port: a
 * pattern without a port covers every port, and Firefox supports no patterns with one
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns).
 */
export function sitePattern(address: string | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname ? `${protocol}//${hostname}/*` : null;
}

/**
 * Whether an address fits a match pattern of the form used here: `scheme://host/*`, where scheme
 * may be `*` and host may begin with `*.`; see developer.chrome.com/docs/extensions/match-patterns.
 */
export function matchesPattern(pattern: string, address: string): boolean {
  const parts = /^(\*|https?):\/\/(\*|(?:\*\.)?[^/*]+)\/\*$/.exec(pattern);
  if (!parts) return false;
  const url = new URL(address);
  const [, scheme, host] = parts as unknown as [string, string, string];
  const schemeFits = scheme === '*' || url.protocol === `${scheme}:`;
  if (!schemeFits) return false;
  if (host === '*') return true;
  const plain = host.replace(/:\d+$/, '');
  if (!plain.startsWith('*.')) return url.hostname === plain;
  return url.hostname === plain.slice(2) || url.hostname.endsWith(plain.slice(1));
}

/** Whether a match pattern covers every site. */
export const coversEverySite = (pattern: string): boolean =>
  pattern === '<all_urls>' || /^(\*|https?):\/\/\*\/\*?$/.test(pattern);

/**
 * A match pattern in the form in which people write sites.
 *
 * @param everySite what a pattern that covers every site is called
 */
export function siteName(pattern: string, everySite: string): string {
  if (coversEverySite(pattern)) return everySite;
  return pattern.replace(/^https:\/\//, '').replace(/\/\*?$/, '');
}
