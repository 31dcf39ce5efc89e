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
