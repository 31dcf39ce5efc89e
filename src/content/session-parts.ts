/** What a session is made of; handed in, so that tests can replace it. */

import type { Timers } from '../clock/clock.ts';
import type { FrameSink, Grab } from '../grab/types.ts';
import type { Problem } from '../messaging/problems.ts';
import type { TabState } from '../messaging/protocol.ts';
import type { RecognitionOptions } from '../messaging/recognition.ts';
import type { DiagnosticsLog } from './diagnostics.ts';
import type { Link, LinkListener } from './link/types.ts';
import type { Notice, Pill, Presenter } from './presenter.ts';
import type { Reporter } from './reporter.ts';
import type { TalkWatch } from './talking/talking.ts';
import type { TrackListener, TrackWatch } from './tracks.ts';

export interface SessionParts {
  watchTracks(listener: TrackListener): TrackWatch;
  startGrab(track: MediaStreamTrack, sink: FrameSink): Grab;
  /** Reports whether the user talks, from the first `listen(true)` on. */
  watchTalking(onTalking: (talking: boolean) => void): TalkWatch;
  createLink(options: RecognitionOptions, listener: LinkListener): Link;
  presenter: Presenter;
  reporter: Reporter;
  log: DiagnosticsLog;
  timers: Timers;
  /** Whether the tab is hidden. */
  isHidden(): boolean;
  /** The sentence for a problem, with what the user can do about it here. */
  notice(problem: Problem): Notice;
  /**
   * Start the recognizer before there is a camera. The top frame does; other frames wait for one.
   */
  warmUp: boolean;
  /**
   * What is shown and announced when captions go on or off here; null if another frame says it.
   */
  pill?(state: TabState): Pill | null;
  /** A private window: a wrong caption is taken back, but its hands are not kept. */
  isPrivate?: boolean;
  /** The extension is gone: everything but the notice must end. */
  onInvalidated(): void;
}
