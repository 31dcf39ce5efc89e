import { ProblemError, toProblem } from '../../messaging/problems.ts';
import type { Answer } from '../../messaging/protocol.ts';
import type { Vocabulary } from '../../packs/types.ts';
import { parseVocabulary } from '../../packs/vocabulary.ts';
import type { Frame } from '../frame.ts';
import type { Recognition } from '../recognition.ts';
import type { LoadedVocabulary, Recognizer, Stream, StreamOptions } from '../recognizer.ts';
import { loadClassifier } from '../signs/classifier.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { createScheduler } from './scheduler.ts';

/** Reads a vocabulary's two files once and keeps it: every tab uses the same. */
export function createVocabularies(
  json: (path: string) => Promise<unknown>,
): (id: string) => Promise<LoadedVocabulary> {
  const loaded = new Map<string, Promise<LoadedVocabulary>>();
  const load = async (id: string): Promise<LoadedVocabulary> => {
    const [words, numbers] = await Promise.all([
      json(`models/${id}/vocabulary.json`),
      json(`models/${id}/classifier.json`),
    ]);
    try {
      return { vocabulary: parseVocabulary(words), classifier: loadClassifier(numbers) };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ProblemError('model-damaged', why, { cause: error });
    }
  };
  return (id) => {
    let promise = loaded.get(id);
    if (!promise) {
      promise = load(id);
      loaded.set(id, promise);
      // A failure is not kept: the next stream tries again.
      promise.catch(() => loaded.delete(id));
    }
    return promise;
  };
}

/** The answer that travels: without landmarks, with the words of the vocabulary. */
export function toAnswer(recognition: Recognition, vocabulary: Vocabulary): Answer {
  const { hands, candidate, sign, timestamp, searched, tracked, next, stages } = recognition;
  const find = (id: string) => vocabulary.gestures.find((gesture) => gesture.id === id);
  const signed = sign === null ? undefined : find(sign);
  return {
    timestamp,
    hands: hands.length,
    candidate: candidate && {
      ...candidate,
      caption: find(candidate.gesture)?.caption ?? candidate.gesture,
    },
    sign: signed ? { gesture: signed.id, caption: signed.caption, kind: signed.kind } : null,
    searched,
    tracked,
    next,
    stages,
  };
}

/**
 * The worker's part after the models are loaded: opens and closes streams and shares the
 * recognizer among them. Every frame gets exactly one answer, null when it was not looked at.
 */
export function createSession(
  recognizer: Recognizer,
  post: (message: FromWorker) => void,
): (message: Exclude<ToWorker, { type: 'start' }>) => void {
  const streams = new Map<string, Stream>();
  /** The newest opening of each stream: an older one that finishes later is thrown away. */
  const openings = new Map<string, symbol>();

  const scheduler = createScheduler<{ id: number; frame: Frame }>(
    async (key, { id, frame }) => {
      const stream = streams.get(key);
      let answer: Answer | null = null;
      try {
        const recognition = await stream?.push(frame);
        if (recognition && stream) answer = toAnswer(recognition, stream.vocabulary);
      } catch (error) {
        post({ type: 'problem', stream: key, problem: toProblem(error, 'recognizer-lost') });
      }
      post({ type: 'answer', stream: key, id, answer });
    },
    (key, { id }) => post({ type: 'answer', stream: key, id, answer: null }),
  );

  const close = (key: string): void => {
    openings.delete(key);
    scheduler.remove(key);
    streams.get(key)?.dispose();
    streams.delete(key);
  };

  const open = async (key: string, options: StreamOptions): Promise<void> => {
    close(key);
    const mine = Symbol(key);
    openings.set(key, mine);
    try {
      const stream = await recognizer.open(options);
      if (openings.get(key) !== mine) {
        stream.dispose();
        return;
      }
      streams.set(key, stream);
      post({ type: 'opened', stream: key });
    } catch (error) {
      if (openings.get(key) === mine)
        post({ type: 'problem', stream: key, problem: toProblem(error) });
    }
  };

  return (message) => {
    switch (message.type) {
      case 'open': {
        const { stream, vocabulary, dwellMs, strictness } = message;
        void open(stream, { vocabulary, dwellMs, ...(strictness && { strictness }) });
        return;
      }
      case 'close':
        close(message.stream);
        return;
      case 'reset':
        streams.get(message.stream)?.reset();
        return;
      case 'frame':
        scheduler.add(message.stream, { id: message.id, frame: message.frame });
    }
  };
}
