/** The second part of the content script: how the call's camera becomes captions. */
import browser from 'webextension-polyfill';
import { realTimers } from '../clock/clock.ts';
import { startGrab } from '../grab/grab.ts';
import type { TabState } from '../messaging/protocol.ts';
import type { ToBackground } from '../messaging/replies.ts';
import { sentLook } from '../outgoing/sent-look.ts';
import { captionLanguageOf } from '../settings/caption-language.ts';
import { defaultSettings, type Settings, type SettingsChange } from '../settings/schema.ts';
import { changeAt, ownSiteAt, type SaveHere, settingsAt } from '../settings/site-choices.ts';
import { spellingLanguageOf, spellingVocabulary } from '../settings/spelling-language.ts';
import { saveSettings } from '../settings/storage.ts';
import { createCallFrames, lookAtFrames, ownSite } from './call-frames.ts';
import { createCameraReport } from './cameras/report.ts';
import type { DiagnosticsLog } from './diagnostics.ts';
import { insertIntoField } from './keys/insert.ts';
import { createLink } from './link/link.ts';
import { hintWords, noticeOf, pillOf, undoOffer } from './notices.ts';
import { createCallPanel } from './panel/panel.ts';
import { panelTexts } from './panel/texts.ts';
import { createHint } from './readers/hint.ts';
import { createReporter } from './reporter.ts';
import type { ExtensionRuntime } from './runtime.ts';
import { createSession, type Session } from './session.ts';
import { createSpeech } from './speech.ts';
import { createPutBack } from './spelling/put-back.ts';
import { createWordReading } from './spelling/word-reading.ts';
import { createStartMeter } from './talking/loudness.ts';
import { watchTalking } from './talking/talking.ts';
import { type TrackWatch, watchTracks } from './tracks.ts';
import { createNewest } from './transcript/newest.ts';
import { createScribe, createWordUse } from './transcript/scribe.ts';
import type { View } from './view.ts';

export interface CallParts {
  runtime: ExtensionRuntime;
  /** Sends to the background; never throws. */
  send(message: ToBackground): void;
  log: DiagnosticsLog;
  /** Aborted when this content script ends: disposed of, or because the extension is gone. */
  life: AbortController;
}

/** What events of the page, messages of the background and the user's keys act on. */
export interface Call {
  session: Session;
  /** The user chose one of the cameras that were reported, or none. */
  chooseCamera(id: string): void;
  /** The newest committed caption that was not taken back; null if there is none. */
  committed(): string | null;
  /** The background says whether captions are on in this tab, and how. */
  followState(state: TabState): void;
  /** Says a phrase that the user wrote, if there are captions here. */
  sayPhrase(text: string): void;
  /** Opens or closes the panel in the call. */
  togglePanel(): void;
  /** Passes new settings on to every part that depends on them. */
  followSettings(settings: Settings): void;
  /** The page goes into the back-forward cache. */
  sleep(): void;
}

/** How many captions the panel in the call shows. */
const lastCaptions = 10;

