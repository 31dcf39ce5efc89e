import { type Problem, ProblemError, toProblem } from '../../messaging/problems.ts';
import type { CaptionLanguage } from '../../messaging/recognition.ts';
import { createWorkerClient, type WorkerClient, type WorkerClientParts } from '../worker/client.ts';
import {
  type Recognize,
  type SourceParts,
  watchImages,
  watchTrack,
  watchVideo,
} from './sources.ts';
import type { PageRecognizer, Watch, WatchOptions } from './types.ts';

export interface PageRecognizerParts extends WorkerClientParts, SourceParts {
  /** How long a sign must be held, ms, as captions have it. */
  dwellMs: number;
  /** Of the shipped gestures' captions; left out: English. */
  language?: CaptionLanguage;
}

/**
 * The recognizer of one of the extension's own pages: a worker that is the page's alone, started
 * with the first use, and again after it was lost. What it tells beyond captions (landmarks, all
 * scores, what waits to go live) no call page can ask for: those speak to the hub.
 */
export function createPageRecognizer(parts: PageRecognizerParts): PageRecognizer {
  let client: WorkerClient | null = null;
  let nextStream = 0;
  let disposed = false;
  const watches = new Set<{ lost(problem: Problem): void; stop(): void }>();

  const alive = (): WorkerClient => {
    if (disposed) throw new ProblemError('recognizer-lost', 'The recognizer was put away.');
    client ??= createWorkerClient(parts, (problem) => {
      client = null;
      for (const watch of [...watches]) watch.lost(problem);
    });
    return client;
  };

  const watch = (options: WatchOptions): Watch => {
    const { source, vocabulary, draft, onSeen, onProblem } = options;
    const ending = new AbortController();
    const { signal } = ending;
    const stream = String(nextStream++);
    let mine: WorkerClient | null = null;

    const stop = (): void => {
      if (signal.aborted) return;
      ending.abort();
      watches.delete(entry);
      mine?.close(stream);
    };
    const lost = (problem: Problem): void => {
      if (signal.aborted) return;
      stop();
      onProblem(problem);
    };
    const entry = { stop, lost };
    watches.add(entry);

    const run = async (): Promise<void> => {
      mine = alive();
      const opened = mine;
      const onNotice = (problem: Problem | null): void => {
        if (!signal.aborted) options.onNotice?.(problem);
      };
      const { dwellMs, language } = parts;
      await opened.open(stream, { vocabulary, draft, dwellMs, language }, onNotice);
      const recognize: Recognize = async (frame, still = false) => {
        const result = await opened.recognize(stream, frame, still);
        if (result && !signal.aborted) onSeen(result.seen);
        return result?.answer ?? null;
      };
      const told = {
        signal,
        recognize,
        onNotice,
        onProgress: (share: number) => {
          if (!signal.aborted) options.onProgress?.(share);
        },
      };
      if (source.kind === 'track') await watchTrack(source.track, parts, told);
      else if (source.kind === 'video') await watchVideo(source.file, parts, told);
      else await watchImages(source.files, parts, told);
    };
    run().then(stop, (error: unknown) => lost(toProblem(error)));
    return { stop };
  };

  return {
    start: async () => alive().started,
    watch,
    thresholds: async (vocabulary) => alive().thresholds(vocabulary),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const { stop } of [...watches]) stop();
      client?.dispose();
      client = null;
    },
  };
}
