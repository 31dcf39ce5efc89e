import { batch, type ReadonlySignal, signal } from '@preact/signals';
import { type TranscriptFormat, toText, transcriptFile } from '../../captions/transcript-files.ts';
import type { ProblemCode } from '../../messaging/problems.ts';
import type {
  KeptTranscripts,
  TranscriptCue,
  TranscriptMessage,
} from '../../messaging/protocol.ts';
import { ask } from '../../messaging/replies.ts';
import type { MessageKey } from '../../ui/i18n.ts';
import { localDay, twoDigits } from '../../ui/local-time.ts';

/** What the transcript panel needs of the browser; `browser-api.ts` has the real one. */
export interface TranscriptApi {
  /** The id of the tab that the popup belongs to; null if there is none. */
  tab(): Promise<number | null>;
  send(message: TranscriptMessage): Promise<unknown>;
  copy(text: string): Promise<void>;
  save(name: string, text: string, type: string): void;
  /** Whether transcripts are kept after their tab is closed. */
  keep(): Promise<boolean>;
  setKeep(keep: boolean): Promise<void>;
  /** A wall-clock time as the user reads it. */
  timeOfDay(ms: number): string;
  /** Runs `work` every `ms` until the function that it returns is called. */
  every(ms: number, work: () => void): () => void;
}

/** Stands for the open tab's transcript among the ids of kept ones. */
export const thisTab = 'tab';

export interface TranscriptStore {
  readonly open: ReadonlySignal<boolean>;
  /** `thisTab`, or the id of a kept transcript. */
  readonly chosen: ReadonlySignal<string>;
  readonly cues: ReadonlySignal<readonly TranscriptCue[]>;
  /** How many of the oldest captions were dropped. */
  readonly dropped: ReadonlySignal<number>;
  readonly problem: ReadonlySignal<ProblemCode | null>;
  readonly kept: ReadonlySignal<KeptTranscripts>;
  readonly keep: ReadonlySignal<boolean>;
  /** Whether the user is being asked if the transcript may be deleted. */
  readonly asking: ReadonlySignal<boolean>;
  /** The outcome of the last action. */
  readonly outcome: ReadonlySignal<MessageKey | null>;
  setOpen(open: boolean): Promise<void>;
  choose(which: string): Promise<void>;
  copy(): Promise<void>;
  save(format: TranscriptFormat): void;
  ask(asking: boolean): void;
  clear(): Promise<void>;
  setKeep(keep: boolean): Promise<void>;
  timeOfDay(ms: number): string;
  dispose(): void;
}

/** How often an open panel requests changes, ms. */
const pollMs = 1000;

export function createTranscriptStore(api: TranscriptApi): TranscriptStore {
  const open = signal(false);
  const chosen = signal<string>(thisTab);
  const cues = signal<readonly TranscriptCue[]>([]);
  const dropped = signal(0);
  const problem = signal<ProblemCode | null>(null);
  const kept = signal<KeptTranscripts>([]);
  const keep = signal(false);
  const asking = signal(false);
  const outcome = signal<MessageKey | null>(null);
  let tabId: number | null = null;
  let seen: number | null = null;
  let stopPolling: (() => void) | null = null;
  let disposed = false;
  const send = (message: TranscriptMessage): Promise<unknown> => api.send(message);
  /** How many requests were sent. Only the reply to the latest counts. */
  let requests = 0;
  /**
   * How many times the user has set `keep`. A value that was requested before that does not count.
   */
  let timesSet = 0;

  const stop = (): void => {
    stopPolling?.();
    stopPolling = null;
  };

  const ref = () => {
    if (chosen.value !== thisTab) return { kept: chosen.value };
    return tabId === null ? null : { tabId };
  };

  const read = async (): Promise<void> => {
    const of = ref();
    const request = ++requests;
    if (!of) return;
    const reply = await ask(send, { type: 'transcript-get', of, seen }).catch(() => undefined);
    if (disposed || request !== requests || reply === null) return;
    if (!reply) {
      outcome.value = 'popup_noAnswer';
      return;
    }
    batch(() => {
      seen = reply.revision;
      cues.value = reply.cues;
      dropped.value = reply.dropped;
      problem.value = reply.problem?.code ?? null;
      if (outcome.value === 'popup_noAnswer') outcome.value = null;
    });
  };

  const readKept = async (): Promise<void> => {
    const list = await ask(send, { type: 'transcripts-kept' }).catch(() => undefined);
    if (!disposed && list) kept.value = list;
  };

  const readAll = async (): Promise<void> => {
    seen = null;
    await Promise.all([read(), readKept()]);
  };

  return {
    open,
    chosen,
    cues,
    dropped,
    problem,
    kept,
    keep,
    asking,
    outcome,
    timeOfDay: (ms) => api.timeOfDay(ms),
    async setOpen(now) {
      open.value = now;
      stop();
      if (!now) return;
      tabId ??= await api.tab().catch(() => null);
      const before = timesSet;
      const wanted = await api.keep().catch(() => false);
      if (disposed || !open.value) return;
      if (timesSet === before) keep.value = wanted;
      stop();
      stopPolling = api.every(pollMs, () => void read());
      await readAll();
    },
    async choose(which) {
      batch(() => {
        chosen.value = which;
        cues.value = [];
        dropped.value = 0;
        problem.value = null;
        asking.value = false;
        outcome.value = null;
      });
      await readAll();
    },
    async copy() {
      outcome.value = await api.copy(toText(cues.value, api.timeOfDay)).then(
        (): MessageKey => 'transcript_copied',
        (): MessageKey => 'transcript_notCopied',
      );
    },
    save(format) {
      const { text, type } = transcriptFile(format, cues.value, api.timeOfDay);
      api.save(`${fileName(cues.value[0]?.from ?? 0)}.${format}`, text, type);
      outcome.value = null;
    },
    ask(now) {
      asking.value = now;
      outcome.value = null;
    },
    async clear() {
      const of = ref();
      if (!of) return;
      const done = await ask(send, { type: 'transcript-clear', of }).catch(() => undefined);
      if (disposed) return;
      if (done && 'kept' in of) chosen.value = thisTab;
      await readAll();
      // Only now, so that the focus goes to a button that is still enabled.
      batch(() => {
        asking.value = false;
        outcome.value = done ? 'transcript_cleared' : 'transcript_notCleared';
      });
    },
    async setKeep(now) {
      timesSet++;
      keep.value = now;
      await api.setKeep(now).catch(() => {
        keep.value = !now;
        outcome.value = 'transcript_notSet';
      });
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}

/** `sign-captions-2026-01-31-1405`, in the device's time zone. */
export function fileName(from: number): string {
  const at = new Date(from);
  return `sign-captions-${localDay(at)}-${twoDigits(at.getHours())}${twoDigits(at.getMinutes())}`;
}
