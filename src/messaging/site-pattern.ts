/**
 * The match pattern for the site of an address, or null where there is no site. Without the port: a
 * pattern without one covers every port, and Firefox knows no patterns with one
 * (https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns).
 */
export function sitePattern(address: string | undefined): string | null {
  if (!address || !URL.canParse(address)) return null;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && hostname ? `${protocol}//${hostname}/*` : null;
}
