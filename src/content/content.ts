// Runs in the content script's isolated world, in every frame of a call page.

import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { realTimers } from '../clock/clock.ts';
import { startGrab } from '../grab/grab.ts';
import type { Problem } from '../messaging/problems.ts';
import { type OutgoingReport, TabMessage, type TabState } from '../messaging/protocol.ts';
import { ask, type ToBackground } from '../messaging/replies.ts';
import { removeLeftover } from '../overlay/leftover.ts';
import { mountOverlay, type OverlayStrings } from '../overlay/overlay.tsx';
import { captionLanguageOf, interfaceOf } from '../settings/caption-language.ts';
import { defaultSettings } from '../settings/schema.ts';
import { loadSettings } from '../settings/storage.ts';
import { DiagnosticsLog, exposeDiagnostics } from './diagnostics.ts';
import { insertIntoField } from './keys/insert.ts';
import { type KeyParts, runCommand } from './keys/keys.ts';
import { createLink } from './link/link.ts';
import { reportOf, sentStage } from './outgoing/sent-stage.ts';
import { createOutgoing, sentLook } from './outgoing/sent-video.ts';
import { createPlacement } from './place/placement.ts';
import { type Notice, Presenter } from './presenter.ts';
import { Reporter } from './reporter.ts';
import { type ExtensionRuntime, isInvalidated, type Sender } from './runtime.ts';
import { Session } from './session.ts';
import { createSpeech } from './speech.ts';
import { createStartMeter } from './talking/loudness.ts';
import { watchTalking } from './talking/talking.ts';
import { watchTracks } from './tracks.ts';
import { createNewest } from './transcript/newest.ts';
import { createScribe, createWordUse } from './transcript/scribe.ts';

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
    ...interfaceOf(browser.i18n),
  };
  const isPrivate = browser.extension.inIncognitoContext;
  const placement = createPlacement(
    {
      mount: (actions) =>
        mountOverlay(document, {
          strings,
          actions: { ...actions, accept: (index) => presenter.accept(index) },
        }),
      area: browser.storage.local,
      // Frames without an origin of their own are all the same to us: nothing is remembered.
      site: isPrivate || self.origin === 'null' ? null : self.origin,
      wrong: () => session.takeBack(),
      onHover: (hovered) => presenter.keepLines(hovered),
    },
    defaultSettings,
  );
  // Before the session: it hears of camera tracks first, and lets the events go on.
  let told: OutgoingReport = 'off';
  const outgoing = createOutgoing(window, realTimers, (status) => {
    const report = reportOf(status);
    if (report !== told) send({ type: 'content-outgoing', status: report });
    told = report;
  });
  const sent = browser.i18n.getMessage('overlay_sent');
  const presenter = new Presenter(
    () => sentStage(placement.mount(), outgoing, sent),
    defaultSettings,
    realTimers,
  );
  let settings = defaultSettings;
  const dressOutgoing = (): void =>
    outgoing.configure(session.on && settings.outgoing, sentLook(settings, strings.dir ?? 'ltr'));
  const speech = createSpeech(runtime);
  presenter.subscribe(speech.listener);
  const configureSpeech = (): void => {
    const lang = captionLanguageOf(
      settings.captionLanguage,
      browser.i18n.getMessage('@@ui_locale'),
    );
    const wanted = session.on && settings.speakCaptions;
    speech.configure(wanted ? { lang, voice: settings.speakVoice } : null);
  };
  const applyState = (state: TabState): void => {
    session.apply(state);
    dressOutgoing();
    configureSpeech();
  };

  const send = (message: ToBackground): void => {
    try {
      runtime.sendMessage(message).catch(ignore);
    } catch {
      ignore();
    }
  };
  presenter.subscribe(
    createScribe({
      send,
      document: crypto.getRandomValues(new Uint32Array(3)).join('-'),
      now: () => Date.now(),
      timer: realTimers.now,
    }),
  );
  const newest = createNewest();
  presenter.subscribe((changes) => newest.hear(changes));
  const useWords = createWordUse({
    send: (message) => runtime.sendMessage(message),
    use: (words) => presenter.useWords(words),
  });

  const session = new Session({
    watchTracks: (listener) => watchTracks(window, listener, realTimers),
    startGrab,
    watchTalking: (heard) => watchTalking(window, heard, createStartMeter(realTimers), realTimers),
    createLink: (options, listener) => createLink(runtime, options, listener, realTimers),
    presenter,
    reporter: new Reporter(send, realTimers),
    log,
    timers: realTimers,
    notice,
    warmUp: window.parent === window,
    said: (on) =>
      window.parent === window ? browser.i18n.getMessage(on ? 'overlay_on' : 'overlay_off') : null,
    private: isPrivate,
    onInvalidated: () => stop(),
  });

  // Updated in mid-call: the camera that is on was handed to a script that is gone.
  const cutOff = removeLeftover(document);
  if (cutOff) presenter.notice(updated);

  const keys: KeyParts = {
    active: () => session.on && session.live,
    takeBack: () => session.takeBack(),
    backspace: () => presenter.backspace(),
    say: () => presenter.say(),
    clearCaptions: () => presenter.clearCaptions(),
    accept: (index) => presenter.accept(index),
    resize: (by) => placement.resize(by),
    last: () => presenter.last,
    copy: (text) => navigator.clipboard.writeText(text),
    committed: () => newest.text,
    insert: (text) => insertIntoField(document, text),
    notice: (notice) => presenter.notice(notice),
    words: {
      copied: browser.i18n.getMessage('overlay_copied'),
      notCopied: browser.i18n.getMessage('overlay_notCopied'),
      notInserted: browser.i18n.getMessage('overlay_notInserted'),
    },
  };

  const onMessage = (raw: unknown, sender: Sender): undefined | Promise<unknown> => {
    // Only the background of this very extension; another content script would carry a tab.
    if (sender.id !== runtime.id || 'tab' in sender) return undefined;
    const message = v.safeParse(TabMessage, raw);
    if (!message.success) return undefined;
    if (message.output.type === 'tab-ping') return Promise.resolve(!cutOff);
    if (message.output.type === 'tab-command') {
      void runCommand(keys, message.output.command);
      return Promise.resolve(true);
    }
    applyState(message.output.state);
    return Promise.resolve(true);
  };
  runtime.onMessage.addListener(onMessage);

  const readSettings = (): void => {
    loadSettings(browser.storage.local).then((now) => {
      settings = now;
      presenter.configure(settings);
      placement.configure(settings);
      useWords(settings.wordSuggestions);
      session.holdWhileSpeaking(settings.holdWhileSpeaking);
      dressOutgoing();
      configureSpeech();
    }, ignore);
    void placement.read();
  };
  browser.storage.onChanged.addListener(readSettings);
  readSettings();

  const hello = (): void => {
    ask((message) => runtime.sendMessage(message), { type: 'content-hello' }).then((state) => {
      if (state) applyState(state);
    }, ignore);
  };
  hello();

  const onHide = (event: PageTransitionEvent): void => {
    if (!event.isTrusted || !event.persisted) return;
    session.sleep();
    dressOutgoing();
  };
  const onShow = (event: PageTransitionEvent): void => {
    if (!event.isTrusted || !event.persisted) return;
    try {
      hello();
    } catch {
      // The extension was updated meanwhile; captions are off, and the popup says what to do.
    }
  };
  window.addEventListener('pagehide', onHide);
  window.addEventListener('pageshow', onShow);

  function stop(): void {
    hide();
    window.removeEventListener('pagehide', onHide);
    window.removeEventListener('pageshow', onShow);
    outgoing.dispose();
    speech.configure(null);
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
