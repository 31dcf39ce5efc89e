import type { TabState } from '../messaging/protocol.ts';
import type { Reason } from '../messaging/reason.ts';
import type { StatusTone } from '../ui/components.tsx';
import { type MessageKey, problemKey } from '../ui/i18n.ts';

/** What the popup says about a tab, as message keys. */
export interface Description {
  tone: StatusTone;
  title: MessageKey;
  detail: MessageKey | null;
  /** Why nothing is captioned, which takes the place of the detail. */
  reason?: Reason | undefined;
  /** The site of the frame that the detail and the action are about. */
  site?: string;
  /** What the user can do about it here. */
  action: 'reload' | 'enable' | 'enable-frame' | null;
  /** Whether switching captions on could have any effect. */
  switchable: boolean;
  /** Captions cannot run here: controls of a call would do nothing. */
  elsewhere?: boolean;
}

/**
 * A tab's state in words.
 *
 * @param fault what the popup itself could not do, which takes precedence
 */
export function describe(state: TabState | null, fault: MessageKey | null): Description {
  if (fault && fault !== 'popup_enableRefused') {
    return {
      tone: 'error',
      title: 'state_problem',
      detail: fault,
      action: null,
      switchable: false,
    };
  }
  if (!state) {
    return {
      tone: 'idle',
      title: 'state_checking',
      detail: null,
      action: null,
      switchable: false,
    };
  }
  if (state.problem) {
    const { code } = state.problem;
    if (code === 'site-not-allowed' || code === 'site-impossible')
      return notHere(state, code, fault);
    const action = code === 'reload-tab' || code === 'extension-updated' ? 'reload' : null;
    return {
      tone: 'error',
      title: 'state_problem',
      detail: problemKey(code),
      action,
      switchable: true,
    };
  }
  if (state.paused) {
    return plain('idle', 'state_paused', 'state_pausedDetail');
  }
  if (!state.on) {
    return plain('idle', 'state_off', 'state_offDetail');
  }
  switch (state.status) {
    case 'waiting':
      if (state.frame) return waitingForFrame(state.frame, fault);
      return plain('on', 'state_waiting', 'state_waitingDetail');
    case 'starting':
      return plain('on', 'state_starting', 'state_startingDetail');
    case 'video-off':
      return plain('on', 'state_videoOff', 'state_videoOffDetail');
    case 'watching':
      return { ...plain('on', 'state_watching', 'state_watchingDetail'), reason: state.reason };
    case 'hand':
      return { ...plain('seen', 'state_hand', 'state_handDetail'), reason: state.reason };
  }
}

/** Most pages hold no call, so a page where captions cannot run is no error. */
function notHere(
  { on }: TabState,
  code: 'site-not-allowed' | 'site-impossible',
  fault: MessageKey | null,
): Description {
  const isUnlisted = code === 'site-not-allowed';
  return {
    tone: 'idle',
    title: isUnlisted ? 'state_unlisted' : 'state_impossible',
    detail: (isUnlisted && fault) || problemKey(code),
    action: isUnlisted ? 'enable' : null,
    switchable: on,
    elsewhere: true,
  };
}

/**
 * Nobody but the user knows whether the call is in that frame, so this is no problem yet: captions
 * wait for a camera, and this is what to do if it is there.
 */
function waitingForFrame(
  { site, allowed }: NonNullable<TabState['frame']>,
  fault: MessageKey | null,
): Description {
  const waiting = plain('on', 'state_waiting', 'problem_reload_tab');
  if (allowed) return { ...waiting, action: 'reload' };
  const detail = fault ?? 'state_waitingFrame';
  return { ...waiting, detail, site: hostOf(site), action: 'enable-frame' };
}

/** The part of a site's pattern by which people know it. */
const hostOf = (pattern: string): string => new URL(pattern).hostname;

function plain(tone: StatusTone, title: MessageKey, detail: MessageKey): Description {
  return { tone, title, detail, action: null, switchable: true };
}
