import type { TabState } from '../messaging/protocol.ts';

export type BadgeFace = 'off' | 'on' | 'hand' | 'error';

/** Which face the toolbar icon of a tab shows. */
export function badgeFace(state: Pick<TabState, 'on' | 'status' | 'problem'>): BadgeFace {
  if (!state.on) return 'off';
  if (state.problem) return 'error';
  return state.status === 'hand' ? 'hand' : 'on';
}

/** The part of `browser.action` that the badge needs. */
export interface ActionApi {
  setIcon(details: { tabId: number; path: Record<string, string> }): Promise<void>;
  setBadgeText(details: { tabId: number; text: string }): Promise<void>;
  setBadgeBackgroundColor(details: { tabId: number; color: string }): Promise<void>;
  setTitle(details: { tabId: number; title: string }): Promise<void>;
}

/** Shows a face on one tab's icon. The text says it too: colour alone is not for everyone. */
export async function showBadge(
  action: ActionApi,
  tabId: number,
  face: BadgeFace,
  title: string,
): Promise<void> {
  const path = { 16: `icons/${face}-16.png`, 32: `icons/${face}-32.png` };
  await Promise.all([
    action.setIcon({ tabId, path }),
    action.setBadgeText({ tabId, text: face === 'error' ? '!' : '' }),
    action.setBadgeBackgroundColor({ tabId, color: '#b3261e' }),
    action.setTitle({ tabId, title }),
  ]);
}
