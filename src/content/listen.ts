/** The third part of the content script: listens to the background, the settings and the page. */
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { TabMessage } from '../messaging/protocol.ts';
import { ask } from '../messaging/replies.ts';
import { loadSettings } from '../settings/storage.ts';
import { whenActive } from './active.ts';
import type { Call } from './call.ts';
import { mayHoldCall, ownSite } from './call-frames.ts';
import { insertIntoField } from './keys/insert.ts';
import { type KeyParts, runCommand } from './keys/keys.ts';
import { offerCommands, passToOpener } from './keys/opener.ts';
import { keepListening } from './reopened.ts';
import type { ExtensionRuntime, Sender } from './runtime.ts';
import type { View } from './view.ts';

export interface ListenParts {
  runtime: ExtensionRuntime;
  /** This frame's camera was handed to an earlier script, before the extension was updated. */
  isCutOff: boolean;
  /** Ends the listening. */
  signal: AbortSignal;
}

/** Extension calls reject once the extension was updated; the link, if it is on, reports that. */
const ignore = (): undefined => undefined;

/** @param at the window in which the shortcut was pressed */
const keysOf = (
  { presenter, placement }: View,
  { session, committed, togglePanel }: Call,
  at: Window,
): KeyParts => ({
  active: () => session.on && session.live,
  takeBack: () => session.takeBack(),
  undoTakeBack: () => session.undoTakeBack(),
  backspace: () => presenter.backspace(),
  say: () => presenter.say(),
  clearCaptions: () => presenter.clearCaptions(),
  accept: (index) => presenter.accept(index),
  resize: (by) => placement.resize(by),
  togglePanel,
  last: () => presenter.last,
  copy: (text) => at.navigator.clipboard.writeText(text),
  committed,
  insert: (text) => insertIntoField(at.document, text),
  notice: (notice) => presenter.notice(notice),
  words: {
    copied: browser.i18n.getMessage('overlay_copied'),
    notCopied: browser.i18n.getMessage('overlay_notCopied'),
    notInserted: browser.i18n.getMessage('overlay_notInserted'),
  },
});

export function listen(view: View, call: Call, { runtime, isCutOff, signal }: ListenParts): void {
  /** The document is not one that the browser only prerenders. */
  let active = false;
  const keys = keysOf(view, call, window);
  offerCommands((command, from) => void runCommand(keysOf(view, call, from), command), signal);

  const onMessage = (raw: unknown, sender: Sender): undefined | Promise<unknown> => {
    // Accept only this extension's background; messages of a content script carry a `tab`.
    if (sender.id !== runtime.id || 'tab' in sender || !active) return undefined;
    const message = v.safeParse(TabMessage, raw);
    if (!message.success) return undefined;
    switch (message.output.type) {
      case 'tab-ping':
        return Promise.resolve(!isCutOff);
      case 'frame-ping': {
        const { site } = message.output;
        const isMeant =
          site === null ? call.session.live || mayHoldCall(window) : site === ownSite();
        return isMeant && !isCutOff ? Promise.resolve(true) : undefined;
      }
      case 'reason-get': {
        const { reason } = call.session;
        return reason === undefined ? undefined : Promise.resolve(reason);
      }
      case 'tab-command':
        if (keys.active()) void runCommand(keys, message.output.command);
        else passToOpener(window, message.output.command);
        break;
      case 'tab-camera':
        call.chooseCamera(message.output.camera);
        break;
      case 'tab-phrase':
        call.sayPhrase(message.output.text);
        break;
      case 'tab-state':
        call.followState(message.output.state);
        break;
      default:
        message.output satisfies never;
    }
    return Promise.resolve(true);
  };
  runtime.onMessage.addListener(onMessage);

  const readSettings = (): void => {
    loadSettings(browser.storage.local).then((settings) => call.followSettings(settings), ignore);
    void view.placement.read();
  };

  const hello = (): void => {
    ask((message) => runtime.sendMessage(message), { type: 'content-hello' }).then((state) => {
      if (state) call.followState(state);
    }, ignore);
  };

  // What changes while a page is prerendered does not reach it, so it asks once it is the tab's page.
  whenActive(document, signal, () => {
    active = true;
    browser.storage.onChanged.addListener(readSettings);
    readSettings();
    hello();
  });

  const onHide = (event: PageTransitionEvent): void => {
    if (event.isTrusted && event.persisted) call.sleep();
  };
  const onShow = (event: PageTransitionEvent): void => {
    if (event.isTrusted && event.persisted) hello();
  };
  const listenToPage = (): void => {
    window.addEventListener('pagehide', onHide, { signal });
    window.addEventListener('pageshow', onShow, { signal });
  };
  keepListening(document, listenToPage, signal);

  signal.addEventListener('abort', () => {
    try {
      runtime.onMessage.removeListener(onMessage);
      browser.storage.onChanged.removeListener(readSettings);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  });
}
