/**
 * What a section sees with: a camera, or files, and the recognizer that watches them. It opens the
 * camera only on request, and releases it when it is closed, when the tab stays hidden, when the
 * track ends, and when it is disposed of.
 */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { After } from '../../clock/clock.ts';
import { type Problem, ProblemError, toProblem } from '../../messaging/problems.ts';
import type { PageRecognizer, Source, Watch } from '../../recognizer/page/types.ts';
import type { Seen } from '../../recognizer/seen.ts';
import type { ViewSource } from '../../ui/camera-view.tsx';

export interface CameraChoice {
  id: string;
  label: string;
}

/** Opens cameras without sound; rejects with a ProblemError. */
export interface CameraDoor {
  open(deviceId?: string): Promise<MediaStream>;
  /** All cameras; their names are known once the user has allowed one. */
  list?(): Promise<readonly CameraChoice[]>;
}

export interface Visibility {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

export interface EyeParts {
  cameras: CameraDoor;
  /** Makes a recognizer; called when one is first needed. It is disposed of with the eye. */
  recognizer(): PageRecognizer;
  /** The vocabulary to recognize. */
  vocabulary(): string;
  document: Visibility;
  after: After;
}

export type EyeState =
  | { phase: 'off'; why?: 'hidden' }
  /** Asking for the camera, or loading the models. */
  | { phase: 'asking' | 'loading' }
  /** Watching a camera, or files of which `share` (0..1) is done. */
  | { phase: 'live'; camera: string }
  | { phase: 'files'; share: number }
  | { phase: 'problem'; problem: Problem };

export interface Eye {
  readonly state: ReadonlySignal<EyeState>;
  readonly view: ReadonlySignal<ViewSource | null>;
  readonly seen: ReadonlySignal<Seen | null>;
  readonly cameras: ReadonlySignal<readonly CameraChoice[]>;
  /** A problem during which watching continues: an unreadable picture, or damaged own gestures. */
  readonly notice: ReadonlySignal<Problem | null>;
  /** The camera's picture moves, but nothing is recognized in it: see {@link Eye.rest}. */
  readonly resting: ReadonlySignal<boolean>;
  /** Asks for the camera. Call it within the user's press. @returns whether the camera is on */
  openCamera(deviceId?: string): Promise<boolean>;
  /**
   * Watches the first video, or else all pictures.
   *
   * @returns at the end: whether all were watched
   */
  look(files: readonly File[]): Promise<boolean>;
  /** Calls the listener with every frame. @returns ends that */
  listen(listener: (seen: Seen) => void): () => void;
  /**
   * Recognizes nothing of the camera, which stays on, so that something else has the processor. Files are
   * watched all the same: that ends by itself. @returns ends that
   */
  rest(): () => void;
  /** The recognizer, once it is ready; for its thresholds. */
  ready(): Promise<PageRecognizer>;
  /** Releases camera and files; the models stay loaded. */
  close(): void;
  dispose(): void;
}

/** How long a hidden tab keeps the camera, ms: the user may switch tabs for a moment. */
export const hiddenMs = 20_000;

export function createEye(parts: EyeParts): Eye {
  const state = signal<EyeState>({ phase: 'off' });
  const view = signal<ViewSource | null>(null);
  const seen = signal<Seen | null>(null);
  const cameras = signal<readonly CameraChoice[]>([]);
  const notice = signal<Problem | null>(null);
  const resting = signal(false);
  const listeners = new Set<(seen: Seen) => void>();
  let recognizer: PageRecognizer | null = null;
  let started: Promise<PageRecognizer> | null = null;
  let stream: MediaStream | null = null;
  let watch: Watch | null = null;
  /** Watches the camera that is on; null: none is, or the models are not loaded. */
  let watchCamera: (() => void) | null = null;
  let rests = 0;
  let finishFiles: ((whole: boolean) => void) | null = null;
  let cancelHidden: (() => void) | null = null;
  /** Increases whenever something is closed: work that began before then is dropped. */
  let turn = 0;
  let disposed = false;

  const ready = (): Promise<PageRecognizer> => {
    if (started) return started;
    const made = parts.recognizer();
    recognizer = made;
    const starting = made.start().then(
      () => made,
      (error: unknown) => {
        made.dispose();
        if (recognizer === made) [recognizer, started] = [null, null];
        throw error;
      },
    );
    started = starting;
    return starting;
  };

  const release = (next: EyeState): void => {
    turn++;
    watch?.stop();
    watch = null;
    watchCamera = null;
    for (const track of stream?.getTracks() ?? []) {
      track.removeEventListener('ended', lost);
      track.stop();
    }
    stream = null;
    view.value = null;
    seen.value = null;
    // A notice about unreadable files stays after them, until something is opened again.
    if (next.phase !== 'off') notice.value = null;
    state.value = next;
    finishFiles?.(false);
    finishFiles = null;
  };
  const fail = (problem: Problem): void => release({ phase: 'problem', problem });
  const lost = (): void => fail({ code: 'camera-failed', detail: 'the track ended' });

  const onNotice = (problem: Problem | null): void => {
    notice.value = problem;
  };
  const onSeen = (frame: Seen): void => {
    seen.value = frame;
    for (const listener of listeners) listener(frame);
  };

  const onVisibility = (): void => {
    cancelHidden?.();
    cancelHidden = null;
    if (parts.document.visibilityState !== 'hidden') return;
    cancelHidden = parts.after(hiddenMs, () => {
      if (stream) release({ phase: 'off', why: 'hidden' });
    });
  };
  parts.document.addEventListener('visibilitychange', onVisibility);

  return {
    state,
    view,
    seen,
    cameras,
    notice,
    resting,
    ready,
    async openCamera(deviceId) {
      if (disposed) return false;
      release({ phase: 'asking' });
      const mine = turn;
      try {
        const opened = await parts.cameras.open(deviceId);
        if (mine !== turn) {
          for (const track of opened.getTracks()) track.stop();
          return false;
        }
        stream = opened;
        const track = opened.getVideoTracks()[0];
        if (!track) throw new ProblemError('no-camera', 'The stream has no picture.');
        track.addEventListener('ended', lost);
        view.value = { kind: 'stream', stream: opened };
        state.value = { phase: 'loading' };
        const [loaded, found] = await Promise.all([
          ready(),
          // Without the list, the camera that was opened still works.
          parts.cameras.list?.().catch(() => []) ?? [],
        ]);
        if (mine !== turn) return false;
        cameras.value = found;
        watchCamera = () => {
          watch = loaded.watch({
            source: { kind: 'track', track },
            vocabulary: parts.vocabulary(),
            draft: true,
            onSeen: (frame) => mine === turn && onSeen(frame),
            onProblem: (problem) => mine === turn && fail(problem),
            onNotice: (problem) => mine === turn && onNotice(problem),
          });
        };
        if (rests === 0) watchCamera();
        state.value = { phase: 'live', camera: track.getSettings?.().deviceId ?? '' };
        return true;
      } catch (error) {
        if (mine === turn) fail(toProblem(error));
        return false;
      }
    },
    async look(files) {
      if (disposed) return false;
      release({ phase: 'loading' });
      const mine = turn;
      const video = files.find(({ type }) => type.startsWith('video/'));
      const pictures = files.filter(({ type }) => type.startsWith('image/'));
      if (!video && pictures.length === 0) {
        fail({ code: 'frame-unreadable', detail: 'neither a video nor pictures' });
        return false;
      }
      try {
        const loaded = await ready();
        if (mine !== turn) return false;
        const source: Source = video
          ? { kind: 'video', file: video }
          : { kind: 'images', files: pictures };
        if (video) view.value = { kind: 'video', file: video };
        state.value = { phase: 'files', share: 0 };
        const whole = new Promise<boolean>((finish) => {
          finishFiles = finish;
        });
        watch = loaded.watch({
          source,
          vocabulary: parts.vocabulary(),
          draft: true,
          onSeen(frame) {
            if (mine !== turn) return;
            const picture = video ? null : pictures[Math.round(frame.timestamp / 1000)];
            if (picture) view.value = { kind: 'image', file: picture };
            onSeen(frame);
          },
          onProblem: (problem) => mine === turn && fail(problem),
          onNotice: (problem) => mine === turn && onNotice(problem),
          onProgress(share) {
            if (mine !== turn) return;
            state.value = { phase: 'files', share };
            if (share < 1) return;
            finishFiles?.(true);
            finishFiles = null;
          },
        });
        return await whole;
      } catch (error) {
        if (mine === turn) fail(toProblem(error));
        return false;
      }
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    rest() {
      rests++;
      resting.value = true;
      if (watchCamera) {
        watch?.stop();
        watch = null;
        // No skeleton may stand still on a picture that moves.
        seen.value = null;
      }
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        if (--rests > 0) return;
        resting.value = false;
        watchCamera?.();
      };
    },
    close: () => release({ phase: 'off' }),
    dispose() {
      disposed = true;
      release({ phase: 'off' });
      listeners.clear();
      cancelHidden?.();
      parts.document.removeEventListener('visibilitychange', onVisibility);
      recognizer?.dispose();
      recognizer = null;
    },
  };
}
