import type { Suppression } from '../../messaging/frames-port.ts';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import type { Frame } from '../frame.ts';
import type { Hand } from '../hand.ts';
import type { Recognition } from '../recognition.ts';
import type { Recognizer, Stream, StreamOptions } from '../recognizer.ts';
import { keyOf } from '../signs/combine.ts';
import type { Thrift } from '../thrift.ts';
import { recognitionOfStill, toAnswer, toSeen } from './answers.ts';
import type { LiveVocabularies } from './live-vocabularies.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { type Captioned, createRecent, type Recent } from './recent.ts';
import { createScheduler } from './scheduler.ts';
import type { WrongCaptions } from './wrong.ts';

export interface StreamsParts {
  recognizer: Recognizer;
  vocabularies: Pick<LiveVocabularies, 'current' | 'problem' | 'thresholds'>;
  wrong: WrongCaptions;
  thrift: Thrift;
  /** The hands of a single picture. */
  findInStill(frame: Frame): Promise<readonly Hand[]>;
  post(message: FromWorker): void;
}

interface StreamState {
  stream: Stream;
  options: StreamOptions;
  inspect: boolean;
  recent: Recent;
  /** What the last `wrong` kept, until it is undone; null: it found nothing to keep. */
  marked: { captioned: Captioned; kept: Promise<() => Promise<void>> } | null;
  /** A problem of this stream alone: a caption marked as wrong could not be stored. */
  failure: Problem | null;
  /** The last notice that was sent. */
  notice: Problem | null;
}

interface Job {
  id: number;
  frame: Frame;
  still: boolean;
  suppressed?: Suppression;
}

/**
 * Serves streams once the models are loaded: opens and closes them and shares the recognizer among
 * them. Every frame gets exactly one answer, null if it was skipped. Before each frame its stream
 * takes over what the user has taught or chosen meanwhile.
 */
