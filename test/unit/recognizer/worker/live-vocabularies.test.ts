import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import { loadEmbedding } from '../../../../src/recognizer/signs/movement/embedding.ts';
import type { LoadedVocabulary } from '../../../../src/recognizer/signs/types.ts';
import {
  createLiveVocabularies,
  type LiveVocabularies,
  storePatienceMs,
} from '../../../../src/recognizer/worker/live-vocabularies.ts';
import { learnWay } from '../../../../src/teaching/own-way.ts';
import { takeOf, turnedHand } from '../../teaching/fake-takes.ts';
import { classifierFile, pack, shownHand } from '../fake-taught.ts';
import { embeddingFile, movementFile } from '../signs/movement/fake-embedding.ts';
import { memoryStore, record, settle } from './fake-store.ts';

const wait = 'my-gestures:wait';
const lunch = 'my-gestures:lunch';
const fist = classifierFile('fist', 'peace');
const shipped: LoadedVocabulary = {
  vocabulary: {
    id: 'signs',
    name: 'Signs',
    gestures: ['fist', 'peace'].map((id) => ({ id, kind: 'phrase', caption: id, name: id })),
  },
  classifier: loadClassifier(fist),
  movements: null,
};

let memory: ReturnType<typeof memoryStore>;
let timers: { ms: number; run: () => void }[];
let vocabularies: LiveVocabularies;

