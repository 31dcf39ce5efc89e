import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import type { Recognizer, StreamOptions } from '../../../../src/recognizer/recognizer.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import { createThrift } from '../../../../src/recognizer/thrift.ts';
import type { FromWorker } from '../../../../src/recognizer/worker/messages.ts';
import { createStreams } from '../../../../src/recognizer/worker/streams.ts';
import { greyFrame } from '../fake-frames.ts';
import { classifierFile, shownHand } from '../fake-taught.ts';
import { settle } from './fake-store.ts';

const vocabulary = {
  id: 'v',
  name: 'V',
  gestures: [{ id: 'fist', kind: 'phrase', name: 'Fist', caption: 'Stop, please' }],
} as const;

let said: FromWorker[];
let disposed: number;
let opened: StreamOptions[];
let openError: Error | null;
let pushError: Error | null;
let finishError: Error | null;
/** How many messages had been sent whenever a stream did what it had left to do. */
let finishedAfter: number[];
let waitForOpen: Promise<void>;
let session: ReturnType<typeof createStreams>;
let tookMs: number;
let asked: { id: string; draft: boolean; language?: string }[];

const recognizer: Recognizer = {
  async open(options) {
    opened.push(options);
    await waitForOpen;
    if (openError) throw openError;
    return {
      vocabulary,
      use: () => undefined,
      classify: () => ({ scores: {}, gesture: null }),
      push: async (frame) => {
        if (pushError) throw pushError;
        return {
          timestamp: frame.timestamp,
          hands: [],
          classifications: [],
          unclear: [],
          candidate: { gesture: 'fist', progress: 0.5 },
          sign: 'fist',
          scores: null,
          up: false,
          searched: true,
          tracked: false,
          next: { afterMs: 66, region: null },
          stages: { total: tookMs },
        };
      },
      async finish() {
        finishedAfter.push(said.length);
        if (finishError) throw finishError;
      },
      reset: () => undefined,
      dispose: () => {
        disposed++;
      },
    };
  },
};

beforeEach(() => {
  said = [];
  tookMs = 1;
  disposed = 0;
  opened = [];
  openError = null;
  pushError = null;
  finishError = null;
  finishedAfter = [];
  waitForOpen = Promise.resolve();
  asked = [];
  session = createStreams({
    recognizer,
    vocabularies: {
      current: (id, draft, language) => {
        asked.push({ id, draft, ...(language && { language }) });
        const classifier = loadClassifier(classifierFile('fist', 'peace'));
        return { vocabulary, classifier, movements: null };
      },
      problem: () => null,
      thresholds: async (id) => {
        if (id !== 'v') throw new ProblemError('model-damaged', `${id} is missing.`);
        return { 'v:fist': 0.6 };
      },
    },
    wrong: { keep: async () => async () => undefined },
    thrift: createThrift(() => 0),
    findInStill: async () => [shownHand(true)],
    post: (message) => said.push(message),
  });
});

const open = { type: 'open', stream: 'a', vocabulary: 'v', dwellMs: 700 } as const;
const frame = (id: number) =>
  ({ type: 'frame', stream: 'a', id, frame: greyFrame(id * 66, { width: 2, height: 2 }) }) as const;

