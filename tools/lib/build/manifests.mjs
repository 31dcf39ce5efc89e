/**
 * Makes the manifests of the builds from the one in the repository's root, which is Chromium's
 * without the match patterns of its content scripts: those come from src/sites.
 * Each function takes the parsed manifest and returns another; none changes its argument.
 */

/** The add-on's id for Firefox and its store. It must never change: stored settings belong to it. */
export const geckoId = 'captions@sign-captions';

/** Adds the match patterns to every content script, as the first key, as people expect. */
export const withMatches = (manifest, matches) => ({
  ...manifest,
  content_scripts: manifest.content_scripts.map((script) => ({ matches: [...matches], ...script })),
});

/** Chromium: unchanged. */
export const chromeManifest = (manifest) => manifest;

/** Chromium suggests at most four keys, Firefox as many as there are. */
const firefoxKeys = { 'insert-caption': 'Alt+Shift+V', 'accept-word': 'Alt+Shift+W' };

/** The commands with keys suggested for more of them. */
const withKeys = (commands, keys) =>
  Object.fromEntries(
    Object.entries(commands).map(([name, command]) => [
      name,
      keys[name] ? { suggested_key: { default: keys[name] }, ...command } : command,
    ]),
  );

/**
 * Firefox: an event page instead of a service worker. Because Firefox has no offscreen documents, the
 * event page also loads the recognizer's host and the script that speaks captions. Keys that only
 * Chromium has are removed. Extension pages play the videos that a user chooses from `blob:`
 * addresses, which Chromium counts as 'self' and Firefox does not.
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
    commands: withKeys(manifest.commands, firefoxKeys),
  };
}

/**
 * For `npm start` and the end-to-end tests. Differs only in its sites: localhost counts as a listed
 * site, 127.0.0.1 as one that the user has granted.
 */
export const demoManifest = (manifest) => ({
  ...manifest,
  content_scripts: manifest.content_scripts.map((script) => ({
    ...script,
    matches: [...script.matches, 'http://localhost/*'],
  })),
  host_permissions: ['http://127.0.0.1/*'],
});
