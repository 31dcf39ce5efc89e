/**
 * `npx tsx tools/reference.ts`: computes the reference numbers of the backends' self-test with tfjs's
 * WASM backend in Node and writes src/recognizer/engine/reference.ts. Run it when the hand models or
 * the test's drawing change.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { runTrial } from '../src/recognizer/engine/trial.ts';
import type { TrialNumbers } from '../src/recognizer/engine/trial-numbers.ts';
import { writeHandModels } from './lib/build/hand-models/index.ts';
import { startNodeBackend } from './lib/recognizer/node-engine.ts';

const dir = 'build/hand-models';
await startNodeBackend();
await writeHandModels(dir);
const { numbers } = await runTrial({
  load: async (name) => ({
    modelJson: JSON.parse(readFileSync(`${dir}/${name}.json`, 'utf8')) as unknown,
    weights: readFileSync(`${dir}/${name}.bin`),
  }),
  clock: () => performance.now(),
});
const lines = (Object.keys(numbers) as (keyof TrialNumbers)[]).map(
  (key) => `  ${key}: [${numbers[key].map((value) => Number(value.toPrecision(6))).join(', ')}],`,
);
writeFileSync(
  'src/recognizer/engine/reference.ts',
  `import type { TrialNumbers } from './trial-numbers.ts';

/** Outputs of the small hand models for the self-test's drawing. Written by tools/reference.ts. */
export const referenceNumbers: TrialNumbers = {
${lines.join('\n')}
};
`,
);
