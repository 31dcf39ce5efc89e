/** The extension's keyboard shortcuts, and the browser's own page that changes them. */

export interface Shortcut {
  name: string;
  /** In the language of the interface. */
  what: string;
  /** As the browser writes them; empty if none are set. */
  keys: string;
}

export interface Shortcuts {
  list(): Promise<readonly Shortcut[]>;
  /** Opens the browser's page of shortcuts. @returns false if a page cannot open it in this browser */
  change(): Promise<boolean>;
  /** Calls the listener when keys may have changed. @returns ends the subscription */
  subscribe(listener: () => void): () => void;
}

/** The part of the browser that this needs. */
export interface ShortcutsApi {
  getAll(): Promise<{ name?: string; description?: string; shortcut?: string }[]>;
  /** Only Firefox has it, from 137 on. */
  openShortcutSettings?(): Promise<void>;
}

/** Every browser made from Chromium has its page of shortcuts here. */
const chromiumPage = 'chrome://extensions/shortcuts';

/**
 * @param openTab opens an address in a new tab; rejects in Firefox, which opens no such page
 * @param page gets the focus again when the user comes back from the browser's page: no event of the
 * browser reports a changed shortcut everywhere
 */
export function createShortcuts(
  api: ShortcutsApi,
  openTab: (url: string) => Promise<unknown>,
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): Shortcuts {
  return {
    async list() {
      const all = await api.getAll();
      return all.flatMap(({ name, description, shortcut }) =>
        // Browsers name their own commands with an underscore; the extension has none of those.
        name && !name.startsWith('_')
          ? [{ name, what: description || name, keys: shortcut ?? '' }]
          : [],
      );
    },
    async change() {
      const open = api.openShortcutSettings?.() ?? openTab(chromiumPage);
      return await open.then(
        () => true,
        () => false,
      );
    },
    subscribe(listener) {
      page.addEventListener('focus', listener);
      return () => page.removeEventListener('focus', listener);
    },
  };
}