describe('the recognizer worker', () => {
  it('answers with the captions of the vocabulary', async () => {
    session(open);
    await settle();
    session(frame(1));
    await settle();
    expect(said).toMatchObject([
      { type: 'opened', stream: 'a' },
      {
        type: 'answer',
        id: 1,
        answer: {
          candidate: { gesture: 'fist', caption: 'Stop, please', progress: 0.5 },
          sign: { gesture: 'fist', caption: 'Stop, please', kind: 'phrase' },
          hands: 0,
        },
      },
    ]);
  });

  it('captions in the language that the stream asks for, and reports which one it is', async () => {
    session({ ...open, language: 'ja' });
    await settle();
    session(frame(1));
    await settle();
    expect(opened[0]?.language).toBe('ja');
    expect(asked).toEqual([{ id: 'v', draft: false, language: 'ja' }]);
  });

  it('opens a stream with the requested dwell and strictness', async () => {
    session({ ...open, dwellMs: 900, strictness: 'strict' });
    session({ ...open, stream: 'b' });
    await settle();
    expect(opened).toEqual([
      { vocabulary: 'v', dwellMs: 900, strictness: 'strict', movements: false },
      { vocabulary: 'v', dwellMs: 700, movements: false },
    ]);
  });

  it('reports movements to an extension page, which may record them', async () => {
    session({ ...open, inspect: true });
    await settle();
    expect(opened).toMatchObject([{ movements: true }]);
  });

  it('does not ask an extension page for fewer frames, however long they take', async () => {
    tookMs = 100;
    session({ ...open, inspect: true, mostRate: 5 });
    await settle();
    session(frame(1));
    await settle();
    expect(
      said.flatMap((one) => (one.type === 'answer' ? [one.answer?.next.afterMs] : [])),
    ).toEqual([66]);
  });

  it('asks for no more frames than the user allows, and for fewer on battery', async () => {
    const wish = async (id: number): Promise<number | undefined> => {
      session(frame(id));
      await settle();
      const last = said.at(-1);
      return last?.type === 'answer' ? last.answer?.next.afterMs : undefined;
    };
    session({ ...open, mostRate: 5 });
    await settle();
    expect(await wish(1)).toBe(200);
    session(open);
    await settle();
    const free = (await wish(1)) ?? 0;
    expect(free).toBeLessThan(200);
    tookMs = 400;
    session({ type: 'power', battery: true });
    expect(await wish(4)).toBeGreaterThan(free);
  });

  it('answers every frame once, skipped ones with null', async () => {
    session(open);
    await settle();
    for (const id of [1, 2, 3, 4]) session(frame(id));
    await settle();
    const answers = said.flatMap((message) => (message.type === 'answer' ? [message] : []));
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4]);
    expect(answers.filter(({ answer }) => answer !== null).map(({ id }) => id)).toEqual([1, 4]);
  });

  it('answers a frame of a stream that is not open with null', async () => {
    session(frame(1));
    await settle();
    expect(said).toEqual([{ type: 'answer', stream: 'a', id: 1, answer: null }]);
  });

  it('reports a failure on a frame, and still answers it', async () => {
    session(open);
    await settle();
    pushError = new Error('device lost');
    session(frame(1));
    await settle();
    expect(said.slice(1)).toMatchObject([
      { type: 'problem', problem: { code: 'recognizer-lost', detail: 'Error: device lost' } },
      { type: 'answer', id: 1, answer: null },
    ]);
  });

  it('lets a stream do the rest of its work after a frame was answered, and reports its failure', async () => {
    session(open);
    await settle();
    finishError = new Error('device lost');
    session(frame(1));
    await settle();
    expect(said.slice(1)).toMatchObject([
      { type: 'answer', id: 1, answer: { sign: { gesture: 'fist' } } },
      { type: 'problem', problem: { code: 'recognizer-lost', detail: 'Error: device lost' } },
    ]);
    expect(finishedAfter).toEqual([2]);
  });

  it('reports why a stream could not be opened, and opens it when the cause is gone', async () => {
    openError = new Error('no such vocabulary');
    session(open);
    await settle();
    openError = null;
    session(open);
    await settle();
    expect(said.map((message) => message.type)).toEqual(['problem', 'opened']);
  });

  it('keeps the newest of two openings and disposes the other', async () => {
    let release = () => undefined as unknown;
    waitForOpen = new Promise<void>((resolve) => {
      release = resolve;
    });
    session(open);
    session(open);
    release();
    await settle();
    expect(said.map((message) => message.type)).toEqual(['opened']);
    expect(disposed).toBe(1);
  });

  it('disposes a stream when it is closed', async () => {
    session(open);
    await settle();
    session({ type: 'close', stream: 'a' });
    expect(disposed).toBe(1);
  });
});

describe('the recognizer worker of an extension page', () => {
  const inspected = { ...open, inspect: true, draft: true } as const;

  it('sends landmarks and scores with each answer, only if they were asked for', async () => {
    session(inspected);
    session({ ...open, stream: 'b' });
    await settle();
    session(frame(1));
    session({ ...frame(2), stream: 'b' });
    await settle();
    const answers = said.filter((message) => message.type === 'answer');
    expect(answers).toMatchObject([
      {
        stream: 'a',
        seen: {
          timestamp: 66,
          frameSize: { width: 2, height: 2 },
          candidate: { gesture: 'v:fist', progress: 0.5 },
          sign: { key: 'v:fist', caption: 'Stop, please' },
        },
      },
      { stream: 'b' },
    ]);
    expect(answers[1]).not.toHaveProperty('seen');
  });

  it('uses a draft only if it was asked for', async () => {
    session(inspected);
    session({ ...open, stream: 'b' });
    await settle();
    session(frame(1));
    session({ ...frame(2), stream: 'b' });
    await settle();
    expect(opened).toMatchObject([{ draft: true }, {}]);
    expect(opened[1]).not.toHaveProperty('draft');
    expect(asked).toEqual([
      { id: 'v', draft: true },
      { id: 'v', draft: false },
    ]);
  });

  it('recognizes a single picture without its stream', async () => {
    session(inspected);
    await settle();
    pushError = new Error('a picture is no frame');
    session({ ...frame(1), still: true });
    await settle();
    expect(said.at(-1)).toMatchObject({
      type: 'answer',
      answer: { hands: 1, sign: null },
      seen: { hands: [{ hand: shownHand(true), scores: {}, gesture: null }], candidate: null },
    });
  });

  it('sends thresholds, or why there are none', async () => {
    session({ type: 'thresholds', id: 7, vocabulary: 'v' });
    session({ type: 'thresholds', id: 8, vocabulary: 'w' });
    await settle();
    expect(said).toMatchObject([
      { type: 'thresholds', id: 7, thresholds: { 'v:fist': 0.6 } },
      { type: 'no-thresholds', id: 8, problem: { code: 'model-damaged' } },
    ]);
  });
});
