import type { TabState } from '../messaging/protocol.ts';

export type BadgeFace = 'off' | 'on' | 'hand' | 'error' | 'paused';

/** Which face the toolbar icon of a tab shows. */
export function badgeFace(
  state: Pick<TabState, 'on' | 'status' | 'problem' | 'paused'>,
): BadgeFace {
  if (state.paused) return 'paused';
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

const texts: Partial<Record<BadgeFace, string>> = { error: '!', paused: 'II' };

/**
 * Shows a face on one tab's icon. A text repeats what the colour means, for those who cannot see
 * it.
 */
export async function showBadge(
  action: ActionApi,
  tabId: number,
  face: BadgeFace,
  title: string,
): Promise<void> {
  const icon = face === 'paused' ? 'off' : face;
  const path = { 16: `icons/${icon}-16.png`, 32: `icons/${icon}-32.png` };
  await Promise.all([
    action.setIcon({ tabId, path }),
    action.setBadgeText({ tabId, text: texts[face] ?? '' }),
    action.setBadgeBackgroundColor({ tabId, color: face === 'paused' ? '#3c4248' : '#b3261e' }),
    action.setTitle({ tabId, title }),
  ]);
}
