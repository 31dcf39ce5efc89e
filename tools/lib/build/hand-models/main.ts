/** `npx tsx tools/lib/build/hand-models/main.ts OUT`: writes the hand models as tfjs GraphModels into the folder OUT. */
import { writeHandModels } from './index.ts';

const outDir = process.argv[2];
if (!outDir) {
  console.error('Name the output folder: npx tsx tools/lib/build/hand-models/main.ts OUT');
  process.exit(2);
}
try {
  const { written, bytes } = await writeHandModels(outDir);
  const size = (bytes / 1e6).toFixed(1);
  console.log(`Hand models in ${outDir}: ${size} MB${written ? '' : ', already there'}.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
