import type { Suppression } from '../messaging/frames-port.ts';
import type { CaptionLanguage, RecognitionOptions } from '../messaging/recognition.ts';
import type { Vocabulary } from '../packs/types.ts';
import { type Frame, isForMotion } from './frame.ts';
import type { Hand } from './hand.ts';
import type { HandFinder } from './hands/finder.ts';
import { createMotionWatch } from './motion.ts';
import {
  initialRate,
  type Look,
  nextFrameMs,
  nextScale,
  type RateState,
  shouldSearch,
  speedOfHands,
  withSpeed,
} from './rate.ts';
import type { Recognition, RecognizedReason } from './recognition.ts';
import type { Gate } from './signs/gate-types.ts';
import type { Classification, LoadedVocabulary } from './signs/types.ts';
import type { WhyNot } from './signs/why-not.ts';

export type { LoadedVocabulary } from './signs/types.ts';

export interface RecognizerParts {
  createTracker(): HandFinder;
  createGate(options: RecognitionOptions): Gate;
  /**
   * @param draft include the user's newest training, even if captions do not use it yet
   * @param language of captions; default: English
   */
  loadVocabulary(id: string, draft: boolean, language?: CaptionLanguage): Promise<LoadedVocabulary>;
  /** In ms, for stage times only; frame timestamps drive everything else. */
  clock(): number;
}

export interface StreamOptions extends RecognitionOptions {
  /** Include training that captions do not use yet; for the extension's own pages. Default: false. */
  draft?: boolean;
  /** Report movements even if no gesture of the vocabulary moves; for recording. Default: false. */
  movements?: boolean;
}

/** One camera. Calls of `push` must not overlap. */
export interface Stream {
  /** The vocabulary of the newest answer of `push`. */
  readonly vocabulary: Vocabulary;
  /**
   * Replaces the gestures from the next frame on. Hands stay followed, and held signs stay held
   * unless their gesture is gone.
   */
  use(loaded: LoadedVocabulary): void;
  /** Classifies a hand that is not from this stream's frames. */
  classify(hand: Hand): Classification;
  /**
   * Resolves to null for a frame that is not newer than the last one, and for one that is too small to
   * follow a hand in.
   * @param suppressed set: no sign is reported for this frame, and none counts from before it
   */
  push(frame: Frame, suppressed?: Suppression): Promise<Recognition | null>;
  /** As `HandFinder.finish`: to be called once the recognition was answered, and not during `push`. */
  finish(): Promise<void>;
  /** Forgets hands and half-held signs: the camera stopped or changed. */
  reset(): void;
  dispose(): void;
}

export interface Recognizer {
  /** Opens a stream; one set of models serves all of them. Rejects when the files are damaged. */
  open(options: StreamOptions): Promise<Stream>;
}

/** A timestamp at least this much earlier than the last means a new camera's clock, not a late frame. */
const backwardsMs = 1000;

/** A followed hand as it was last judged, or found. */
interface JudgedLook extends Look {
  classification: Classification;
}

/** What a hand names that was never shown clearly. */
const notJudged: Classification = { scores: {}, gesture: null };

const lettersOf = ({ gestures }: Vocabulary): ReadonlySet<string> =>
  new Set(gestures.flatMap(({ id, kind }) => (kind === 'letter' ? [id] : [])));

/** @returns null if there is nothing to say: a hand that moves may be making a sign that moves */
function withThreshold(
  reason: WhyNot,
  { classifier, movements }: LoadedVocabulary,
): RecognizedReason | null {
  if (reason.why !== 'not-accepted') return reason.why === 'moving' && movements ? null : reason;
  const { thresholds } = (reason.moves && movements) || classifier;
  const threshold = thresholds[reason.gesture] ?? 1;
  if (reason.score < threshold) return { ...reason, threshold };
  // It reaches its threshold, but another gesture, which is switched off, is more likely.
  return reason.moves ? null : { why: 'unknown-shape' };
}

