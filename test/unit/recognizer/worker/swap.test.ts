import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../../src/messaging/frames-port.ts';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createRecognizer } from '../../../../src/recognizer/recognizer.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import { createThrift } from '../../../../src/recognizer/thrift.ts';
import { createLibrary } from '../../../../src/recognizer/worker/library.ts';
import type { FromWorker } from '../../../../src/recognizer/worker/messages.ts';
import { createSession } from '../../../../src/recognizer/worker/session.ts';
import { createWrongCaptions, mostWrong } from '../../../../src/recognizer/worker/wrong.ts';
import { greyFrame } from '../frames.ts';
import { classifierFile, pack, shownHand } from '../taught.ts';
import { memoryStore, record, settle } from './memory-store.ts';

// The worker's own session, scheduler, library, recognizer and gate; only the models are made up:
// every picture shows the hand of the moment, and takes as long as the test says.

const WAIT = 'my-gestures:wait';
const LUNCH = 'my-gestures:lunch';

let memory: ReturnType<typeof memoryStore>;
let said: FromWorker[];
let hand: Hand | null;
let trackerResets: number;
/** What the hand models wait for. */
let models: Promise<void>;
let session: ReturnType<typeof createSession>;

function start(): void {
  const library = createLibrary({
    shipped: async () => ({
      vocabulary: {
        id: 'signs',
        name: 'Signs',
        gestures: [
          { id: 'fist', kind: 'phrase', caption: 'Stop', name: 'Fist' },
          { id: 'peace', kind: 'phrase', caption: 'Peace', name: 'Peace' },
        ],
      },
      classifier: loadClassifier(classifierFile('fist', 'peace')),
    }),
    openStore: async () => memory.store,
    after: () => () => undefined,
  });
  const recognizer = createRecognizer({
    createTracker: () => ({
      step: async () => {
        await models;
        const hands = hand ? [hand] : [];
        return { hands, searched: true, tracked: false, searchMs: 0, landmarksMs: 0 };
      },
      regionWanted: () => null,
      reset: () => {
        trackerResets++;
      },
      dispose: () => undefined,
    }),
    // Intent has its own tests; here every held sign is meant.
    createGate: (options) => createGate(options, () => true),
    loadVocabulary: library.load,
    clock: () => 0,
  });
  let ids = 0;
  session = createSession({
    recognizer,
    library,
    wrong: createWrongCaptions({
      store: library.store,
      newId: () => `id-${ids++}`,
      now: () => 1000 + ids,
    }),
    thrift: createThrift(() => 0),
    findInStill: async () => [],
    post: (message) => said.push(message),
  });
}

beforeEach(() => {
  memory = memoryStore();
  memory.held.packs = [pack(['wait', 'lunch'])];
  said = [];
  hand = shownHand(true);
  trackerResets = 0;
  models = Promise.resolve();
});

async function open(...streams: string[]): Promise<void> {
  start();
  for (const stream of streams)
    session({ type: 'open', stream, vocabulary: 'signs', dwellMs: 700 });
  await settle();
}

/** One frame, 100 ms after another; answered when this returns. */
async function look(n: number, stream = 'a'): Promise<Answer> {
  send(n, stream);
  await settle();
  const answer = answers(stream).find(({ id }) => id === n)?.answer;
  if (!answer) throw new Error(`frame ${n} was not looked at`);
  return answer;
}
function send(n: number, stream = 'a'): void {
  session({
    type: 'frame',
    stream,
    id: n,
    frame: greyFrame(n * 100, { width: 400, height: 400 }),
  });
}
const answers = (stream = 'a') =>
  said.flatMap((message) =>
    message.type === 'answer' && message.stream === stream ? [message] : [],
  );
const notices = () =>
  said.flatMap((message) => (message.type === 'notice' ? [message.problem?.code ?? null] : []));

async function goLive(...names: [string, string]): Promise<void> {
  memory.held.live = record(classifierFile(...names));
  memory.tell('classifier');
  await settle();
}