export function createStreams(
  parts: StreamsParts,
): (message: Exclude<ToWorker, { type: 'start' }>) => void {
  const { recognizer, vocabularies, post } = parts;
  const streams = new Map<string, StreamState>();
  /** The newest opening of each stream: an older one that finishes later is discarded. */
  const openings = new Map<string, symbol>();

  const postNotice = (key: string, state: StreamState): void => {
    const problem = state.failure ?? vocabularies.problem(state.options.draft ?? false);
    if (problem?.code === state.notice?.code) return;
    state.notice = problem;
    post({ type: 'notice', stream: key, problem });
  };

  const recognize = async (
    state: StreamState,
    { frame, still, suppressed }: Job,
  ): Promise<Recognition | null> => {
    const { stream, options, recent } = state;
    const { vocabulary, draft = false, language } = options;
    stream.use(vocabularies.current(vocabulary, draft, language));
    if (still) {
      const hands = await parts.findInStill(frame);
      return recognitionOfStill(frame, hands, stream.classify);
    }
    const recognition = await stream.push(frame, suppressed);
    if (recognition) {
      recent.add(recognition, { width: frame.sourceWidth, height: frame.sourceHeight });
      if (recognition.sign !== null) state.failure = null;
    }
    return recognition;
  };

  /**
   * When the next frame is wanted, ms. Not limited for extension pages: they have no call to protect,
   * and teaching needs every frame.
   */
  const nextFrameMs = (
    key: string,
    { inspect, options }: StreamState,
    recognition: Recognition,
  ): number =>
    inspect ? recognition.next.afterMs : parts.thrift.next(key, recognition, options.mostRate);

  const answer = async (key: string, job: Job): Promise<void> => {
    const state = streams.get(key);
    const message: Extract<FromWorker, { type: 'answer' }> = {
      type: 'answer',
      stream: key,
      id: job.id,
      answer: null,
    };
    try {
      const recognition = state && (await recognize(state, job));
      if (recognition) {
        const { vocabulary } = state.stream;
        const next = { ...recognition.next, afterMs: nextFrameMs(key, state, recognition) };
        message.answer = toAnswer({ ...recognition, next }, vocabulary);
        if (state.inspect) message.seen = toSeen(recognition, job.frame, vocabulary);
      }
    } catch (error) {
      post({ type: 'problem', stream: key, problem: toProblem(error, 'recognizer-lost') });
    }
    post(message);
    if (!state || streams.get(key) !== state) return;
    postNotice(key, state);
    try {
      await state.stream.finish();
    } catch (error) {
      post({ type: 'problem', stream: key, problem: toProblem(error, 'recognizer-lost') });
    }
  };

  const scheduler = createScheduler<Job>(answer, (key, { id }) =>
    post({ type: 'answer', stream: key, id, answer: null }),
  );

  const close = (key: string): void => {
    openings.delete(key);
    scheduler.remove(key);
    parts.thrift.forget(key);
    streams.get(key)?.stream.dispose();
    streams.delete(key);
  };

  const open = async (key: string, options: StreamOptions, inspect: boolean): Promise<void> => {
    close(key);
    const opening = Symbol(key);
    openings.set(key, opening);
    try {
      const stream = await recognizer.open({ ...options, movements: inspect });
      if (openings.get(key) !== opening) {
        stream.dispose();
        return;
      }
      const recent = createRecent();
      const state: StreamState = {
        stream,
        options,
        inspect,
        recent,
        marked: null,
        failure: null,
        notice: null,
      };
      streams.set(key, state);
      post({ type: 'opened', stream: key });
      postNotice(key, state);
    } catch (error) {
      if (openings.get(key) === opening)
        post({ type: 'problem', stream: key, problem: toProblem(error) });
    }
  };

  const failed = (key: string, state: StreamState, error: unknown): void => {
    state.failure = toProblem(error, 'storage-failed');
    if (streams.get(key) === state) postNotice(key, state);
  };

  const markWrong = (key: string, wrong: string): void => {
    const state = streams.get(key);
    if (!state) return;
    const captioned = state.recent.take(wrong);
    state.marked = null;
    if (!captioned) return;
    const gesture = keyOf(state.options.vocabulary, captioned.gesture);
    const kept = parts.wrong.keep(gesture, captioned.hands);
    state.marked = { captioned, kept };
    kept.catch((error) => failed(key, state, error));
  };

  const undoMark = (key: string): void => {
    const state = streams.get(key);
    if (!state?.marked) return;
    const { captioned, kept } = state.marked;
    state.marked = null;
    state.recent.giveBack(captioned);
    kept.then(
      (drop) => drop().catch((error) => failed(key, state, error)),
      // They were never kept.
      () => undefined,
    );
  };

  const postThresholds = async (id: number, vocabulary: string): Promise<void> => {
    try {
      post({ type: 'thresholds', id, thresholds: await vocabularies.thresholds(vocabulary) });
    } catch (error) {
      post({ type: 'no-thresholds', id, problem: toProblem(error, 'model-damaged') });
    }
  };

  return (message) => {
    switch (message.type) {
      case 'open': {
        const { type: _, stream, inspect = false, ...options } = message;
        void open(stream, options, inspect);
        return;
      }
      case 'close':
        close(message.stream);
        return;
      case 'reset': {
        const state = streams.get(message.stream);
        state?.stream.reset();
        state?.recent.forget();
        return;
      }
      case 'power':
        parts.thrift.setBattery(message.battery);
        return;
      case 'wrong':
        markWrong(message.stream, message.gesture);
        return;
      case 'not-wrong':
        undoMark(message.stream);
        return;
      case 'thresholds':
        void postThresholds(message.id, message.vocabulary);
        return;
      case 'frame': {
        const { stream, id, frame, still = false, suppressed } = message;
        scheduler.add(stream, { id, frame, still, suppressed });
        return;
      }
      default:
        message satisfies never;
    }
  };
}
