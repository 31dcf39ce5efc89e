/** Live scores, thresholds and the false-caption test of the Try section. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { type Problem, toProblem } from '../../messaging/problems.ts';
import { gestureKey, type SampleHand, type UnknownSample } from '../../packs/samples.ts';
import { toSampleHand } from '../../teaching/recording/hand-sample.ts';
import { createEye, type Eye } from '../camera/eye.ts';
import { createScoreKeeper, type ShownScores } from '../camera/scores.ts';
import type { OptionsServices } from '../services/types.ts';
import { type Clock, readShipped, type ShippedGesture } from '../teach/context.ts';
import {
  breakTest,
  type FalseTest,
  type Fired,
  startTest,
  testSee,
  testTick,
} from './false-test.ts';

/** A gesture that can be captioned, and the score that it needs. */
export interface ScoreRow {
  key: string;
  name: string;
  threshold: number;
  /** Its drawing: a shipped gesture's, or the hands of a sample. */
  points: ShippedGesture['points'];
  hands: readonly SampleHand[] | null;
  moves: boolean;
}

interface OwnGesture extends ShippedGesture {
  hands: readonly SampleHand[] | null;
  moves: boolean;
}

export interface TryModel {
  eye: Eye;
  /** Ms of the clock that drives everything here. */
  now(): number;
  readonly vocabulary: ReadonlySignal<string>;
  readonly vocabularies: ReadonlySignal<readonly { id: string; name: string }[]>;
  /** Own gestures first, then the vocabulary's, each in its own order. */
  readonly rows: ReadonlySignal<readonly ScoreRow[]>;
  /**
   * The score of each gesture now: the highest of all hands; of a moving one, that of the last movement.
   */
  readonly scores: ReadonlySignal<ShownScores>;
  /** The last captions, oldest first. */
  readonly captions: ReadonlySignal<readonly { id: number; key: string; caption: string }[]>;
  readonly test: ReadonlySignal<FalseTest | null>;
  /** The clock's time of the last step of the test. */
  readonly at: ReadonlySignal<number>;
  readonly problem: ReadonlySignal<Problem | null>;
  /** Whether the hands of the test's captions were kept for the next training. */
  readonly kept: ReadonlySignal<boolean>;
  nameOf(key: string): string;
  setVocabulary(id: string): void;
  startTest(): void;
  stopTest(): void;
  /** Keeps the hands of the test's captions as hands that mean nothing. */
  keepFired(fired: readonly Fired[]): Promise<void>;
  dispose(): void;
}

/** At most this many captions are kept. */
const keptCaptions = 5;
const tickMs = 200;

