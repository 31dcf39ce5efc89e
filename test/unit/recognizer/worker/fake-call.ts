import type { Answer } from '../../../../src/messaging/frames-port.ts';
import type { Hand } from '../../../../src/recognizer/hand.ts';
import { createRecognizer } from '../../../../src/recognizer/recognizer.ts';
import { loadClassifier } from '../../../../src/recognizer/signs/classifier.ts';
import { createGate } from '../../../../src/recognizer/signs/gate.ts';
import { createThrift } from '../../../../src/recognizer/thrift.ts';
import { createLiveVocabularies } from '../../../../src/recognizer/worker/live-vocabularies.ts';
import type { FromWorker } from '../../../../src/recognizer/worker/messages.ts';
import { createStreams } from '../../../../src/recognizer/worker/streams.ts';
import { createWrongCaptions } from '../../../../src/recognizer/worker/wrong.ts';
import { greyFrame } from '../fake-frames.ts';
import { classifierFile, pack, shownHand } from '../fake-taught.ts';
import { memoryStore, record, settle } from './fake-store.ts';

/**
 * Calls that are captioned by the worker's own streams, scheduler, vocabularies, recognizer and gate; only
 * the models are fake: every frame shows the current hand, and takes as long as the test
 * says. The user has a pack with the gestures `wait` and `lunch`.
 */
export class CallWorld {
  readonly memory = memoryStore();
  /** What the worker posted, in order. */
  readonly said: FromWorker[] = [];
  hand: Hand | null = shownHand(true);
  /** The frames do not show the hand clearly. */
  unclear = false;
  trackerResets = 0;
  /** What the hand models wait for. */
  models: Promise<void> = Promise.resolve();
  session!: ReturnType<typeof createStreams>;

  constructor() {
    this.memory.held.packs = [pack(['wait', 'lunch'])];
  }

  start(): void {
    const vocabularies = createLiveVocabularies({
      embedding: () => Promise.reject(new Error('No gesture moves.')),
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
        movements: null,
      }),
      openStore: async () => this.memory.store,
      after: () => () => undefined,
    });
    const recognizer = createRecognizer({
      createTracker: () => ({
        step: async () => {
          await this.models;
          const hands = this.hand ? [this.hand] : [];
          const unclear = this.unclear ? hands : [];
          return { hands, unclear, searched: true, tracked: false, searchMs: 0, landmarksMs: 0 };
        },
        finish: async () => undefined,
        regionWanted: () => null,
        reset: () => {
          this.trackerResets++;
        },
        dispose: () => undefined,
      }),
      // Intent has its own tests; here every held sign counts as meant.
      createGate: (options) => createGate(options, () => true),
      loadVocabulary: vocabularies.load,
      clock: () => 0,
    });
    let ids = 0;
    this.session = createStreams({
      recognizer,
      vocabularies,
      wrong: createWrongCaptions({
        store: vocabularies.store,
        newId: () => `id-${ids++}`,
        now: () => 1000 + ids,
      }),
      thrift: createThrift(() => 0),
      findInStill: async () => [],
      post: (message) => this.said.push(message),
    });
  }

  async open(...streams: string[]): Promise<void> {
    this.start();
    for (const stream of streams)
      this.session({ type: 'open', stream, vocabulary: 'signs', dwellMs: 700 });
    await settle();
  }

  /** One frame, 100 ms after another; answered when this returns. */
  async recognize(n: number, stream = 'a'): Promise<Answer> {
    this.send(n, stream);
    await settle();
    const answer = this.answers(stream).find(({ id }) => id === n)?.answer;
    if (!answer) throw new Error(`frame ${n} was skipped`);
    return answer;
  }

  send(n: number, stream = 'a'): void {
    this.session({
      type: 'frame',
      stream,
      id: n,
      frame: greyFrame(n * 100, { width: 400, height: 400 }),
    });
  }

  answers(stream = 'a') {
    return this.said.flatMap((message) =>
      message.type === 'answer' && message.stream === stream ? [message] : [],
    );
  }

  /** Codes of the problems that were reported to calls, null when one was over. */
  notices() {
    return this.said.flatMap((message) =>
      message.type === 'notice' ? [message.problem?.code ?? null] : [],
    );
  }

  /** A classifier that knows these two goes live. */
  async goLive(...names: [string, string]): Promise<void> {
    this.memory.held.live = record(classifierFile(...names));
    this.memory.emit('classifier');
    await settle();
  }
}
