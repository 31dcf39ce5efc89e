import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Recognizer, StreamOptions } from '../../../../src/recognizer/recognizer.ts';
import { createFiles } from '../../../../src/recognizer/worker/files.ts';
import type { FromWorker } from '../../../../src/recognizer/worker/messages.ts';
import { createSession, createVocabularies } from '../../../../src/recognizer/worker/session.ts';
import { greyFrame } from '../frames.ts';

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
let waitForOpen: Promise<void>;
let session: ReturnType<typeof createSession>;

const recognizer: Recognizer = {
  async open(options) {
    opened.push(options);
    await waitForOpen;
    if (openError) throw openError;
    return {
      vocabulary,
      push: async (frame) => {
        if (pushError) throw pushError;
        return {
          timestamp: frame.timestamp,
          hands: [],
          candidate: { gesture: 'fist', progress: 0.5 },
          sign: 'fist',
          searched: true,
          tracked: false,
          next: { afterMs: 66, region: null },
          stages: { total: 1 },
        };
      },
      reset: () => undefined,
      dispose: () => {
        disposed++;
      },
    };
  },
};

/** Lets all promises that are ready run. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(() => {
  said = [];
  disposed = 0;
  opened = [];
  openError = null;
  pushError = null;
  waitForOpen = Promise.resolve();
  session = createSession(recognizer, (message) => said.push(message));
});

const open = { type: 'open', stream: 'a', vocabulary: 'v', dwellMs: 700 } as const;
const frame = (id: number) =>
  ({ type: 'frame', stream: 'a', id, frame: greyFrame(id * 66, { width: 2, height: 2 }) }) as const;

describe('the recognizer worker', () => {
  it('answers with the words of the vocabulary', async () => {
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

  it('opens a stream with the dwell and the strictness that are asked for', async () => {
    session({ ...open, dwellMs: 900, strictness: 'strict' });
    session({ ...open, stream: 'b' });
    await settle();
    expect(opened).toEqual([
      { vocabulary: 'v', dwellMs: 900, strictness: 'strict' },
      { vocabulary: 'v', dwellMs: 700 },
    ]);
  });

  it('answers every frame once, those it skipped with nothing', async () => {
    session(open);
    await settle();
    for (const id of [1, 2, 3, 4]) session(frame(id));
    await settle();
    const answers = said.flatMap((message) => (message.type === 'answer' ? [message] : []));
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4]);
    expect(answers.filter(({ answer }) => answer !== null).map(({ id }) => id)).toEqual([1, 4]);
  });

  it('answers a frame of a stream that is not open with nothing', async () => {
    session(frame(1));
    await settle();
    expect(said).toEqual([{ type: 'answer', stream: 'a', id: 1, answer: null }]);
  });

  it('tells what broke on a frame, and still answers it', async () => {
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

  it('tells why a stream could not be opened, and opens it when the cause is gone', async () => {
    openError = new Error('no such vocabulary');
    session(open);
    await settle();
    openError = null;
    session(open);
    await settle();
    expect(said.map((message) => message.type)).toEqual(['problem', 'opened']);
  });

  it('keeps the newest of two openings and lets the other go', async () => {
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

  it('lets a stream go when it is closed', async () => {
    session(open);
    await settle();
    session({ type: 'close', stream: 'a' });
    expect(disposed).toBe(1);
  });
});

describe('the files beside the worker', () => {
  const LIST = 'models/vocabularies.json';
  /** As the build writes it. */
  const list = JSON.stringify({
    files: Object.fromEntries(
      ['call-gestures', 'fingerspelling']
        .flatMap((id) => [`models/${id}/vocabulary.json`, `models/${id}/classifier.json`])
        .map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
    ),
  });
  /** Serves what ships, as the browser would; `damage` changes a file on the way. */
  const serve = (damage: (path: string, body: string) => string | null): typeof fetch =>
    (async (address: string) => {
      const path = String(address).replace('ext://x/', '');
      const body = path === LIST ? list : damage(path, readFileSync(path, 'utf8'));
      return body === null ? new Response('', { status: 404 }) : new Response(body);
    }) as typeof fetch;

  it('make a vocabulary, read once for all streams', async () => {
    let reads = 0;
    const files = createFiles(
      'ext://x/',
      serve((_, body) => {
        reads++;
        return body;
      }),
    );
    const load = createVocabularies(files.json);
    const [first, second] = await Promise.all([load('call-gestures'), load('call-gestures')]);
    expect(first).toBe(second);
    expect(first.classifier.gestures).toContain('thumbs-up');
    expect(reads).toBe(2);
  });

  it.each([
    ['missing', () => null],
    ['cut off', (_: string, body: string) => body.slice(0, body.length / 2)],
    ['of another kind', () => '{"gestures": []}'],
  ])('that are %s are reported as damaged, and read again later', async (_, damage) => {
    let broken = true;
    const files = createFiles(
      'ext://x/',
      serve((path, body) => (broken ? damage(path, body) : body)),
    );
    const load = createVocabularies(files.json);
    await expect(load('fingerspelling')).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringMatching(/\.$/),
    });
    broken = false;
    await expect(load('fingerspelling')).resolves.toMatchObject({
      vocabulary: { id: 'fingerspelling' },
    });
  });
});
