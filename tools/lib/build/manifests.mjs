/**
 * The manifests of the builds, made of the one in the repository's root. That one is Chromium's,
 * without the pages on which its content scripts run: those are `src/sites`'s.
 * Each function takes the parsed manifest and answers another; none changes what it is given.
 */

/** The add-on's name for Firefox and its store. It never changes: stored settings belong to it. */
export const geckoId = 'captions@sign-captions';

/** With the match patterns on which every content script runs; the first key, as people expect. */
export const withMatches = (manifest, matches) => ({
  ...manifest,
  content_scripts: manifest.content_scripts.map((script) => ({ matches: [...matches], ...script })),
});

/** Chromium: as it stands. */
export const chromeManifest = (manifest) => manifest;

/**
 * Firefox: an event page instead of a service worker. It loads the recognizer's host too, and what
 * speaks captions, because there are no offscreen documents. Keys that only Chromium knows are left
 * out. The pages play the videos that a user chooses from an address of their own making (`blob:`),
 * which Chromium counts as 'self' and Firefox does not.
 */
export function firefoxManifest({
  minimum_chrome_version: _version,
  message_serialization: _serialization,
  ...manifest
}) {
  return {
    ...manifest,
    browser_specific_settings: {
      gecko: {
        id: geckoId,
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
    background: { scripts: ['event-page.js', 'recognizer.js', 'speech.js'], type: 'module' },
    content_security_policy: {
      extension_pages: `${manifest.content_security_policy.extension_pages}; media-src 'self' blob:`,
    },
    permissions: manifest.permissions.filter((permission) => permission !== 'offscreen'),
  };
}

/**
 * For `npm start` and the end-to-end tests; only the reach differs: localhost as a listed site,
 * 127.0.0.1 as a site that was granted.
 */
export const demoManifest = (manifest) => ({
  ...manifest,
  content_scripts: manifest.content_scripts.map((script) => ({
    ...script,
    matches: [...script.matches, 'http://localhost/*'],
  })),
  host_permissions: ['http://127.0.0.1/*'],
});
