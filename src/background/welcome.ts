/** As `runtime.onInstalled` names it: 'install', 'update', 'browser_update' and others. */
export type InstallReason = string;

/**
 * Opens the first-run page once: when the extension comes new, not when it or the browser is updated.
 * Without it captions work all the same, so a tab that cannot be opened is no error.
 */
export function createWelcome(openTab: () => Promise<unknown>): (reason: InstallReason) => void {
  return (reason) => {
    if (reason === 'install') openTab().catch(() => undefined);
  };
}
