/**
 * What a section looks with: a camera, or files, and the recognizer that watches them. Opens the
 * camera only when it is asked to, and lets go of it when it is closed, when the tab stays hidden,
 * when the track ends, and when it is disposed.
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
  /** The cameras there are; their names are known once one was allowed. */
  list?(): Promise<readonly CameraChoice[]>;
}

export interface Visibility {
  readonly visibilityState: DocumentVisibilityState;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

export interface EyeParts {
  cameras: CameraDoor;
  /** A new recognizer, made at the first look and disposed with the eye. */
  recognizer(): PageRecognizer;
  /** Which vocabulary is watched for now. */
  vocabulary(): string;
  document: Visibility;
  after: After;
}

export type EyeState =
  | { phase: 'off'; why?: 'hidden' }
  /** `asking` for the camera, `loading` the models. */
  | { phase: 'asking' | 'loading' }
  /** On: `live` or working through files (`share` of them done, 0..1). */
  | { phase: 'live'; camera: string }
  | { phase: 'files'; share: number }
  | { phase: 'problem'; problem: Problem };

export interface Eye {
  readonly state: ReadonlySignal<EyeState>;
  readonly view: ReadonlySignal<ViewSource | null>;
  readonly seen: ReadonlySignal<Seen | null>;
  readonly cameras: ReadonlySignal<readonly CameraChoice[]>;
  /** Something is wrong though the watch goes on: a picture that cannot be read, own gestures. */
  readonly notice: ReadonlySignal<Problem | null>;
  /** Asks for the camera; answers whether it is on. Call it within the user's press. */
  openCamera(deviceId?: string): Promise<boolean>;
  /** Looks at a video (the first one given) or at all pictures. Answers when all was looked at. */
  look(files: readonly File[]): Promise<boolean>;
  /** Told of every frame; answers how to stop. */
  listen(listener: (seen: Seen) => void): () => void;
  /** The recognizer, for its thresholds; it is ready. */
  ready(): Promise<PageRecognizer>;
  /** Lets go of camera and files; the models stay for the next look. */
  close(): void;
  dispose(): void;
}

/** A hidden tab keeps the camera for so long, ms: switching tabs for a moment breaks nothing. */
export const hiddenMs = 20_000;

export function createEye(parts: EyeParts): Eye {
  const state = signal<EyeState>({ phase: 'off' });
  const view = signal<ViewSource | null>(null);
  const seen = signal<Seen | null>(null);
  const cameras = signal<readonly CameraChoice[]>([]);
  const notice = signal<Problem | null>(null);
  const listeners = new Set<(seen: Seen) => void>();
  let recognizer: PageRecognizer | null = null;
  let started: Promise<PageRecognizer> | null = null;
  let stream: MediaStream | null = null;
  let watch: Watch | null = null;
  let finishFiles: ((whole: boolean) => void) | null = null;
  let unhide: (() => void) | null = null;
  /** Grows whenever something is closed: what was begun before then is too late. */
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

  const letGo = (next: EyeState): void => {
    turn++;
    watch?.stop();
    watch = null;
    for (const track of stream?.getTracks() ?? []) {
      track.removeEventListener('ended', lost);
      track.stop();
    }
    stream = null;
    view.value = null;
    seen.value = null;
    // What files could not be read is told after them; the next look begins anew.
    if (next.phase !== 'off') notice.value = null;
    state.value = next;
    finishFiles?.(false);
    finishFiles = null;
  };
  const fail = (problem: Problem): void => letGo({ phase: 'problem', problem });
  const lost = (): void => fail({ code: 'camera-failed', detail: 'the track ended' });

  const noticed = (problem: Problem | null): void => {
    notice.value = problem;
  };
  const told = (frame: Seen): void => {
    seen.value = frame;
    for (const listener of listeners) listener(frame);
  };

  const hide = (): void => {
    unhide?.();
    unhide = null;
    if (parts.document.visibilityState !== 'hidden') return;
    unhide = parts.after(hiddenMs, () => {
      if (stream) letGo({ phase: 'off', why: 'hidden' });
    });
  };
  parts.document.addEventListener('visibilitychange', hide);

  return {
    state,
    view,
    seen,
    cameras,
    notice,
    ready,
    async openCamera(deviceId) {
      if (disposed) return false;
      letGo({ phase: 'asking' });
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
          // Without a list there is still the camera that was opened.
          parts.cameras.list?.().catch(() => []) ?? [],
        ]);
        if (mine !== turn) return false;
        cameras.value = found;
        watch = loaded.watch({
          source: { kind: 'track', track },
          vocabulary: parts.vocabulary(),
          draft: true,
          onSeen: (frame) => mine === turn && told(frame),
          onProblem: (problem) => mine === turn && fail(problem),
          onNotice: (problem) => mine === turn && noticed(problem),
        });
        state.value = { phase: 'live', camera: track.getSettings?.().deviceId ?? '' };
        return true;
      } catch (error) {
        if (mine === turn) fail(toProblem(error));
        return false;
      }
    },
    async look(files) {
      if (disposed) return false;
      letGo({ phase: 'loading' });
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
            told(frame);
          },
          onProblem: (problem) => mine === turn && fail(problem),
          onNotice: (problem) => mine === turn && noticed(problem),
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
    close: () => letGo({ phase: 'off' }),
    dispose() {
      disposed = true;
      letGo({ phase: 'off' });
      listeners.clear();
      unhide?.();
      parts.document.removeEventListener('visibilitychange', hide);
      recognizer?.dispose();
      recognizer = null;
    },
  };
}
