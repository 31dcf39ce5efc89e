/**
 * Below the first caption of a call, once per device: that the others do not see it, with a button
 * that lets them; or, where they cannot, a button that writes it into the call's chat.
 */
import type { CaptionChange } from '../../captions/composer.ts';
import type { Timers } from '../../clock/clock.ts';
import type { Settings, SettingsChange } from '../../settings/schema.ts';
import type { SaveHere } from '../../settings/site-choices.ts';
import type { OutgoingStatus } from '../outgoing/types.ts';
import type { Presenter } from '../presenter.ts';

/**
 * For how long nothing may be sent that captions can be drawn into until the chat is offered, ms: a
 * page that shows the camera before the call begins sends nothing either.
 */
export const noCallMs = 60_000;
/** How often to check whether a text field has the focus, ms. */
export const fieldMs = 250;

export interface HintParts {
  presenter: Pick<Presenter, 'hint' | 'announce' | 'notice'>;
  /** What would be the status if others were to see captions. */
  outlook(): OutgoingStatus;
  save(change: SettingsChange): Promise<unknown>;
  saveHere: SaveHere;
  /** The newest committed caption that was not taken back. */
  committed(): string | null;
  /** Inserts a text into the focused text field. @returns false if there is none */
  insert(text: string): boolean;
  timers: Pick<Timers, 'now' | 'every'>;
  /** A private window: nothing is remembered beyond this document. */
  isPrivate?: boolean;
  words: HintWords;
}

export interface HintWords {
  off: string;
  cannot: string;
  letSee: string;
  seen: string;
  notSaved: string;
  write: string;
  pickField: string;
  written: string;
  close: string;
}

export interface Hint {
  /** Must be called with every change of captions. */
  update(changes: readonly CaptionChange[]): void;
  /** Nothing is said before the settings of the tab's site are known. */
  follow(settings: Settings): void;
  /** Captions went off here. */
  stop(): void;
}

type Kind = 'off' | 'cannot';
const toldBy = { off: 'readersTold', cannot: 'chatOffered' } as const;

export function createHint(parts: HintParts): Hint {
  const { presenter, words } = parts;
  let settings: Settings | null = null;
  let shown: Kind | null = null;
  /** What was said in this document. */
  const said = new Set<Kind>();
  let impossibleSince: number | null = null;
  let stopWaiting: (() => void) | null = null;

  const close = (): void => {
    stopWaiting?.();
    stopWaiting = null;
    if (shown) presenter.hint(null);
    shown = null;
  };
  const closing = { label: words.close, run: close };

  const letSee = (): void => {
    close();
    parts.saveHere({ outgoing: true }, { readersTold: true }).then(
      () => presenter.notice({ text: words.seen }),
      () => presenter.notice({ text: words.notSaved }),
    );
  };

  const tryToWrite = (): boolean => {
    const text = parts.committed()?.trim();
    if (!text || !parts.insert(text)) return false;
    close();
    presenter.notice({ text: words.written });
    return true;
  };

  const write = (): void => {
    if (tryToWrite()) return;
    // The page's events would tell when a field gets the focus, but not in all of its frames.
    stopWaiting ??= parts.timers.every(fieldMs, tryToWrite);
    presenter.hint({ text: words.pickField, actions: [closing] });
    presenter.announce(words.pickField);
  };

  /** What the user should know now; null: nothing, or it is not known yet. */
  const due = (now: Settings): Kind | null => {
    const outlook = parts.outlook();
    impossibleSince = outlook === 'impossible' ? (impossibleSince ?? parts.timers.now()) : null;
    const isCall = impossibleSince !== null && parts.timers.now() - impossibleSince >= noCallMs;
    if (outlook === 'unsupported' || outlook === 'document' || isCall) return 'cannot';
    return outlook === 'ready' && !now.outgoing ? 'off' : null;
  };

  const say = (kind: Kind): void => {
    shown = kind;
    said.add(kind);
    const text = words[kind];
    const action =
      kind === 'off' ? { label: words.letSee, run: letSee } : { label: words.write, run: write };
    presenter.hint({ text, actions: [action, closing] });
    // Not by a live region of its own: it would be read again after every other announcement.
    presenter.announce(text);
    // If that fails, it is said once per document.
    if (!parts.isPrivate) parts.save({ [toldBy[kind]]: true }).catch(() => undefined);
  };

  return {
    update(changes) {
      if (!settings || shown || !changes.some(({ type }) => type === 'committed')) return;
      const kind = due(settings);
      if (kind && !said.has(kind) && !settings[toldBy[kind]]) say(kind);
    },
    follow(next) {
      settings = next;
      if (shown === 'off' && next.outgoing) close();
    },
    stop: close,
  };
}