describe('another classifier while a call goes on', () => {
  it('is taken up with the next frame, without a reset', async () => {
    await open('a');
    expect((await look(1)).candidate).toMatchObject({ gesture: 'fist', caption: 'Stop' });
    await goLive(WAIT, LUNCH);
    await look(2);
    expect((await look(3)).candidate).toMatchObject({
      gesture: WAIT,
      caption: 'Caption of wait',
    });
    expect(trackerResets).toBe(0);
    expect(said.filter(({ type }) => type === 'opened')).toHaveLength(1);
  });

  it('leaves each frame in flight of every call its one answer', async () => {
    await open('a', 'b');
    let release = (): void => undefined;
    models = new Promise((resolve) => {
      release = resolve;
    });
    for (const id of [1, 2, 3]) {
      send(id, 'a');
      send(id, 'b');
    }
    await goLive(WAIT, LUNCH);
    for (const id of [4, 5]) {
      send(id, 'a');
      send(id, 'b');
    }
    release();
    await settle();
    for (const stream of ['a', 'b'])
      expect(
        answers(stream)
          .map(({ id }) => id)
          .sort(),
      ).toEqual([1, 2, 3, 4, 5]);
    // The frame that was being looked at is answered whole, by what it was begun with.
    expect(answers('a').find(({ id }) => id === 1)?.answer?.candidate).toMatchObject({
      gesture: 'fist',
      caption: 'Stop',
    });
    expect((await look(6)).candidate?.gesture).toBe(WAIT);
  });

  it('goes on with a sign that is held and is still known', async () => {
    await open('a');
    for (let n = 1; n <= 5; n++) await look(n);
    memory.held.preferences = { 'signs:fist': { caption: 'Halt!' } };
    memory.tell('classifier');
    await settle();
    expect((await look(6)).candidate?.progress).toBeGreaterThan(0.6);
    await look(7);
    expect((await look(8)).sign).toEqual({ gesture: 'fist', caption: 'Halt!', kind: 'phrase' });
  });

  it('tells no half-held sign of a gesture that is gone, not for one frame', async () => {
    await goLive(WAIT, LUNCH);
    await open('a');
    for (let n = 1; n <= 6; n++) expect((await look(n)).candidate?.gesture).toBe(WAIT);
    memory.held.packs = [];
    memory.tell('packs');
    await settle();
    const after = [];
    for (let n = 7; n <= 16; n++) after.push(await look(n));
    expect(after.every(({ candidate }) => candidate?.gesture !== WAIT)).toBe(true);
    expect(after.flatMap(({ sign }) => (sign ? [sign.gesture] : []))).toEqual(['fist']);
    // Its whole dwell was held anew.
    expect(after.findIndex(({ sign }) => sign !== null)).toBe(7);
  });

  it('does not tell a held sign twice when its gesture is learned anew', async () => {
    await goLive(WAIT, LUNCH);
    await open('a');
    for (let n = 1; n <= 9; n++) await look(n);
    await goLive(WAIT, LUNCH);
    for (let n = 10; n <= 30; n++) await look(n);
    const signs = answers().flatMap(({ answer }) => (answer?.sign ? [answer.sign.gesture] : []));
    expect(signs).toEqual([WAIT]);
  });

  it('reaches a call that was being opened when it came', async () => {
    start();
    session({ type: 'open', stream: 'a', vocabulary: 'signs', dwellMs: 700 });
    memory.held.live = record(classifierFile(WAIT, LUNCH));
    memory.tell('classifier');
    await settle();
    expect((await look(1)).candidate?.gesture).toBe(WAIT);
  });
});

describe('a taught classifier that is damaged', () => {
  it('is told once to each call, and captions go on', async () => {
    memory.held.live = record('damaged');
    await open('a', 'b');
    for (let n = 1; n <= 5; n++) await look(n);
    expect(notices()).toEqual(['taught-damaged', 'taught-damaged']);
    expect(answers().at(-1)?.answer?.candidate?.gesture).toBe('fist');
  });

  it('is over with the next one', async () => {
    memory.held.live = record('damaged');
    await open('a');
    await goLive(WAIT, LUNCH);
    await look(1);
    expect(notices()).toEqual(['taught-damaged', null]);
  });
});

describe('a caption that the user calls wrong', () => {
  const wrong = (stream = 'a') => session({ type: 'wrong', stream });
  async function sign(from: number): Promise<void> {
    for (let n = from; n < from + 9; n++) await look(n);
  }

  it('is kept as an unknown sample: the hands that showed it', async () => {
    await open('a');
    hand = shownHand(false);
    await look(1);
    hand = shownHand(true);
    await sign(2);
    wrong();
    await settle();
    const [sample] = memory.held.unknowns;
    expect(sample).toMatchObject({
      id: 'id-0',
      take: 'id-0',
      recordedAt: 1001,
      origin: 'wrong',
      captionedAs: 'signs:fist',
    });
    // Held still for the dwell: nothing of the hand that pointed down before.
    expect(sample?.hands.map(({ time }) => time)).toEqual([0, 100, 200, 300, 400, 500, 600, 700]);
    for (const kept of sample?.hands ?? []) {
      expect(kept).toMatchObject({ handedness: 'Right', presence: 1 });
      expect(kept.points[0]).toEqual([0, 0, 0]);
      expect(kept.points).toHaveLength(21);
      expect(kept.points[12]![1]).toBeLessThan(0);
      const xs = kept.points.map(([x]) => x);
      const ys = kept.points.map(([, y]) => y);
      const longer = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
      expect(longer).toBeCloseTo(1);
      expect(kept.size).toBeCloseTo(110 / 400);
    }
  });

  it('is kept once, however often that is said', async () => {
    await open('a');
    await sign(1);
    for (let i = 0; i < 50; i++) wrong();
    await settle();
    expect(memory.held.unknowns).toHaveLength(1);
  });

  it('is nothing where nothing was captioned, or the camera changed since', async () => {
    await open('a', 'b');
    wrong('b');
    wrong('nobody');
    await sign(1);
    session({ type: 'reset', stream: 'a' });
    wrong();
    await settle();
    expect(memory.held.unknowns).toEqual([]);
  });

  it('drops the oldest where there are too many, and none that was recorded as nothing', async () => {
    const old = (id: string, origin: 'wrong' | 'nothing', recordedAt: number) =>
      ({ id, origin, recordedAt, take: id, hands: [] }) as const;
    memory.held.unknowns = [
      old('rest', 'nothing', 0),
      ...Array.from({ length: mostWrong }, (_, i) => old(`wrong-${i}`, 'wrong', 500 - i)),
    ];
    await open('a');
    await sign(1);
    wrong();
    await settle();
    const ids = memory.held.unknowns.map(({ id }) => id);
    expect(ids.length).toBe(mostWrong + 1);
    expect(ids).toContain('rest');
    expect(ids).toContain('id-0');
    expect(ids).not.toContain(`wrong-${mostWrong - 1}`);
  });

  it('says when it could not be kept, until the next caption', async () => {
    await open('a');
    await sign(1);
    memory.held.failure = new Error('disk full');
    wrong();
    await settle();
    expect(notices()).toEqual(['storage-failed']);
    hand = null;
    for (let n = 20; n < 25; n++) await look(n);
    expect(notices()).toEqual(['storage-failed']);
    hand = shownHand(true);
    await sign(30);
    expect(notices()).toEqual(['storage-failed', null]);
  });
});