/** Frame -> hands -> scores -> sign: the one pipeline of the worker, of Node and of the tests. */
export function createRecognizer(parts: RecognizerParts): Recognizer {
  return {
    async open(options) {
      const {
        vocabulary: id,
        draft = false,
        language,
        movements: reportMovements = false,
      } = options;
      let wanted = await parts.loadVocabulary(id, draft, language);
      let used = wanted;
      let letters = lettersOf(used.vocabulary);
      const tracker = parts.createTracker();
      const gate = parts.createGate(options);
      const motion = createMotionWatch();
      let rate: RateState = initialRate;
      let lastTimestamp: number | null = null;
      let looks: readonly JudgedLook[] = [];
      let tracking = false;

      const reset = (): void => {
        tracker.reset();
        gate.reset();
        rate = initialRate;
        motion.forget();
        lastTimestamp = null;
        looks = [];
        tracking = false;
      };

      /**
       * Only for whole frames: while a hand is followed, only a region is sent.
       * @returns whether something moves
       */
      const noteMotion = (frame: Frame): boolean => {
        const isMoved = motion.step(frame);
        if (isMoved) rate = { ...rate, lastMotionAt: frame.timestamp };
        return isMoved;
      };

      /** Runs between two frames, so that each answer comes from one vocabulary. */
      const swap = (): void => {
        if (used === wanted) return;
        used = wanted;
        letters = lettersOf(used.vocabulary);
        gate.keep(new Set(used.classifier.gestures));
      };

      return {
        get vocabulary() {
          return used.vocabulary;
        },
        use(loaded) {
          wanted = loaded;
        },
        classify: (hand) => wanted.classifier.classify(hand),
        async push(frame, suppressed) {
          swap();
          const { timestamp } = frame;
          // It was on its way when a hand was found.
          if (tracking && isForMotion(frame)) return null;
          if (lastTimestamp !== null && timestamp <= lastTimestamp) {
            if (lastTimestamp - timestamp < backwardsMs) return null;
            reset();
          }
          lastTimestamp = timestamp;
          const start = parts.clock();
          let isMoved = true;
          if (tracking) {
            motion.forget();
            rate = { ...rate, lastMotionAt: timestamp };
          } else isMoved = noteMotion(frame);

          const search = tracking || (!isForMotion(frame) && shouldSearch(rate, timestamp));
          const found = await tracker.step(frame, search ? 'search' : 'track');
          if (found.searched) rate = { ...rate, lastSearchAt: timestamp };
          const classifyStart = parts.clock();
          const isUnclear = (hand: Hand): boolean => found.unclear.includes(hand);
          const lastLooks = looks.length === found.hands.length ? looks : [];
          looks = found.hands.map((hand, i) => {
            if (!isUnclear(hand))
              return { hand, at: timestamp, classification: used.classifier.classify(hand) };
            return lastLooks[i] ?? { hand, at: timestamp, classification: notJudged };
          });
          rate = withSpeed(rate, speedOfHands(lastLooks, looks), timestamp);
          tracking = found.hands.length > 0;

          const hands = found.hands.map((hand, i) => ({
            hand,
            classification: looks[i]!.classification,
          }));
          const { movements } = used;
          const { candidate, sign, scores, wasUnnamed, replaces, reason, up, moves, ended } =
            gate.step({
              timestamp,
              hands: hands.filter(({ hand }) => !isUnclear(hand)),
              unclear: found.unclear,
              letters,
              nameMovement: movements
                ? (movement) => movements.classify(movement)
                : reportMovements
                  ? () => notJudged
                  : null,
              frameSize: { width: frame.sourceWidth, height: frame.sourceHeight },
              suppressed,
            });
          if (moves) rate = { ...rate, lastUnrestAt: timestamp };
          const shown = {
            tracking,
            unclear: found.unclear.length > 0,
            movements: movements !== null || reportMovements,
            holding: candidate !== null,
            alarm: isForMotion(frame) && isMoved,
          };
          const end = parts.clock();
          return {
            timestamp,
            hands: found.hands,
            classifications: hands.map(({ classification }) => classification),
            unclear: found.unclear,
            candidate,
            sign,
            scores,
            wasUnnamed,
            replaces,
            reason: reason && withThreshold(reason, used),
            up,
            ended,
            moves,
            searched: found.searched,
            tracked: found.tracked,
            next: {
              afterMs: nextFrameMs(rate, timestamp, shown),
              region: tracking ? tracker.regionWanted() : null,
              scale: nextScale(rate, timestamp, shown),
            },
            stages: {
              search: found.searched ? found.searchMs : undefined,
              landmarks: found.tracked ? found.landmarksMs : undefined,
              classify: hands.length > 0 ? end - classifyStart : undefined,
              total: end - start,
            },
          };
        },
        finish: () => tracker.finish(),
        reset,
        dispose: () => tracker.dispose(),
      };
    },
  };
}
