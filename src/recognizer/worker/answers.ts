import { type Answer, maxLetters } from '../../messaging/frames-port.ts';
import type { Reason } from '../../messaging/reason.ts';
import type { Vocabulary } from '../../packs/types.ts';
import type { Frame } from '../frame.ts';
import type { Hand } from '../hand.ts';
import type { Recognition } from '../recognition.ts';
import type { Seen, SeenHand } from '../seen.ts';
import { keyOf } from '../signs/combine.ts';
import { toSampleHands } from '../signs/movement/sample.ts';
import type { Classification, Scores } from '../signs/types.ts';

/** The answer that is sent: without landmarks, with the captions of the vocabulary. */
export function toAnswer(recognition: Recognition, vocabulary: Vocabulary): Answer {
  const { hands, candidate, sign, timestamp, searched, tracked, next, stages } = recognition;
  const scores = letterScores(recognition, vocabulary);
  const find = (id: string) => vocabulary.gestures.find((gesture) => gesture.id === id);
  const signed = sign === null ? undefined : find(sign);
  const held = candidate ? find(candidate.gesture) : undefined;
  return {
    timestamp,
    hands: hands.length,
    candidate: candidate && {
      ...candidate,
      caption: held?.caption ?? candidate.gesture,
      language: held?.captionLanguage,
    },
    sign: signed
      ? {
          gesture: signed.id,
          caption: signed.caption,
          kind: signed.kind,
          language: signed.captionLanguage,
          scores: signed.kind === 'letter' ? scores : undefined,
          replaces: recognition.replaces,
          wasUnnamed: (signed.kind === 'letter' && recognition.wasUnnamed) || undefined,
        }
      : null,
    reason: reasonOf(recognition, vocabulary),
    spelling: isSpelled(vocabulary)
      ? {
          up: recognition.up,
          unnamed: sign === null ? scores : undefined,
        }
      : undefined,
    searched,
    tracked,
    next,
    stages,
  };
}

const isSpelled = ({ gestures }: Vocabulary): boolean =>
  gestures.some(({ kind }) => kind === 'letter');

/** The scores of all letters; undefined if this frame completed no hold, or nothing is spelled. */
function letterScores({ scores }: Recognition, { gestures }: Vocabulary): Scores | undefined {
  const letters = gestures.filter(({ kind }) => kind === 'letter').slice(0, maxLetters);
  if (!scores || letters.length === 0) return undefined;
  return Object.fromEntries(letters.map(({ id }) => [id, share(scores[id] ?? 0)]));
}

/** @returns the reason with the caption of its gesture; undefined if it has none */
function reasonOf({ reason }: Recognition, { gestures }: Vocabulary): Reason | undefined {
  if (reason?.why !== 'not-accepted') return reason ?? undefined;
  const { why, gesture, score, threshold, moves } = reason;
  const caption = gestures.find(({ id }) => id === gesture)?.caption ?? gesture;
  return { why, gesture, caption, score: share(score), threshold: share(threshold), moves };
}

/** A mean of numbers up to 1 may come out a little greater. */
const share = (score: number): number => Math.max(0, Math.min(1, score));

/** What extension pages get in addition: landmarks and all scores, by gesture key. */
export function toSeen(recognition: Recognition, frame: Frame, vocabulary: Vocabulary): Seen {
  const { timestamp, hands, classifications, unclear, candidate, sign, ended = [] } = recognition;
  const reason = reasonOf(recognition, vocabulary);
  const last = ended.at(-1)?.classification.scores;
  const signed = vocabulary.gestures.find(({ id }) => id === sign);
  return {
    timestamp,
    frameSize: { width: frame.sourceWidth, height: frame.sourceHeight },
    hands: hands.map((hand, i) => ({
      ...seenHand(hand, classifications[i]!, vocabulary.id),
      unclear: unclear.includes(hand) || undefined,
    })),
    movements: ended.length > 0 ? ended.map(({ movement }) => toSampleHands(movement)) : undefined,
    movementScores: last && byKey(last, vocabulary.id),
    isMoving: recognition.moves,
    candidate: candidate && { ...candidate, gesture: keyOf(vocabulary.id, candidate.gesture) },
    reason:
      reason?.why === 'not-accepted'
        ? { ...reason, gesture: keyOf(vocabulary.id, reason.gesture) }
        : reason,
    sign: signed ? { key: keyOf(vocabulary.id, signed.id), caption: signed.caption } : null,
  };
}

/** @param vocabulary id of the vocabulary */
function seenHand(hand: Hand, { scores, gesture }: Classification, vocabulary: string): SeenHand {
  return {
    hand,
    scores: byKey(scores, vocabulary),
    gesture: gesture === null ? null : keyOf(vocabulary, gesture),
  };
}

/** Scores by gesture key. */
const byKey = (scores: Scores, vocabulary: string): Scores =>
  Object.fromEntries(Object.entries(scores).map(([id, score]) => [keyOf(vocabulary, id), score]));

/** The recognition of a single picture: no sign is held in it. */
export function recognitionOfStill(
  frame: Frame,
  hands: readonly Hand[],
  classify: (hand: Hand) => Classification,
): Recognition {
  return {
    timestamp: frame.timestamp,
    hands,
    classifications: hands.map(classify),
    unclear: [],
    candidate: null,
    sign: null,
    scores: null,
    up: false,
    searched: true,
    tracked: false,
    next: { afterMs: 0, region: null },
    stages: { total: 0 },
  };
}
