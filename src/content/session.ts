import type { TakenBack } from '../captions/composer.ts';
import type { Answer } from '../messaging/frames-port.ts';
import type { Problem, ProblemCode } from '../messaging/problems.ts';
import type { ContentStatus, TabState } from '../messaging/protocol.ts';
import type { Reason } from '../messaging/reason.ts';
import type { FailureKind } from '../page-world/events.ts';
import type { Link } from './link/types.ts';
import { createPump, type Pump } from './pump.ts';
import type { SessionParts } from './session-parts.ts';

const failureProblems: Record<FailureKind, ProblemCode> = {
  NotFoundError: 'no-camera',
  NotAllowedError: 'camera-refused',
  NotReadableError: 'camera-failed',
};

/**
 * One document's captions. While captions are on in this tab, it joins the camera track, the
 * frames, the recognizer and the overlay; while they are off, it keeps only the list of tracks.
 */
export interface Session {
  readonly on: boolean;
  /** There is a camera in this document, or there was a caption from one. */
  readonly live: boolean;
  /**
   * Why the newest answer has no sign; null if nothing is amiss, undefined while no camera is watched
   * here.
   */
  readonly reason: Reason | null | undefined;
  /** The background says whether captions are on in this tab, and how. */
  apply(state: TabState): void;
  /**
   * The page goes into the browser's back-forward cache, where it receives nothing and its port is
   * closed. Captions are off until the page comes back and asks the background for its state.
   */
  sleep(): void;
  /** Whether signs are suppressed while the user talks. */
  holdWhileSpeaking(wanted: boolean): void;
  /** "That was wrong": removes the newest caption everywhere and keeps its hands to learn from. */
  takeBack(): void;
  /** Puts back what was taken back last, and keeps its hands no longer. */
  undoTakeBack(): void;
  dispose(): void;
}

