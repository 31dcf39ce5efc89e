import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { startGrab } from '../grab/grab.ts';
import type { Problem } from '../messaging/problems.ts';
import { TabMessage, TabState } from '../messaging/protocol.ts';
import { mountOverlay, type OverlayStrings } from '../overlay/overlay.tsx';
import { defaultSettings } from '../settings/schema.ts';
import { loadSettings } from '../settings/storage.ts';
import { DiagnosticsLog, exposeDiagnostics } from './diagnostics.ts';
import { createLink } from './link.ts';
import { type Notice, Presenter } from './presenter.ts';
import { Reporter } from './reporter.ts';
import { type ExtensionRuntime, isInvalidated, type Sender } from './runtime.ts';
import { Session } from './session.ts';
import { realTimers } from './timers.ts';
import { watchTracks } from './tracks.ts';

declare global {
  /** Ends the content script that runs in this world. */
  var signCaptionsDispose: (() => void) | undefined;
}

const runtime = browser.runtime as unknown as ExtensionRuntime;

/** Extension calls reject when the extension was updated; the link finds out and says so. */
const ignore = (): undefined => undefined;

const updated: Notice = {
  // Read now: when it is to be shown, the extension's texts can no longer be had.
  text: browser.i18n.getMessage('problem_extension_updated'),
  action: {
    label: browser.i18n.getMessage('popup_reload'),
    run: () => location.reload(),
  },
};

function notice({ code }: Problem): Notice {
  if (code === 'extension-updated') return updated;
  return { text: browser.i18n.getMessage(`problem_${code.replaceAll('-', '_')}`) };
}

function start(): () => void {
  const log = new DiagnosticsLog();
  const hide = exposeDiagnostics(log);

  const strings: OverlayStrings = {
    captions: browser.i18n.getMessage('overlay_captions'),
    move: browser.i18n.getMessage('overlay_move'),
    wrong: browser.i18n.getMessage('overlay_wrong'),
    lang: browser.i18n.getMessage('@@ui_locale').replaceAll('_', '-'),
    dir: browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr',
  };
  const presenter = new Presenter(
    () => mountOverlay(document, { strings }),
    defaultSettings,
    realTimers,
  );

  const session = new Session({
    watchTracks: (listener) => watchTracks(window, listener, realTimers),
    startGrab,
    createLink: (options, listener) => createLink(runtime, options, listener, realTimers),
    presenter,
    reporter: new Reporter((message) => {
      try {
        runtime.sendMessage(message).catch(ignore);
      } catch {
        ignore();
      }
    }, realTimers),
    log,
    timers: realTimers,
    notice,
    warmUp: window.parent === window,
    onInvalidated: () => stop(),
  });

  const onMessage = (raw: unknown, sender: Sender): undefined | Promise<unknown> => {
    // Only the background of this very extension; another content script would carry a tab.
    if (sender.id !== runtime.id || 'tab' in sender) return undefined;
    const message = v.safeParse(TabMessage, raw);
    if (!message.success) return undefined;
    if (message.output.type === 'tab-ping') return Promise.resolve(true);
    session.apply(message.output.state);
    return Promise.resolve(true);
  };
  runtime.onMessage.addListener(onMessage);

  const readSettings = (): void => {
    loadSettings(browser.storage.local).then((settings) => presenter.configure(settings), ignore);
  };
  browser.storage.onChanged.addListener(readSettings);
  readSettings();

  runtime.sendMessage({ type: 'content-hello' }).then((raw) => {
    const state = v.safeParse(TabState, raw);
    if (state.success) session.apply(state.output);
  }, ignore);

  function stop(): void {
    hide();
    try {
      runtime.onMessage.removeListener(onMessage);
      browser.storage.onChanged.removeListener(readSettings);
    } catch {
      // The extension is gone, and its listeners with it.
    }
  }

  return () => {
    session.dispose();
    stop();
  };
}

// A frame's first empty document may be replaced in the same world, where this then runs again, and
// a site that was granted may also be listed: the newest run stays.
globalThis.signCaptionsDispose?.();
globalThis.signCaptionsDispose = isInvalidated(runtime) ? undefined : start();
