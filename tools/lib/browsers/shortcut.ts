import type { ExtensionBrowser } from './chromium.ts';
import type { Tab } from './tabs.ts';

/** Dispatches a shortcut's event to the extension: no program can press a browser's shortcut. */
export async function pressShortcut(
  { serviceWorker }: ExtensionBrowser,
  { id }: Tab,
  command: string,
): Promise<void> {
  const worker = await serviceWorker();
  await worker.evaluate(
    async (name, id) => {
      const event = chrome.commands.onCommand as unknown as {
        dispatch(name: string, tab: chrome.tabs.Tab): void;
      };
      event.dispatch(name, await chrome.tabs.get(id));
    },
    command,
    id,
  );
}