function open(openStore = async () => memory.store): void {
  vocabularies = createLiveVocabularies({
    embedding: async () => loadEmbedding(embeddingFile()),
    shipped: async (id) => {
      if (id !== 'signs') throw new ProblemError('model-damaged', `${id} is missing.`);
      return shipped;
    },
    openStore,
    after: (ms, run) => {
      const timer = { ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  });
}

beforeEach(() => {
  memory = memoryStore();
  memory.held.packs = [pack(['wait', 'lunch'])];
  timers = [];
});

const names = (loaded: LoadedVocabulary) => loaded.classifier.classify(shownHand(true)).gesture;

describe('the live vocabularies', () => {
  it('are the shipped ones when nothing was taught', async () => {
    open();
    expect(names(await vocabularies.load('signs', false))).toBe('fist');
    expect(vocabularies.problem(false)).toBeNull();
  });

  it('contain what was taught and chosen from the first request on', async () => {
    memory.held.live = record(classifierFile(wait, lunch));
    memory.held.preferences = { [wait]: { caption: 'One moment' } };
    open();
    const loaded = await vocabularies.load('signs', false);
    expect(names(loaded)).toBe(wait);
    expect(loaded.vocabulary.gestures.find(({ id }) => id === wait)?.caption).toBe('One moment');
  });

  it('are the same object until something changes, then another', async () => {
    open();
    const first = await vocabularies.load('signs', false);
    expect(vocabularies.current('signs', false)).toBe(first);
    memory.held.live = record(classifierFile(wait, lunch));
    memory.emit('classifier');
    await settle();
    const second = vocabularies.current('signs', false);
    expect(names(first)).toBe('fist');
    expect(names(second)).toBe(wait);
    expect(vocabularies.current('signs', false)).toBe(second);
  });

  it('read a misread gesture as the user shows it as soon as that is stored, without loading again', async () => {
    open();
    const first = await vocabularies.load('signs', false);
    const sideways = turnedHand(1.6);
    expect(first.classifier.classify(sideways).gesture).toBeNull();
    const { way } = learnWay('fist', [takeOf(sideways)], fist, new Map(), []);
    memory.held.preferences = { 'signs:fist': { ownWay: way! } };
    memory.emit('classifier');
    await settle();
    const second = vocabularies.current('signs', false);
    expect(second.classifier.classify(sideways).gesture).toBe('fist');
    memory.held.preferences = {};
    memory.emit('classifier');
    await settle();
    const third = vocabularies.current('signs', false);
    expect(third.classifier.classify(sideways).gesture).toBeNull();
  });

  it('are not read again for samples, which change with every recorded hand', async () => {
    open();
    await vocabularies.load('signs', false);
    const { reads } = memory.held;
    memory.emit('samples');
    memory.emit('unknowns');
    await settle();
    expect(memory.held.reads).toBe(reads);
  });

  it('are read once more, not a hundred times, for a hundred changes during a read', async () => {
    open();
    await vocabularies.load('signs', false);
    const before = memory.held.reads;
    let release = (): void => undefined;
    memory.held.gate = new Promise((resolve) => {
      release = resolve;
    });
    memory.emit('classifier');
    await settle();
    const once = memory.held.reads - before;
    memory.held.live = record(classifierFile(wait, lunch));
    for (let i = 0; i < 100; i++) memory.emit('packs');
    release();
    await settle();
    expect(memory.held.reads - before).toBeLessThanOrEqual(3 * once);
    expect(names(vocabularies.current('signs', false))).toBe(wait);
  });

  it('use the live classifier for captions while only drafts use one that is not live yet', async () => {
    memory.held.live = record(classifierFile(wait, 'x:y'));
    memory.held.waiting = record(classifierFile(lunch, 'x:y'), { live: false, trainedAt: 2 });
    open();
    expect(names(await vocabularies.load('signs', false))).toBe(wait);
    expect(names(await vocabularies.load('signs', true))).toBe(lunch);
  });

  it('do not use a classifier for captions that nobody made live', async () => {
    memory.held.waiting = record(classifierFile(wait, lunch), { live: false });
    open();
    expect(names(await vocabularies.load('signs', false))).toBe('fist');
    expect(names(await vocabularies.load('signs', true))).toBe(wait);
  });

  it('give calibrated thresholds by key, whatever is switched off or changed', async () => {
    memory.held.live = record(classifierFile(wait, lunch));
    memory.held.preferences = {
      'signs:fist': { enabled: false },
      [wait]: { threshold: 0.99 },
    };
    open();
    expect(await vocabularies.thresholds('signs')).toEqual({
      'signs:fist': 0.6,
      'signs:peace': 0.6,
      [wait]: 0.6,
      [lunch]: 0.6,
    });
  });

  it('close the store when they are disposed', async () => {
    open();
    await vocabularies.load('signs', false);
    vocabularies.dispose();
    expect(memory.listeners()).toBe(0);
    expect(memory.held.closed).toBe(true);
    expect(timers).toEqual([]);
  });
});

describe('the live vocabularies, when only moving gestures were taught,', () => {
  it('name shipped gestures and the moving ones, and see nothing wrong in that', async () => {
    memory.held.live = record(null, { movements: movementFile(wait) });
    open();
    const loaded = await vocabularies.load('signs', false);
    expect(names(loaded)).toBe('fist');
    expect(loaded.movements?.gestures).toEqual([wait]);
    expect(vocabularies.problem(false)).toBeNull();
  });

  it('name shipped gestures with a damaged classifier of movements, and report it', async () => {
    memory.held.live = record(null, { movements: { format: 'm' } });
    open();
    const loaded = await vocabularies.load('signs', false);
    expect(names(loaded)).toBe('fist');
    expect(loaded.movements).toBeNull();
    expect(vocabularies.problem(false)).toMatchObject({ code: 'taught-damaged' });
  });
});

describe('the live vocabularies, when the user’s part cannot be used,', () => {
  it.each([
    ['of another format', { ...classifierFile(wait, lunch), format: 'tomorrow' }],
    ['cut short', { ...classifierFile(wait, lunch), heads: [] }],
    ['that is nothing', undefined],
  ])('recognize shipped gestures with a taught classifier %s, and report it', async (_, file) => {
    memory.held.live = record(file);
    open();
    expect(names(await vocabularies.load('signs', false))).toBe('fist');
    expect(vocabularies.problem(false)).toMatchObject({ code: 'taught-damaged' });
  });

  it('report a record that the store cannot read at all', async () => {
    memory.held.unreadable = true;
    open();
    expect(names(await vocabularies.load('signs', false))).toBe('fist');
    expect(vocabularies.problem(false)).toMatchObject({ code: 'taught-damaged' });
  });

  it('do not report to captions a damaged classifier that is not live yet', async () => {
    memory.held.live = record(classifierFile(wait, lunch));
    memory.held.waiting = record('damaged', { live: false, trainedAt: 2 });
    open();
    expect(names(await vocabularies.load('signs', false))).toBe(wait);
    expect(vocabularies.problem(false)).toBeNull();
    expect(vocabularies.problem(true)).toMatchObject({ code: 'taught-damaged' });
  });

  it('are complete again with a new classifier', async () => {
    memory.held.live = record('damaged');
    open();
    await vocabularies.load('signs', false);
    memory.held.live = record(classifierFile(wait, lunch), { trainedAt: 2 });
    memory.emit('classifier');
    await settle();
    expect(names(vocabularies.current('signs', false))).toBe(wait);
    expect(vocabularies.problem(false)).toBeNull();
  });

  it('recognize shipped gestures when there is no storage', async () => {
    open(() => Promise.reject(new ProblemError('storage-failed', 'Private window.')));
    expect(names(await vocabularies.load('signs', false))).toBe('fist');
    expect(vocabularies.problem(false)).toMatchObject({ code: 'storage-failed' });
    expect(await vocabularies.store()).toBeNull();
  });

  it('stay as they are when a later read fails', async () => {
    memory.held.live = record(classifierFile(wait, lunch));
    open();
    await vocabularies.load('signs', false);
    memory.held.failure = new ProblemError('storage-failed', 'The disk is gone.');
    memory.emit('classifier');
    await settle();
    expect(names(vocabularies.current('signs', false))).toBe(wait);
    expect(vocabularies.problem(false)).toMatchObject({ code: 'storage-failed' });
  });

  it('do not wait forever for a store that does not answer, and use it once it does', async () => {
    memory.held.live = record(classifierFile(wait, lunch));
    let release = (): void => undefined;
    memory.held.gate = new Promise((resolve) => {
      release = resolve;
    });
    open();
    const loading = vocabularies.load('signs', false);
    await settle();
    timers.find(({ ms }) => ms === storePatienceMs)?.run();
    expect(names(await loading)).toBe('fist');
    release();
    await settle();
    expect(names(vocabularies.current('signs', false))).toBe(wait);
  });

  it('reject when shipped files are damaged', async () => {
    open();
    await expect(vocabularies.load('other', false)).rejects.toMatchObject({
      code: 'model-damaged',
    });
  });
});
