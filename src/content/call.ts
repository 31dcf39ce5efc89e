/** The second part of the content script: how the call's camera becomes captions. */
import browser from 'webextension-polyfill';
import { realTimers } from '../clock/clock.ts';
import { startGrab } from '../grab/grab.ts';
import type { TabState } from '../messaging/protocol.ts';
import type { ToBackground } from '../messaging/replies.ts';
import { captionLanguageOf } from '../settings/caption-language.ts';
import { defaultSettings, type Settings } from '../settings/schema.ts';
import { spellingLanguageOf, spellingVocabulary } from '../settings/spelling-language.ts';
import { saveSettings } from '../settings/storage.ts';
import { createCallFrames, lookAtFrames, ownSite } from './call-frames.ts';
import { createCameraReport } from './cameras/report.ts';
import type { DiagnosticsLog } from './diagnostics.ts';
import { createLink } from './link/link.ts';
import { noticeOf } from './notices.ts';
import { sentLook } from './outgoing/sent-video.ts';
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
  /** Passes new settings on to every part that depends on them. */
  followSettings(settings: Settings): void;
  /** The page goes into the back-forward cache. */
  sleep(): void;
}

/** Call it after `makeView`, whose watch of senders must be the first to receive camera tracks. */
export function makeCall(view: View, { runtime, send, log, life }: CallParts): Call {
  const { presenter, placement, outgoing } = view;
  const isTop = window.parent === window;
  let settings = defaultSettings;

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
  const useWords = createWordUse({
    send: (message) => runtime.sendMessage(message),
    use: (words) => presenter.useWords(words),
  });

  const putBack = createPutBack({
    area: browser.storage.local,
    ownWords: () => settings.ownWords,
    save: (change) => saveSettings(browser.storage.local, change),
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
    announcement: (on) =>
      isTop ? browser.i18n.getMessage(on ? 'overlay_on' : 'overlay_off') : null,
    isPrivate: browser.extension.inIncognitoContext,
    onInvalidated: () => life.abort(),
  });
  view.controls.onWrong = () => session.takeBack();

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

  return {
    session,
    chooseCamera(id) {
      tracks?.choose(id);
      reportCameras();
    },
    committed: () => newest.text,
    followState(state) {
      session.apply(state);
      vocabulary = state.recognition.vocabulary;
      configureReading();
      frames.watch(session.on);
      reportCameras();
      configureOutgoing();
      configureSpeech();
    },
    followSettings(next) {
      settings = next;
      presenter.configure(next);
      placement.configure(next);
      useWords(next.wordSuggestions);
      configureReading();
      session.holdWhileSpeaking(next.holdWhileSpeaking);
      configureOutgoing();
      configureSpeech();
    },
    sleep() {
      session.sleep();
      configureReading();
      frames.watch(false);
      configureOutgoing();
    },
  };
}
