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
  /** How long a sign must be held, ms, as for captions. */
  dwellMs: number;
  /** Language of the shipped gestures' captions; default: English. */
  language?: CaptionLanguage;
}

/**
 * The recognizer of an extension page: a worker of the page's own, started at the first use and again
 * after it was lost. Besides captions it reports landmarks, all scores and drafts. Call pages cannot
 * ask for these, because they only reach the hub.
 */
export function createPageRecognizer(parts: PageRecognizerParts): PageRecognizer {
  let client: WorkerClient | null = null;
  let nextStream = 0;
  let disposed = false;
  const watches = new Set<{ fail(problem: Problem): void; stop(): void }>();

  const getClient = (): WorkerClient => {
    if (disposed) throw new ProblemError('recognizer-lost', 'The recognizer was disposed.');
    client ??= createWorkerClient(parts, (problem) => {
      client = null;
      for (const watch of [...watches]) watch.fail(problem);
    });
    return client;
  };

  const watch = (options: WatchOptions): Watch => {
    const { source, vocabulary, draft, onSeen, onProblem } = options;
    const ending = new AbortController();
    const { signal } = ending;
    const stream = String(nextStream++);
    let used: WorkerClient | null = null;

    const stop = (): void => {
      if (signal.aborted) return;
      ending.abort();
      watches.delete(entry);
      used?.close(stream);
    };
    const fail = (problem: Problem): void => {
      if (signal.aborted) return;
      stop();
      onProblem(problem);
    };
    const entry = { stop, fail };
    watches.add(entry);

    const run = async (): Promise<void> => {
      const opened = getClient();
      used = opened;
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
      const context = {
        signal,
        recognize,
        onNotice,
        onProgress: (share: number) => {
          if (!signal.aborted) options.onProgress?.(share);
        },
      };
      if (source.kind === 'track') await watchTrack(source.track, parts, context);
      else if (source.kind === 'video') await watchVideo(source.file, parts, context);
      else await watchImages(source.files, parts, context);
    };
    run().then(stop, (error: unknown) => fail(toProblem(error)));
    return { stop };
  };

  return {
    start: async () => getClient().started,
    watch,
    thresholds: async (vocabulary) => getClient().thresholds(vocabulary),
    dispose() {
      if (disposed) return;
      disposed = true;
      for (const { stop } of [...watches]) stop();
      client?.dispose();
      client = null;
    },
  };
}
