/**
 * The panel in the call: what was captioned last, and the switches that a user needs while the call
 * goes on. It changes settings as the extension's pages do, by storing them; the background then
 * tells the calls.
 */
import type { CommittedCaption } from '../../captions/composer.ts';
import type { TabState } from '../../messaging/protocol.ts';
import type { CallPanelTexts, PanelChoice } from '../../overlay/call-panel/types.ts';
import type { Settings, SettingsChange } from '../../settings/schema.ts';
import type { ChoiceField, SaveHere } from '../../settings/site-choices.ts';
import type { OutgoingStatus } from '../outgoing/types.ts';
import type { Placement } from '../place/placement.ts';
import type { Panel, Presenter } from '../presenter.ts';

/** Texts that the panel shows, and that it says. */
export interface PanelTexts extends CallPanelTexts {
  vocabularies: readonly PanelChoice[];
  /** Only the user reads captions. */
  onlyYou: string;
  /** Why others do not read captions, or that they do. */
  status: Readonly<Record<Exclude<OutgoingStatus, 'off' | 'shown'>, string>>;
  percent(size: number): string;
  /** A choice counts on this site only. */
  onlyOn(site: string): string;
  notSaved: string;
  said: string;
}

export interface CallPanelParts {
  presenter: Pick<Presenter, 'announce' | 'panel' | 'notice'>;
  placement: Pick<Placement, 'size' | 'canResize' | 'resize'>;
  texts: PanelTexts;
  save(change: SettingsChange): Promise<unknown>;
  saveHere: SaveHere;
  /** The name of the site whose own choice decides this here; null: it is as everywhere. */
  ownSite(field: ChoiceField): string | null;
  /** What is, or would be, the status if others were to see captions. */
  outlook(): OutgoingStatus;
  /** The last captions that were not taken back, oldest first. */
  captions(): readonly CommittedCaption[];
  /** Makes a caption of a phrase. */
  say(text: string): void;
}

export interface CallPanelControl {
  toggle(): void;
  close(): void;
  /** A phrase was said, from here or from the popup. */
  said(text: string): void;
  /** Shows what is true now, if the panel is open. */
  update(): void;
  /** The settings as they are on the tab's site. */
  follow(settings: Settings): void;
  /** The panel closes when captions go off. */
  followState(state: TabState): void;
}

/** At most this many phrases that are not the user's own are offered again. */
const mostRecent = 6;
/** How many are kept: some may become the user's own meanwhile. */
const mostKept = 30;

export function createCallPanel(parts: CallPanelParts): CallPanelControl {
  const { presenter, placement, texts } = parts;
  let isOpen = false;
  let settings: Settings | null = null;
  let state: TabState | null = null;
  /** Phrases that were said in this call, the newest first. */
  let recent: readonly string[] = [];

  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    presenter.panel(null);
  };

  const told = (saved: Promise<unknown>): void => {
    saved.catch(() => presenter.notice({ text: texts.notSaved }));
  };

  /** Says where a choice counts, if not everywhere. */
  const onlyOn = (field: ChoiceField): string | null => {
    const site = parts.ownSite(field);
    return site === null ? null : texts.onlyOn(site);
  };

  const step = (by: 1 | -1) => (placement.canResize(by) ? () => placement.resize(by) : null);

  const readersOf = ({ outgoing }: Settings): Panel['readers'] => {
    const status = parts.outlook();
    const isPossible = status !== 'unsupported';
    const reported = status === 'off' ? null : texts.status[status === 'shown' ? 'ready' : status];
    return {
      everyone: outgoing,
      onChange:
        isPossible || outgoing
          ? (everyone) => told(parts.saveHere({ outgoing: everyone }, { readersTold: true }))
          : null,
      onlyOn: onlyOn('outgoing'),
      about: (outgoing || !isPossible) && reported !== null ? reported : texts.onlyYou,
    };
  };

  const update = (): void => {
    if (!isOpen || !settings || !state) return;
    presenter.panel({
      texts,
      captions: parts.captions(),
      phrases: {
        own: settings.ownPhrases,
        recent: recent.filter((text) => !settings?.ownPhrases.includes(text)).slice(0, mostRecent),
        onSay: (text) => parts.say(text),
      },
      size: {
        text: texts.percent(placement.size),
        onSmaller: step(-1),
        onLarger: step(1),
      },
      vocabularies: {
        all: texts.vocabularies,
        chosen: state.recognition.vocabulary,
        onlyOn: onlyOn('vocabulary'),
        onChoose: (vocabulary) => told(parts.saveHere({ vocabulary })),
      },
      readers: readersOf(settings),
      onPause: () => told(parts.save({ paused: true })),
      onClose: close,
    });
  };

  return {
    close,
    update,
    said(text) {
      recent = [text, ...recent.filter((one) => one !== text)].slice(0, mostKept);
      update();
      // Not the phrase itself: a page finds the text of an announcement.
      if (isOpen) presenter.announce(texts.said);
    },
    toggle() {
      if (isOpen) close();
      else if (settings && state?.on) {
        isOpen = true;
        update();
      }
    },
    follow(next) {
      settings = next;
      update();
    },
    followState(next) {
      state = next;
      if (next.on) update();
      else {
        close();
        recent = [];
      }
    },
  };
}
