import { type DropReason, dropReasons } from '../grab/pacer.ts';
import type { Answer } from '../messaging/frames-port.ts';
import type { ContentStatus } from '../messaging/protocol.ts';

/** At most this many samples of each stage, and captions of a run, are kept. */
export const keptSamples = 4000;
export const keptCaptions = 4000;

/** Times in ms: `grab` and `send` on the page's main thread, the rest in the recognizer. */
export const stageNames = [
  'grab',
  'send',
  'roundTrip',
  'search',
  'landmarks',
  'classify',
  'recognizer',
] as const;
export type StageName = (typeof stageNames)[number];

export interface EmittedDiagnostic {
  /** Media time in seconds since the first frame that the track delivered. */
  t: number;
  gesture: string;
  /** The text of the sign itself, not of the word that it is part of. */
  caption: string;
}

/** Plain data, so that it can be read as JSON at any time. */
export interface Diagnostics {
  on: boolean;
  status: ContentStatus;
  problem: string | null;
  /** The user talks, so signs are suppressed. */
  speaking: boolean;
  /** The recognizer is loaded and takes frames. */
  ready: boolean;
  backend: string | null;
  binary: boolean | null;
  path: 'processor' | 'video' | null;
  /** Timestamp of the first frame that the current track delivered, ms of its media time. */
  firstTimestamp: number | null;
  lastTimestamp: number | null;
  /** Size of the last frame that was sent, and of the camera's picture. */
  frameSize: { width: number; height: number; sourceWidth: number; sourceHeight: number } | null;
  frames: {
    /** Delivered by the camera. Each is sent, or dropped for one of the reasons. */
    seen: number;
    /** In the end, each is answered, skipped, lost or forgotten. */
    sent: number;
    answered: number;
    /** Not looked at: the recognizer had a newer frame, or no time for this one. */
    skipped: number;
    /** Not answered in time. */
    lost: number;
    /** On their way when the connection ended, the camera changed or captions went off. */
    forgotten: number;
    withHand: number;
    searched: number;
    tracked: number;
    dropped: Record<DropReason, number>;
  };
  stages: Record<StageName, number[]>;
  captions: EmittedDiagnostic[];
}

function emptyDiagnostics(): Diagnostics {
  return {
    on: false,
    status: 'waiting',
    problem: null,
    speaking: false,
    ready: false,
    backend: null,
    binary: null,
    path: null,
    firstTimestamp: null,
    lastTimestamp: null,
    frameSize: null,
    frames: {
      seen: 0,
      sent: 0,
      answered: 0,
      skipped: 0,
      lost: 0,
      forgotten: 0,
      withHand: 0,
      searched: 0,
      tracked: 0,
      dropped: Object.fromEntries(dropReasons.map((reason) => [reason, 0])) as Record<
        DropReason,
        number
      >,
    },
    stages: Object.fromEntries(stageNames.map((name) => [name, []])) as unknown as Record<
      StageName,
      number[]
    >,
    captions: [],
  };
}

/**
 * Counts what happens to frames and how long it takes, for tests and `npm start`. The numbers stay
 * in this document's memory.
 */
export interface DiagnosticsLog {
  readonly data: Diagnostics;
  sample(stage: StageName, ms: number): void;
  /** The current track delivered its first frame at this moment of its media time, ms. */
  began(timestamp: number): void;
  seen(timestamp: number): void;
  dropped(reason: DropReason): void;
  answered(answer: Answer, roundTripMs: number): void;
  /** @param timestamp of the frame that completed the sign, ms of media time */
  caption(timestamp: number, gesture: string, caption: string): void;
  /** Another track was chosen: its media time starts from zero. */
  trackChanged(): void;
}

export function createDiagnosticsLog(): DiagnosticsLog {
  const data = emptyDiagnostics();

  const sample = (stage: StageName, ms: number): void => {
    const samples = data.stages[stage];
    samples.push(ms);
    if (samples.length > keptSamples) samples.shift();
  };

  return {
    data,
    sample,
    began(timestamp) {
      data.firstTimestamp ??= timestamp;
    },
    seen(timestamp) {
      data.frames.seen++;
      data.firstTimestamp ??= timestamp;
      data.lastTimestamp = timestamp;
    },
    dropped(reason) {
      data.frames.dropped[reason]++;
    },
    answered(answer, roundTripMs) {
      const { frames } = data;
      frames.answered++;
      if (answer.hands > 0) frames.withHand++;
      if (answer.searched) frames.searched++;
      if (answer.tracked) frames.tracked++;
      sample('roundTrip', roundTripMs);
      const { search, landmarks, classify, total } = answer.stages;
      if (search !== undefined) sample('search', search);
      if (landmarks !== undefined) sample('landmarks', landmarks);
      if (classify !== undefined) sample('classify', classify);
      sample('recognizer', total);
    },
    caption(timestamp, gesture, caption) {
      const { captions, firstTimestamp } = data;
      captions.push({ t: (timestamp - (firstTimestamp ?? timestamp)) / 1000, gesture, caption });
      if (captions.length > keptCaptions) captions.shift();
    },
    trackChanged() {
      data.firstTimestamp = null;
      data.lastTimestamp = null;
    },
  };
}

declare global {
  var signCaptionsDiagnostics: Diagnostics | undefined;
}

/**
 * Puts the counters where the developer tools can read them: on the global object of the content
 * script's own world. The page's scripts have another global object; on theirs the counters would
 * reveal that captions are on and what was signed.
 *
 * @returns removes the counters
 */
export function exposeDiagnostics(log: DiagnosticsLog): () => void {
  globalThis.signCaptionsDiagnostics = log.data;
  return () => {
    if (globalThis.signCaptionsDiagnostics === log.data)
      globalThis.signCaptionsDiagnostics = undefined;
  };
}