export function createTryModel(services: OptionsServices, clock: Clock): TryModel {
  const vocabulary = signal(services.settings.current.peek().vocabulary);
  const vocabularies = signal<readonly { id: string; name: string }[]>([]);
  const rows = signal<readonly ScoreRow[]>([]);
  const scores = signal<ShownScores>({});
  const captions = signal<readonly { id: number; key: string; caption: string }[]>([]);
  const test = signal<FalseTest | null>(null);
  const at = signal(0);
  const problem = signal<Problem | null>(null);
  const kept = signal(false);
  const shipped = signal<ReadonlyMap<string, ShippedGesture>>(new Map());
  const own = signal<ReadonlyMap<string, OwnGesture>>(new Map());
  const keeper = createScoreKeeper(clock.now);
  let stopTicking: (() => void) | null = null;
  let disposed = false;
  let captionsSoFar = 0;

  const eye = createEye({
    cameras: services.cameras,
    recognizer: () => services.recognizer(),
    vocabulary: () => vocabulary.peek(),
    document,
    after: clock.after,
  });

  const readOwn = async (): Promise<void> => {
    const packs = await services.store.packs();
    const samples = await Promise.all(packs.map(({ id }) => services.store.samplesOfPack(id)));
    own.value = new Map(
      packs.flatMap((pack, i) =>
        pack.gestures.map((gesture) => [
          gestureKey(pack.id, gesture.id),
          {
            name: gesture.name,
            points: null,
            hands: samples[i]?.get(gesture.id)?.at(-1)?.hands ?? null,
            moves: gesture.moves === true,
          },
        ]),
      ),
    );
  };
  const reading = Promise.all([
    readShipped(services).then((read) => {
      shipped.value = read;
    }),
    readOwn(),
    services.vocabularies().then((all) => {
      vocabularies.value = all.map(({ id, name }) => ({ id, name }));
    }),
  ]).catch((error: unknown) => {
    if (!disposed) problem.value = toProblem(error);
  });

  const gestureOf = (key: string): ShippedGesture | undefined =>
    own.peek().get(key) ?? shipped.peek().get(key);

  /** Reads which gestures can be captioned, once the recognizer is ready. */
  const readRows = async (): Promise<void> => {
    try {
      await reading;
      const mine = vocabulary.peek();
      const recognizer = await eye.ready();
      const [thresholds, preferences] = await Promise.all([
        recognizer.thresholds(mine),
        services.store.preferences(),
      ]);
      if (disposed || mine !== vocabulary.peek()) return;
      const order = [...own.peek().keys(), ...shipped.peek().keys()];
      rows.value = Object.entries(thresholds)
        .filter(([key]) => preferences.get(key)?.enabled !== false)
        .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
        .map(([key, threshold]) => ({
          key,
          name: gestureOf(key)?.name ?? key,
          threshold: preferences.get(key)?.threshold ?? threshold,
          points: gestureOf(key)?.points ?? null,
          hands: own.peek().get(key)?.hands ?? null,
          moves: own.peek().get(key)?.moves ?? false,
        }));
    } catch (error) {
      if (!disposed) problem.value = toProblem(error);
    }
  };

  const endTicking = (): void => {
    stopTicking?.();
    stopTicking = null;
  };
  const step = (next: FalseTest): void => {
    at.value = clock.now();
    test.value = next;
    if (next.phase === 'done' || next.phase === 'broken') endTicking();
  };

  const stopListening = eye.listen((seen) => {
    scores.value = keeper.next(seen);
    if (seen.sign)
      captions.value = [...captions.value, { id: ++captionsSoFar, ...seen.sign }].slice(
        -keptCaptions,
      );
    if (test.value) step(testSee(test.value, seen, clock.now()));
  });
  const stopFollowing = eye.state.subscribe(({ phase }) => {
    if (phase === 'live') void readRows();
    else {
      scores.value = {};
      keeper.forget();
      const running = test.peek();
      if (running && stopTicking) step(breakTest(running));
    }
  });
  const unsubscribe = services.store.subscribe(() => {
    void readOwn()
      .then(() => (eye.state.peek().phase === 'live' ? readRows() : undefined))
      .catch((error: unknown) => {
        if (!disposed) problem.value = toProblem(error);
      });
  });

  return {
    eye,
    now: clock.now,
    vocabulary,
    vocabularies,
    rows,
    scores,
    captions,
    test,
    at,
    problem,
    kept,
    nameOf: (key) => gestureOf(key)?.name ?? key,
    setVocabulary(id) {
      vocabulary.value = id;
      captions.value = [];
      const state = eye.state.peek();
      if (state.phase === 'live') void eye.openCamera(state.camera || undefined);
    },
    startTest() {
      if (stopTicking || eye.state.peek().phase !== 'live') return;
      kept.value = false;
      step(startTest(clock.now()));
      stopTicking = clock.every(tickMs, () => {
        if (test.value) step(testTick(test.value, clock.now()));
      });
    },
    stopTest() {
      if (test.value) step(breakTest(testTick(test.value, clock.now())));
    },
    async keepFired(fired) {
      const take = clock.newId();
      const samples = fired.flatMap(({ key, hand, movement, frameSize }): UnknownSample[] => {
        const hands = movement ?? (hand ? [toSampleHand(hand, frameSize)] : []);
        if (hands.length === 0) return [];
        const id = clock.newId();
        return [
          {
            id,
            recordedAt: clock.unixNow(),
            // Each movement stands alone; held hands of one minute are near-copies.
            take: movement ? id : take,
            hands,
            origin: 'wrong',
            captionedAs: key,
          },
        ];
      });
      try {
        await services.store.addUnknowns(samples);
        kept.value = true;
      } catch (error) {
        problem.value = toProblem(error, 'storage-failed');
      }
    },
    dispose() {
      disposed = true;
      endTicking();
      stopListening();
      stopFollowing();
      unsubscribe();
      eye.dispose();
    },
  };
}
