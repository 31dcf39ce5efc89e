import type { ToolbarButton } from './services.ts';

/** What Chrome knows about the button: `action.getUserSettings` from 91, its event from 130. */
export interface ActionApi {
  getUserSettings?(): Promise<{ isOnToolbar?: boolean | undefined }>;
  onUserSettingsChanged?: {
    addListener(listener: () => void): void;
    removeListener(listener: () => void): void;
  };
}

/** @param page without the event, its `focus` counts as a possible change */
export function createToolbarButton(
  action: ActionApi | undefined,
  page: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): ToolbarButton {
  return {
    async pinned() {
      try {
        return (await action?.getUserSettings?.())?.isOnToolbar ?? null;
      } catch {
        return null;
      }
    },
    subscribe(listener) {
      const onChange = (): void => listener();
      action?.onUserSettingsChanged?.addListener(onChange);
      page.addEventListener('focus', onChange);
      return () => {
        action?.onUserSettingsChanged?.removeListener(onChange);
        page.removeEventListener('focus', onChange);
      };
    },
  };
}
