/** The first part of the content script: where captions are shown. */
import browser from 'webextension-polyfill';
import { realTimers } from '../clock/clock.ts';
import type { OutgoingReport } from '../messaging/protocol.ts';
import type { ToBackground } from '../messaging/replies.ts';
import { mountOverlay, type OverlayActions, type OverlayStrings } from '../overlay/overlay.tsx';
import { interfaceOf } from '../settings/caption-language.ts';
import { defaultSettings } from '../settings/schema.ts';
import { createWords } from '../ui/i18n.ts';
import { whySentence } from '../ui/why-words.ts';
import { watchSentPictures } from './outgoing/sent-pictures.ts';
import { reportOf, sentStage } from './outgoing/sent-stage.ts';
import { createSentVideo } from './outgoing/sent-video.ts';
import type { Outgoing } from './outgoing/types.ts';
import { createPlacement, type Placement } from './place/placement.ts';
import { createPresenter, type Presenter } from './presenter.ts';
import { mountRoaming } from './where/roaming.ts';
import { watchWhere } from './where/where.ts';
import { collectWindows } from './where/windows.ts';

export interface ViewParts {
  /** Sends to the background; never throws. */
  send(message: ToBackground): void;
  /** Aborted when this content script ends. */
  signal: AbortSignal;
}

/** The overlay of this document, and captions in the video that the page sends. */
export interface View {
  presenter: Presenter;
  placement: Placement;
  outgoing: Outgoing;
  /** Text direction of the interface's language. */
  dir: 'ltr' | 'rtl';
  /** What the overlay's controls do; each is set where the part that it acts on is made. */
  controls: Pick<OverlayActions, 'onAccept' | 'onHover' | 'onPanel' | 'onWrong'> & {
    /** What the panel shows may have changed. */
    onChanged?(): void;
  };
}

export function makeView({ send, signal }: ViewParts): View {
  const { lang, dir } = interfaceOf(browser.i18n);
  const strings: OverlayStrings = {
    captions: browser.i18n.getMessage('overlay_captions'),
    move: browser.i18n.getMessage('overlay_move'),
    wrong: browser.i18n.getMessage('overlay_wrong'),
    panel: browser.i18n.getMessage('panel_open'),
    putBack: browser.i18n.getMessage('overlay_putBack'),
    lang,
    dir,
  };
  const controls: View['controls'] = {};
  const windows = collectWindows(window, signal);
  const placement = createPlacement(
    {
      mount: (actions) =>
        mountRoaming({
          mount: (at) =>
            mountOverlay(at, {
              strings,
              actions: { ...actions, onAccept: (index) => controls.onAccept?.(index) },
              watchRoom: (onRoom) =>
                watchSentPictures({
                  window: at.defaultView ?? window,
                  outgoing,
                  timers: realTimers,
                  onRoom,
                }),
            }),
          watchWhere: (onChange) => watchWhere(window, windows, onChange, realTimers),
          home: document,
          onMoved: () => actions.onHover?.(false),
        }),
      area: browser.storage.local,
      // Frames without an origin of their own cannot be told apart: nothing is remembered for them.
      site: browser.extension.inIncognitoContext || self.origin === 'null' ? null : self.origin,
      onWrong: () => controls.onWrong?.(),
      onHover: (hovered) => controls.onHover?.(hovered),
      onPanel: () => controls.onPanel?.(),
      onSize: () => controls.onChanged?.(),
    },
    defaultSettings,
  );

  let reported: OutgoingReport = 'off';
  const outgoing = createSentVideo(window, realTimers, (status) => {
    const report = reportOf(status);
    if (report !== reported) send({ type: 'content-outgoing', status: report });
    reported = report;
    controls.onChanged?.();
  });
  signal.addEventListener('abort', () => outgoing.dispose());

  const sent = browser.i18n.getMessage('overlay_sent');
  const presenter = createPresenter(
    () => sentStage(placement.mount(), outgoing, sent),
    defaultSettings,
    realTimers,
    (reason) => whySentence(createWords(browser.i18n, { lang, dir }), reason),
  );
  controls.onAccept = (index) => presenter.accept(index);
  controls.onHover = (hovered) => presenter.keepLines(hovered);
  return { presenter, placement, outgoing, dir, controls };
}
