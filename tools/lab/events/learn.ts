/** Learns the model of intent from the suite `learn`. */
import { type Strictness, strictnesses } from '../../../src/messaging/recognition.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
import type { GateInput } from '../../../src/recognizer/signs/gate-types.ts';
import { intentOf } from '../../../src/recognizer/signs/intent.ts';
import {
  type IntentPart,
  intentFeatureNames,
  intentParts,
} from '../../../src/recognizer/signs/intent-features.ts';
import type { IntentModel } from '../../../src/recognizer/signs/intent-model.ts';
import { defaultSettings } from '../../../src/settings/schema.ts';
import { quantile } from '../../lib/printing/statistics.ts';
import { fitLogistic, type Row } from './logistic.ts';
import type { TrueSign } from './metrics.ts';

/** What a gate asks the model of intent about one clip if the model always says no. */
export interface JudgedClip {
  rows: Row[];
  /** For each held sign, the features that were asked about in time for its caption. */
  signs: Float32Array[][];
}

/** How long after a sign's onset an answer still helps, s. */
const inTimeSeconds = 1.15;
const ridge = 5e-4;
/** The share of held signs that each strictness may lose. */
const cost: Readonly<Record<Strictness, number>> = {
  loose: 0.003,
  normal: 0.015,
  strict: 0.05,
};

/** Runs a gate that never reports a sign, so that it keeps asking, and records what it asks. */
export function judgedOn(inputs: readonly GateInput[], signs: readonly TrueSign[]): JudgedClip {
  let now = 0;
  const asked: { at: number; gesture: string; features: Float32Array }[] = [];
  const gate = createGate({ dwellMs: defaultSettings.dwellMs }, (features, gesture, isNamed) => {
    // What no gesture names becomes no caption; the gate asks about it for other reasons.
    if (isNamed) asked.push({ at: now, gesture, features });
    return false;
  });
  for (const input of inputs) {
    now = input.timestamp / 1000;
    gate.step(input);
  }
  if (signs.length === 0) {
    // A hand that rests for a long time must not outweigh many others.
    const weight = 1 / Math.sqrt(Math.max(1, asked.length));
    return { rows: asked.map(({ features }) => ({ features, label: 0, weight })), signs: [] };
  }
  const inTime = signs.map((sign) =>
    asked
      .filter(
        ({ at, gesture }) =>
          gesture === sign.gesture && at >= sign.from && at <= sign.from + inTimeSeconds,
      )
      .map(({ features }) => features),
  );
  const rows = inTime.flatMap((list) =>
    list.map((features): Row => ({ features, label: 1, weight: 1 / Math.sqrt(list.length) })),
  );
  return { rows, signs: inTime.filter((list) => list.length > 0) };
}

/**
 * Features for which both low and high values speak against a sign, so they also get a square. For the
 * others the effect has one direction, and a square would reverse it where there are few samples.
 */
const squaredFeatures: ReadonlySet<string> = new Set(['size', 'height', 'raised']);

const withSquares = (features: Float32Array): Float32Array =>
  Float32Array.from([...features, ...features.map((value) => value * value)]);

/** Learns the whole model, or one without some parts, with thresholds that lose the same share of held signs. */
export function learnIntent(
  judged: readonly JudgedClip[],
  without: readonly IntentPart[] = [],
): IntentModel {
  const use = intentFeatureNames.map(
    (name) => !without.some((part) => (intentParts[part] as readonly string[]).includes(name)),
  );
  const rows = judged.flatMap((clip) => clip.rows);
  const squared = rows.map((row) => ({ ...row, features: withSquares(row.features) }));
  const useSquare = intentFeatureNames.map((name, i) => use[i]! && squaredFeatures.has(name));
  const fitted = fitLogistic(squared, [...use, ...useSquare], ridge);
  const rounded = fitted.weights.map((weight) => Number(weight.toFixed(3)));
  const model = {
    weights: rounded.slice(0, use.length),
    squares: rounded.slice(use.length),
    bias: Number(fitted.bias.toFixed(3)),
    thresholds: { loose: 0, normal: 0, strict: 0 },
  };
  const best = judged.flatMap((clip) =>
    clip.signs.map((list) => Math.max(...list.map((features) => intentOf(model, features)))),
  );
  for (const step of strictnesses) {
    model.thresholds[step] = Number(((quantile(best, cost[step]) ?? 0) - 5e-5).toFixed(4));
  }
  return model;
}

/** The text of the source file that holds the model. */
export function weightsFile({ weights, squares, bias, thresholds }: IntentModel): string {
  const steps = strictnesses.map((step) => `${step}: ${thresholds[step]}`).join(', ');
  return `// Written by \`npm run events -- --learn\`; do not edit.
import type { IntentModel } from './intent-model.ts';

export const shippedIntent: IntentModel = {
  // ${intentFeatureNames.join(' ')}
  // biome-ignore format: one number per feature, on one line
  weights: [${weights.join(', ')}],
  // biome-ignore format: one number per feature, on one line
  squares: [${squares.join(', ')}],
  bias: ${bias},
  thresholds: { ${steps} },
};
`;
}
