/** Learns the model of intent from judged moments of the suite `learn`. */

import { type Strictness, strictnesses } from '../../../src/messaging/recognition.ts';
import type { GateInput } from '../../../src/recognizer/signs/gate.ts';
import { createGate } from '../../../src/recognizer/signs/gate.ts';
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

/** What a gate that believes nothing is asked about one clip. */
export interface Judged {
  rows: Row[];
  /** Of each held sign: rows that came in time for its caption. */
  signs: Float32Array[][];
}

/** Judgements later than this after a sign's onset come too late to help. */
const inTimeFactor = 1.15;
const ridge = 5e-4;
/** Share of held signs that each step of the setting may cost. */
const cost: Readonly<Record<Strictness, number>> = {
  loose: 0.003,
  normal: 0.015,
  strict: 0.05,
};

/** Runs a gate that never tells, so that it goes on asking, and notes what it asks. */
export function judgedOn(inputs: readonly GateInput[], signs: readonly TrueSign[]): Judged {
  let now = 0;
  const asked: { at: number; gesture: string; features: Float32Array }[] = [];
  const gate = createGate({ dwellMs: defaultSettings.dwellMs }, (features, gesture) => {
    asked.push({ at: now, gesture, features });
    return false;
  });
  for (const input of inputs) {
    now = input.timestamp / 1000;
    gate.step(input);
  }
  if (signs.length === 0) {
    // A hand that rests for long must not count for more than a few.
    const weight = 1 / Math.sqrt(Math.max(1, asked.length));
    return { rows: asked.map(({ features }) => ({ features, label: 0, weight })), signs: [] };
  }
  const inTime = signs.map((sign) =>
    asked
      .filter(
        ({ at, gesture }) =>
          gesture === sign.gesture && at >= sign.from && at <= sign.from + inTimeFactor,
      )
      .map(({ features }) => features),
  );
  const rows = inTime.flatMap((list) =>
    list.map((features): Row => ({ features, label: 1, weight: 1 / Math.sqrt(list.length) })),
  );
  return { rows, signs: inTime.filter((list) => list.length > 0) };
}

/**
 * Numbers of which both too little and too much speak against a sign. The others speak one way, and
 * a square would turn them round where few samples lie.
 */
const bentFeatures: ReadonlySet<string> = new Set(['size', 'height', 'raised']);

const withSquares = (features: Float32Array): Float32Array =>
  Float32Array.from([...features, ...features.map((value) => value * value)]);

/** The whole model, or one without some parts; thresholds at the same cost in held signs. */
export function learnIntent(
  judged: readonly Judged[],
  without: readonly IntentPart[] = [],
): IntentModel {
  const use = intentFeatureNames.map(
    (name) => !without.some((part) => (intentParts[part] as readonly string[]).includes(name)),
  );
  const rows = judged.flatMap((clip) => clip.rows);
  const squared = rows.map((row) => ({ ...row, features: withSquares(row.features) }));
  const bent = intentFeatureNames.map((name, i) => use[i]! && bentFeatures.has(name));
  const fitted = fitLogistic(squared, [...use, ...bent], ridge);
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

/** The model as the source file that ships. */
export function weightsFile({ weights, squares, bias, thresholds }: IntentModel): string {
  const steps = strictnesses.map((step) => `${step}: ${thresholds[step]}`).join(', ');
  return `// Written by \`npm run events -- --learn\`; do not edit.
import type { IntentModel } from './intent-model.ts';

export const shippedIntent: IntentModel = {
  // ${intentFeatureNames.join(' ')}
  // biome-ignore format: one line for as many numbers as there are features
  weights: [${weights.join(', ')}],
  // biome-ignore format: likewise
  squares: [${squares.join(', ')}],
  bias: ${bias},
  thresholds: { ${steps} },
};
`;
}
