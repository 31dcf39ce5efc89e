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

/** What the transcript panel needs of the browser; `browser-api.ts` has the real one. */
export interface TranscriptApi {
  /** The tab that the popup belongs to, or null when there is none. */
  tab(): Promise<number | null>;
  send(message: TranscriptMessage): Promise<unknown>;
  copy(text: string): Promise<void>;
  save(name: string, text: string, type: string): void;
  /** Whether transcripts are kept after their tab is closed. */
  keep(): Promise<boolean>;
  setKeep(keep: boolean): Promise<void>;
  /** A wall-clock time as the user reads it. */
  timeOfDay(ms: number): string;
  /** Calls back again and again until the function that it returns is called. */
  every(ms: number, work: () => void): () => void;
}

/** The transcript of the open tab, as a choice beside those that were kept. */
export const thisTab = 'tab';

export interface TranscriptStore {
  readonly open: ReadonlySignal<boolean>;
  /** `thisTab`, or the id of one that was kept. */
  readonly chosen: ReadonlySignal<string>;
  readonly cues: ReadonlySignal<readonly TranscriptCue[]>;
  /** Oldest captions that had to go. */
  readonly dropped: ReadonlySignal<number>;
  readonly problem: ReadonlySignal<ProblemCode | null>;
  readonly kept: ReadonlySignal<KeptTranscripts>;
  readonly keep: ReadonlySignal<boolean>;
  /** The user is being asked whether to delete. */
  readonly asking: ReadonlySignal<boolean>;
  /** What came of the last thing done. */
  readonly said: ReadonlySignal<MessageKey | null>;
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

/** How often an open panel asks for news, ms. */
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
  const said = signal<MessageKey | null>(null);
  let tabId: number | null = null;
  let seen: number | null = null;
  let stopPolling: (() => void) | null = null;
  let disposed = false;
  const send = (message: TranscriptMessage): Promise<unknown> => api.send(message);
  /** Only the answer to the latest question counts. */
  let asked = 0;
  /** How often the user has set `keep`: what was read before that does not count. */
  let set = 0;

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
    const turn = ++asked;
    if (!of) return;
    const reply = await ask(send, { type: 'transcript-get', of, seen }).catch(() => undefined);
    if (disposed || turn !== asked || reply === null) return;
    if (!reply) {
      said.value = 'popup_noAnswer';
      return;
    }
    batch(() => {
      seen = reply.revision;
      cues.value = reply.cues;
      dropped.value = reply.dropped;
      problem.value = reply.problem?.code ?? null;
      if (said.value === 'popup_noAnswer') said.value = null;
    });
  };

  const readKept = async (): Promise<void> => {
    const list = await ask(send, { type: 'transcripts-kept' }).catch(() => undefined);
    if (!disposed && list) kept.value = list;
  };

  const readAnew = async (): Promise<void> => {
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
    said,
    timeOfDay: (ms) => api.timeOfDay(ms),
    async setOpen(now) {
      open.value = now;
      stop();
      if (!now) return;
      tabId ??= await api.tab().catch(() => null);
      const before = set;
      const wanted = await api.keep().catch(() => false);
      if (disposed || !open.value) return;
      if (set === before) keep.value = wanted;
      stop();
      stopPolling = api.every(pollMs, () => void read());
      await readAnew();
    },
    async choose(which) {
      batch(() => {
        chosen.value = which;
        cues.value = [];
        dropped.value = 0;
        problem.value = null;
        asking.value = false;
        said.value = null;
      });
      await readAnew();
    },
    async copy() {
      said.value = await api.copy(toText(cues.value, api.timeOfDay)).then(
        (): MessageKey => 'transcript_copied',
        (): MessageKey => 'transcript_notCopied',
      );
    },
    save(format) {
      const { text, type } = transcriptFile(format, cues.value, api.timeOfDay);
      api.save(`${fileName(cues.value[0]?.from ?? 0)}.${format}`, text, type);
      said.value = null;
    },
    ask(now) {
      asking.value = now;
      said.value = null;
    },
    async clear() {
      const of = ref();
      if (!of) return;
      const done = await ask(send, { type: 'transcript-clear', of }).catch(() => undefined);
      if (disposed) return;
      if (done && 'kept' in of) chosen.value = thisTab;
      await readAnew();
      // Only now, so that the focus goes to what can still be pressed.
      batch(() => {
        asking.value = false;
        said.value = done ? 'transcript_cleared' : 'transcript_notCleared';
      });
    },
    async setKeep(now) {
      set++;
      keep.value = now;
      await api.setKeep(now).catch(() => {
        keep.value = !now;
        said.value = 'transcript_notSet';
      });
    },
    dispose() {
      disposed = true;
      stop();
    },
  };
}

/** `sign-captions-2026-01-31-1405`, in the time of the device. */
export function fileName(from: number): string {
  const at = new Date(from);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `sign-captions-${day}-${two(at.getHours())}${two(at.getMinutes())}`;
}
