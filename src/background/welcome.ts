/** The reason in `runtime.onInstalled`: 'install', 'update', 'browser_update' and others. */
export type InstallReason = string;

/**
 * Opens the welcome page once: when the extension is installed, not when it or the browser is
 * updated. Captions work without it, so it is no error if the tab cannot be opened.
 */
export function createWelcome(openTab: () => Promise<unknown>): (reason: InstallReason) => void {
  return (reason) => {
    if (reason === 'install') openTab().catch(() => undefined);
  };
}