export function createSession(parts: SessionParts): Session {
  const { presenter, reporter, log, timers } = parts;
  let isSuppressionWanted = false;
  let link: Link | null = null;
  let pump: Pump | null = null;
  let tab: TabState | null = null;
  /** The newest answer; null: no frame of this camera was answered yet. */
  let newest: Answer | null = null;
  /** What is wrong, by where it went wrong; the first that is set is shown and reported. */
  const problems: Record<'camera' | 'link' | 'grab', Problem | null> = {
    camera: null,
    link: null,
    grab: null,
  };
  /** The problem that the notice shows. */
  let noticed: ProblemCode | null = null;
  /** What was taken back last was signed: a phrase that was chosen has no hands. */
  let isSignTaken = false;
  let disposed = false;

  const isOn = (): boolean => tab?.on ?? false;
  const problemNow = (): Problem | null => problems.camera ?? problems.link ?? problems.grab;

  const statusNow = (): ContentStatus => {
    if (!tracks.shown) return tracks.off ? 'video-off' : 'waiting';
    if (!newest) return 'starting';
    return newest.hands > 0 ? 'hand' : 'watching';
  };

  const report = (): void => {
    if (!isOn()) return;
    const status = statusNow();
    const problem = problemNow();
    log.data.status = status;
    log.data.problem = problem?.code ?? null;
    reporter.report(status, problem);
  };

  const showProblem = (): void => {
    const problem = problemNow();
    if ((problem?.code ?? null) === noticed) return;
    noticed = problem?.code ?? null;
    presenter.notice(problem && parts.notice(problem));
  };

  const setProblem = (source: keyof typeof problems, problem: Problem | null): void => {
    if (problems[source]?.code === problem?.code) return;
    problems[source] = problem;
    if (!isOn()) return;
    report();
    showProblem();
  };

  const forget = (): void => {
    pump?.forget();
    newest = null;
  };

  /**
   * Listens to the microphone only while the user wants it, captions are on and there is a camera.
   */
  const listen = (): void => talk.listen(isOn() && isSuppressionWanted && tracks.current !== null);

  const onTrack = (track: MediaStreamTrack | null): void => {
    if (track) problems.camera = null;
    if (!isOn()) return;
    listen();
    problems.grab = null;
    forget();
    link?.reset();
    presenter.clear();
    presenter.stand(track !== null);
    link?.camera(track !== null);
    if (track) link?.start();
    pump?.start();
    report();
    showProblem();
  };

  /** The camera shows nothing from now on. */
  const seeNothing = (): void => {
    forget();
    link?.reset();
    presenter.clear();
  };

  const onShown = (shown: boolean): void => {
    if (!isOn()) return;
    if (!shown) seeNothing();
    report();
  };

  const onGrabProblem = (problem: Problem | null): void => {
    if (problem?.code === 'no-picture') seeNothing();
    setProblem('grab', problem);
  };

  const onFailure = (kind: FailureKind): void => {
    // Another camera may be on: a page may ask for a second one and be refused.
    if (tracks.current || tracks.off) return;
    setProblem('camera', { code: failureProblems[kind], detail: kind });
  };

  /** Hands that move while the user talks are not signs: they give no caption, then or later. */
  const onTalking = (talking: boolean): void => {
    log.data.speaking = talking;
    link?.suppressSigns(talking ? {} : null);
    presenter.setTalking(talking);
  };

  const onReady = (ready: { backend: string; binary: boolean } | null): void => {
    log.data.ready = ready !== null;
    if (ready) {
      log.data.backend = ready.backend;
      log.data.binary = ready.binary;
    } else {
      presenter.pause();
    }
    forget();
    report();
  };

  /** Keeps the hands of what was taken back as an example of nothing. */
  const learnFrom = ({ gesture }: TakenBack): void => {
    isSignTaken = gesture !== '';
    if (isSignTaken && !parts.isPrivate) link?.wrong(gesture);
  };

  const onAnswer = (answer: Answer | null, roundTripMs: number): void => {
    pump?.answered(answer);
    if (!answer) {
      log.data.frames.skipped++;
      return;
    }
    log.answered(answer, roundTripMs);
    newest = answer;
    if (answer.hands > 0) tracks.sawHand();
    const { sign } = answer;
    // This frame was taken before the user began to talk. Report the sign as unsaid, so that it can
    // count again if it is still held.
    if (sign && talk.talking) link?.suppressSigns({ unsaid: sign.gesture });
    else if (sign) log.caption(answer.timestamp, sign.gesture, sign.caption);
    const taken = presenter.answer(answer);
    if (taken) learnFrom(taken);
    report();
  };

  const onInvalidated = (): void => {
    pump?.stop();
    pump = null;
    link = null;
    disposed = true;
    tab = null;
    talk.dispose();
    tracks.dispose();
    presenter.clear();
    presenter.stand(false);
    presenter.notice(parts.notice({ code: 'extension-updated' }));
    parts.onInvalidated();
  };

  const turnOn = (state: TabState): void => {
    link = parts.createLink(state.recognition, {
      onReady,
      onAnswer,
      onLost() {
        log.data.frames.lost++;
        pump?.lost();
      },
      onForgotten(frames) {
        log.data.frames.forgotten += frames;
      },
      onProblem: (problem) => setProblem('link', problem),
      onInvalidated,
    });
    pump = createPump({
      tracks,
      link,
      startGrab: parts.startGrab,
      log,
      timers,
      isHidden: parts.isHidden,
      onProblem: onGrabProblem,
    });
    tracks.seek(true);
    presenter.stand(tracks.current !== null);
    link.camera(tracks.current !== null);
    if (parts.warmUp || tracks.current) link.start();
    pump.start();
    listen();
    report();
    showProblem();
  };

  const turnOff = (): void => {
    tracks.seek(false);
    talk.listen(false);
    pump?.stop();
    pump = null;
    link?.stop();
    link = null;
    problems.link = null;
    problems.grab = null;
    noticed = null;
    presenter.dispose();
    reporter.reset();
    log.data.on = false;
    log.data.ready = false;
    log.data.status = 'waiting';
    log.data.problem = null;
  };

  const tracks = parts.watchTracks({ onTrack, onShown, onFailure });
  const talk = parts.watchTalking(onTalking);

  return {
    get on() {
      return isOn();
    },
    get reason() {
      const isWatched = isOn() && tracks.shown && newest;
      return isWatched ? (newest?.reason ?? null) : undefined;
    },
    get live() {
      return tracks.current !== null || presenter.last !== null;
    },
    apply(state) {
      if (disposed) return;
      const wasOn = isOn();
      tab = state;
      log.data.on = state.on;
      if (state.on && !wasOn) turnOn(state);
      else if (!state.on && wasOn) turnOff();
      else if (state.on) link?.configure(state.recognition);
      if (state.on === wasOn) return;
      const pill = parts.pill?.(state);
      if (pill) presenter.showPill(pill);
    },
    sleep() {
      if (isOn()) turnOff();
      tab = null;
    },
    holdWhileSpeaking(wanted) {
      isSuppressionWanted = wanted;
      listen();
    },
    takeBack() {
      const taken = isOn() ? presenter.takeBack() : null;
      if (taken) learnFrom(taken);
    },
    undoTakeBack() {
      if (!isOn() || !presenter.undo()) return;
      if (isSignTaken && !parts.isPrivate) link?.notWrong();
    },
    dispose() {
      if (disposed) return;
      if (isOn()) turnOff();
      disposed = true;
      tab = null;
      talk.dispose();
      tracks.dispose();
      presenter.dispose();
    },
  };
}
