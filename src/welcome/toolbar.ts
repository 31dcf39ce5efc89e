import type { ToolbarButton } from './services.ts';

/** What Chrome tells of the button: `action.getUserSettings` from 91, its event from 130. */
export interface ActionApi {
  getUserSettings?(): Promise<{ isOnToolbar?: boolean | undefined }>;
  onUserSettingsChanged?: {
    addListener(listener: () => void): void;
    removeListener(listener: () => void): void;
  };
}

/** @param page where there is no event, the page looks again when it gets the focus back */
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
      const heard = (): void => listener();
      action?.onUserSettingsChanged?.addListener(heard);
      page.addEventListener('focus', heard);
      return () => {
        action?.onUserSettingsChanged?.removeListener(heard);
        page.removeEventListener('focus', heard);
      };
    },
  };
}