/** Call it after `makeView`, whose watch of senders must be the first to receive camera tracks. */
export function makeCall(view: View, { runtime, send, log, life }: CallParts): Call {
  const { presenter, placement, outgoing } = view;
  const isTop = window.parent === window;
  /** As they are stored; null before they have been read. */
  let stored: Settings | null = null;
  /** As they are on this tab's site. */
  let settings = defaultSettings;
  let site: string | undefined;

  const save = (change: SettingsChange) => saveSettings(browser.storage.local, change);
  const saveHere: SaveHere = (change, others) =>
    saveSettings(browser.storage.local, (now) => ({ ...others, ...changeAt(now, site, change) }));

  const speech = createSpeech(runtime);
  life.signal.addEventListener('abort', () => speech.configure(null));
  const newest = createNewest();
  presenter.subscribe(speech.listener);
  presenter.subscribe(
    createScribe({
      send,
      document: crypto.getRandomValues(new Uint32Array(3)).join('-'),
      now: () => Date.now(),
      timer: realTimers.now,
    }),
  );
  presenter.subscribe((changes) => newest.update(changes));
  const panel = createCallPanel({
    presenter,
    placement,
    texts: panelTexts(),
    save,
    saveHere,
    ownSite: (field) => ownSiteAt(stored ?? settings, site, field),
    outlook: () => outgoing.outlook,
    captions: () => newest.latest(lastCaptions),
    say: (text) => sayPhrase(text),
  });
  presenter.subscribe(() => panel.update());
  life.signal.addEventListener('abort', () => panel.close());
  view.controls.onPanel = () => panel.toggle();
  view.controls.onChanged = () => panel.update();
  const hint = createHint({
    presenter,
    outlook: () => outgoing.outlook,
    save,
    saveHere,
    committed: () => newest.text,
    insert: (text) => insertIntoField(document, text),
    timers: realTimers,
    isPrivate: browser.extension.inIncognitoContext,
    words: hintWords(),
  });
  presenter.subscribe((changes) => hint.update(changes));
  const useWords = createWordUse({
    send: (message) => runtime.sendMessage(message),
    use: (words) => presenter.useWords(words),
  });

  const putBack = createPutBack({
    area: browser.storage.local,
    ownWords: () => settings.ownWords,
    save,
  });
  const readWords = createWordReading({
    send: (message) => runtime.sendMessage(message),
    use: (reader) =>
      presenter.useReader(reader, (letters) => {
        if (!browser.extension.inIncognitoContext) void putBack(letters);
      }),
  });

  let tracks: TrackWatch | null = null;
  const sendCameras = createCameraReport(send);
  /** The popup lists the cameras of a tab whose captions are on. */
  const reportCameras = (): void => {
    if (session.on && tracks) sendCameras(tracks.cameras);
  };

  const session = createSession({
    watchTracks: (listener) => {
      tracks = watchTracks(window, { ...listener, onCameras: reportCameras }, realTimers, {
        ...outgoing.senders,
        ownOf: outgoing.ownOf,
      });
      return tracks;
    },
    startGrab,
    watchTalking: (onTalking) =>
      watchTalking(window, onTalking, createStartMeter(realTimers), realTimers),
    createLink: (options, listener) => createLink(runtime, options, listener, realTimers),
    presenter,
    reporter: createReporter(send, realTimers),
    log,
    timers: realTimers,
    isHidden: () => document.hidden,
    notice: noticeOf,
    warmUp: isTop,
    pill: (state) => (isTop ? pillOf(state) : null),
    isPrivate: browser.extension.inIncognitoContext,
    onInvalidated: () => life.abort(),
  });
  view.controls.onWrong = () => session.takeBack();
  const undo = undoOffer(() => session.undoTakeBack());
  presenter.offerUndo(undo, browser.i18n.getMessage('overlay_wrong'));

  const sayPhrase = (text: string): void => {
    if (!session.on || !session.live) return;
    presenter.sayPhrase(text);
    panel.said(text);
  };

  const frames = createCallFrames({
    look: () => lookAtFrames(document),
    own: ownSite(),
    isHere: () => session.live,
    send: (sites) => send({ type: 'content-frames', sites }),
    timers: realTimers,
  });
  life.signal.addEventListener('abort', () => frames.watch(false));

  const configureOutgoing = (): void =>
    outgoing.configure(session.on && settings.outgoing, sentLook(settings, view.dir));
  const configureSpeech = (): void => {
    const uiLocale = browser.i18n.getMessage('@@ui_locale');
    const lang = captionLanguageOf(settings.captionLanguage, uiLocale);
    const isWanted = session.on && settings.speakCaptions;
    speech.configure(isWanted ? { lang, voice: settings.speakVoice } : null);
  };

  /** The vocabulary of this tab; null before the background has said so. */
  let vocabulary: string | null = null;
  const configureReading = (): void => {
    const language = spellingLanguageOf(settings, browser.i18n.getMessage('@@ui_locale'));
    const isWanted = session.on && vocabulary === spellingVocabulary && language;
    readWords(
      isWanted ? { language, vocabulary: spellingVocabulary, ownWords: settings.ownWords } : null,
    );
  };

  const followSettings = (next: Settings): void => {
    stored = next;
    settings = settingsAt(next, site);
    hint.follow(settings);
    panel.follow(settings);
    presenter.configure(settings);
    placement.configure(settings);
    useWords(settings.wordSuggestions);
    configureReading();
    session.holdWhileSpeaking(settings.holdWhileSpeaking);
    configureOutgoing();
    configureSpeech();
  };

  return {
    session,
    chooseCamera(id) {
      tracks?.choose(id);
      reportCameras();
    },
    committed: () => newest.text,
    sayPhrase,
    togglePanel: () => panel.toggle(),
    followState(state) {
      const here = state.site ?? ownSite() ?? undefined;
      const isElsewhere = here !== site;
      site = here;
      session.apply(state);
      if (isElsewhere && stored) followSettings(stored);
      panel.followState(state);
      vocabulary = state.recognition.vocabulary;
      configureReading();
      frames.watch(session.on);
      reportCameras();
      configureOutgoing();
      configureSpeech();
      if (!session.on) hint.stop();
    },
    followSettings,
    sleep() {
      session.sleep();
      panel.close();
      hint.stop();
      configureReading();
      frames.watch(false);
      configureOutgoing();
    },
  };
}
