/** Runs classifier and gate on landmark streams. */
import type { Gate, GateInput } from '../../../src/recognizer/signs/gate-types.ts';
import type { Classifier } from '../../../src/recognizer/signs/types.ts';
import type { ClipOutcome, TimedCaption, TrueSign } from './metrics.ts';
import { matchClip } from './metrics.ts';
import { suiteCamera } from './suite.ts';
import type { StreamFrame } from './watch.ts';

/** Classifies every hand of a stream once, for all gates. */
export function classified(frames: readonly StreamFrame[], classifier: Classifier): GateInput[] {
  const frameSize = { width: suiteCamera.width, height: suiteCamera.height };
  return frames.map(
    ({ timestamp, hands }): GateInput => ({
      timestamp,
      frameSize,
      hands: hands.map((hand) => ({ hand, classification: classifier.classify(hand) })),
    }),
  );
}

/** The captions of a gate, with times in seconds. */
export function captionsBy(gate: Gate, inputs: readonly GateInput[]): TimedCaption[] {
  const captions: TimedCaption[] = [];
  for (const input of inputs) {
    const { sign } = gate.step(input);
    if (sign !== null) captions.push({ at: input.timestamp / 1000, gesture: sign });
  }
  return captions;
}

/** The outcome of one clip with one gate. */
export function outcomeOf(
  gate: Gate,
  inputs: readonly GateInput[],
  clip: { seconds: number; signs: readonly TrueSign[] },
): ClipOutcome {
  return matchClip({ ...clip, captions: captionsBy(gate, inputs) });
}
