/** What a session is made of, handed in so that tests can stand in. */
import type { Timers } from '../clock/clock.ts';
import type { FrameSink, Grab } from '../grab/types.ts';
import type { Problem } from '../messaging/problems.ts';
import type { RecognitionOptions } from '../messaging/recognition.ts';
import type { DiagnosticsLog } from './diagnostics.ts';
import type { Link, LinkListener } from './link/types.ts';
import type { Notice, Presenter } from './presenter.ts';
import type { Reporter } from './reporter.ts';
import type { TalkWatch } from './talking/talking.ts';
import type { TrackListener, TrackWatch } from './tracks.ts';

export interface SessionParts {
  watchTracks(listener: TrackListener): TrackWatch;
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  /** Hears whether the user speaks, once it is told to listen. */
  watchTalking(heard: (speaking: boolean) => void): TalkWatch;
  createLink(options: RecognitionOptions, listener: LinkListener): Link;
  presenter: Presenter;
  reporter: Reporter;
  log: DiagnosticsLog;
  timers: Timers;
  /** The sentence for a problem, with what can be done about it here. */
  notice(problem: Problem): Notice;
  /** Start the recognizer before there is a camera: the top frame does, others wait for one. */
  warmUp: boolean;
  /** What screen readers are told when captions go on or off; null: another frame tells it. */
  said?(on: boolean): string | null;
  /** A private window: a caption that was wrong is taken back, but not kept to learn from. */
  private?: boolean;
  /** The extension is gone: only a notice may be left. */
  onInvalidated(): void;
}
