import type { ProblemCode } from '../messaging/problems.ts';
import type { TabState } from '../messaging/protocol.ts';
import type { StatusTone } from '../ui/components.tsx';
import { type MessageKey, problemKey } from '../ui/i18n.ts';

/** What the popup says about a tab, as message keys. */
export interface Description {
  tone: StatusTone;
  title: MessageKey;
  detail: MessageKey | null;
  /** What the user can do about it here. */
  action: 'reload' | 'enable' | null;
  /** Whether switching captions on could have any effect. */
  switchable: boolean;
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
    const action = remedy(code);
    return {
      tone: 'error',
      title: 'state_problem',
      detail: (action === 'enable' && fault) || problemKey(code),
      action,
      switchable: code !== 'site-impossible' || state.on,
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
      return plain('on', 'state_waiting', 'state_waitingDetail');
    case 'video-off':
      return plain('on', 'state_videoOff', 'state_videoOffDetail');
    case 'watching':
      return plain('on', 'state_watching', 'state_watchingDetail');
    case 'hand':
      return plain('seen', 'state_hand', 'state_handDetail');
  }
}

function remedy(code: ProblemCode): Description['action'] {
  if (code === 'reload-tab' || code === 'extension-updated') return 'reload';
  return code === 'site-not-allowed' ? 'enable' : null;
}

function plain(tone: StatusTone, title: MessageKey, detail: MessageKey): Description {
  return { tone, title, detail, action: null, switchable: true };
}
