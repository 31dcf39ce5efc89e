import type { Answer } from '../messaging/frames-port.ts';
import type { Problem, ProblemCode } from '../messaging/problems.ts';
import type { ContentStatus, TabState } from '../messaging/protocol.ts';
import type { FailureKind } from '../page-world/events.ts';
import type { Link } from './link/types.ts';
import { createPump, type Pump } from './pump.ts';
import type { SessionParts } from './session-parts.ts';
import type { TalkWatch } from './talking/talking.ts';
import type { TrackWatch } from './tracks.ts';

const failureProblems: Record<FailureKind, ProblemCode> = {
  NotFoundError: 'no-camera',
  NotAllowedError: 'camera-refused',
  NotReadableError: 'camera-failed',
};

/**
 * One document's captions. While captions are on in this tab, it joins the camera track, the frames,
 * the recognizer and the overlay; while they are off, it keeps only the list of tracks.
 */
export class Session {
  readonly #parts: SessionParts;
  readonly #tracks: TrackWatch;
  readonly #talk: TalkWatch;
  #holdBack = false;
  #link: Link | null = null;
  #pump: Pump | null = null;
  #state: TabState | null = null;
  #hand = false;
  #answered = false;
  /** What is wrong, by where it went wrong; the first that is set is shown and reported. */
  readonly #problems: Record<'camera' | 'link' | 'grab', Problem | null> = {
    camera: null,
    link: null,
    grab: null,
  };
  /** The problem that the notice shows. */
  #told: ProblemCode | null = null;
  #disposed = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#tracks = parts.watchTracks({
      changed: (track) => this.#onTrack(track),
      shown: (shown) => this.#onShown(shown),
      failed: (kind) => this.#onFailure(kind),
    });
    this.#talk = parts.watchTalking((speaking) => this.#onTalking(speaking));
  }

  get on(): boolean {
    return this.#state?.on ?? false;
  }

  /** There is a camera in this document, or there was a caption from one. */
  get live(): boolean {
    return this.#tracks.current !== null || this.#parts.presenter.last !== null;
  }

  /** The background says whether captions are on in this tab, and how. */
  apply(state: TabState): void {
    if (this.#disposed) return;
    const wasOn = this.on;
    this.#state = state;
    this.#parts.log.data.on = state.on;
    if (state.on && !wasOn) this.#turnOn(state);
    else if (!state.on && wasOn) this.#turnOff();
    else if (state.on) this.#link?.configure(state.recognition);
    if (state.on === wasOn) return;
    const said = this.#parts.said?.(state.on);
    if (said) this.#parts.presenter.announce(said);
  }

  /**
   * The page goes into the browser's back-forward cache, where it receives nothing and its port is
   * closed. Captions are off until the page comes back and asks the background for its state.
   */
  sleep(): void {
    if (this.on) this.#turnOff();
    this.#state = null;
  }

  /** Whether signs are suppressed while the user talks. */
  holdWhileSpeaking(wanted: boolean): void {
    this.#holdBack = wanted;
    this.#listen();
  }

  /** "That was wrong": removes the newest caption everywhere and keeps its hands to learn from. */
  takeBack(): void {
    if (!this.on || !this.#parts.presenter.takeBack()) return;
    if (!this.#parts.private) this.#link?.wrong();
  }

  dispose(): void {
    if (this.#disposed) return;
    if (this.on) this.#turnOff();
    this.#disposed = true;
    this.#state = null;
    this.#talk.dispose();
    this.#tracks.dispose();
    this.#parts.presenter.dispose();
  }

  /** Listens to the microphone only while the user wants it, captions are on and there is a camera. */
  #listen(): void {
    this.#talk.listen(this.on && this.#holdBack && this.#tracks.current !== null);
  }

  /** Hands that move as the user talks are not signs: they give no caption, then or later. */
  #onTalking(speaking: boolean): void {
    this.#parts.log.data.speaking = speaking;
    this.#link?.suppressSigns(speaking ? {} : null);
    this.#parts.presenter.setTalking(speaking);
  }

  #turnOn(state: TabState): void {
    this.#link = this.#parts.createLink(state.recognition, {
      ready: (ready) => this.#onReady(ready),
      answer: (answer, roundTripMs) => this.#onAnswer(answer, roundTripMs),
      lost: () => this.#onLost(),
      forgotten: (frames) => {
        this.#parts.log.data.frames.forgotten += frames;
      },
      problem: (problem) => this.#setProblem('link', problem),
      invalidated: () => this.#onInvalidated(),
    });
    const { startGrab, log, timers } = this.#parts;
    this.#pump = createPump({
      tracks: this.#tracks,
      link: this.#link,
      startGrab,
      log,
      timers,
      problem: (problem) => this.#setProblem('grab', problem),
    });
    this.#tracks.check();
    this.#parts.presenter.stand(this.#tracks.current !== null);
    this.#link.camera(this.#tracks.current !== null);
    if (this.#parts.warmUp || this.#tracks.current) this.#link.start();
    this.#pump.start();
    this.#listen();
    this.#report();
    this.#tellProblem();
  }

  #turnOff(): void {
    this.#talk.listen(false);
    this.#pump?.stop();
    this.#pump = null;
    this.#link?.stop();
    this.#link = null;
    this.#problems.link = null;
    this.#problems.grab = null;
    this.#told = null;
    this.#parts.presenter.dispose();
    this.#parts.reporter.reset();
    const { data } = this.#parts.log;
    data.on = false;
    data.ready = false;
    data.status = 'waiting';
    data.problem = null;
  }

  #onTrack(track: MediaStreamTrack | null): void {
    if (track) this.#problems.camera = null;
    if (!this.on) return;
    this.#listen();
    this.#problems.grab = null;
    this.#forget();
    this.#link?.reset();
    this.#parts.presenter.clear();
    this.#parts.presenter.stand(track !== null);
    this.#link?.camera(track !== null);
    if (track) this.#link?.start();
    this.#pump?.start();
    this.#report();
    this.#tellProblem();
  }

  #onShown(shown: boolean): void {
    if (!this.on) return;
    if (!shown) {
      this.#forget();
      this.#link?.reset();
      this.#parts.presenter.clear();
    }
    this.#report();
  }

  #onFailure(kind: FailureKind): void {
    // Another camera may be on: a page may ask for a second one and be refused.
    if (this.#tracks.current) return;
    this.#setProblem('camera', { code: failureProblems[kind], detail: kind });
  }

  #forget(): void {
    this.#pump?.forget();
    this.#hand = false;
    this.#answered = false;
  }

  #onReady(state: { backend: string; binary: boolean } | null): void {
    const { data } = this.#parts.log;
    data.ready = state !== null;
    if (state) {
      data.backend = state.backend;
      data.binary = state.binary;
    } else {
      this.#parts.presenter.pause();
    }
    this.#forget();
    this.#report();
  }

  #onAnswer(answer: Answer | null, roundTripMs: number): void {
    const { log, presenter } = this.#parts;
    this.#pump?.answered(answer);
    if (!answer) {
      log.data.frames.skipped++;
      return;
    }
    log.answered(answer, roundTripMs);
    this.#hand = answer.hands > 0;
    this.#answered = true;
    const { sign } = answer;
    // This frame was taken before the user began to talk. Report the sign as unsaid, so that it can
    // count again if it is still held.
    if (sign && this.#talk.talking) this.#link?.suppressSigns({ unsaid: sign.gesture });
    else if (sign) log.caption(answer.timestamp, sign.gesture, sign.caption);
    presenter.answer(answer);
    this.#report();
  }

  #onLost(): void {
    this.#parts.log.data.frames.lost++;
    this.#pump?.lost();
  }

  #onInvalidated(): void {
    const { presenter, notice, onInvalidated } = this.#parts;
    this.#pump?.stop();
    this.#pump = null;
    this.#link = null;
    this.#disposed = true;
    this.#state = null;
    this.#talk.dispose();
    this.#tracks.dispose();
    presenter.clear();
    presenter.stand(false);
    presenter.notice(notice({ code: 'extension-updated' }));
    onInvalidated();
  }

  #setProblem(source: 'camera' | 'link' | 'grab', problem: Problem | null): void {
    if (this.#problems[source]?.code === problem?.code) return;
    this.#problems[source] = problem;
    if (!this.on) return;
    this.#report();
    this.#tellProblem();
  }

  get #problem(): Problem | null {
    const { camera, link, grab } = this.#problems;
    return camera ?? link ?? grab;
  }

  #tellProblem(): void {
    const problem = this.#problem;
    if ((problem?.code ?? null) === this.#told) return;
    this.#told = problem?.code ?? null;
    this.#parts.presenter.notice(problem && this.#parts.notice(problem));
  }

  #report(): void {
    if (!this.on) return;
    const flows = this.#tracks.shown && this.#answered;
    const status: ContentStatus = !flows ? 'waiting' : this.#hand ? 'hand' : 'watching';
    const problem = this.#problem;
    const { data } = this.#parts.log;
    data.status = status;
    data.problem = problem?.code ?? null;
    this.#parts.reporter.report(status, problem);
  }
}
