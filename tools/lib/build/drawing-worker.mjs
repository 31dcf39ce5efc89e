// Puts the text of the worker that draws captions into the content script (src/outgoing/worker.ts).

import { build } from 'esbuild';

/** Must be the one in src/outgoing/worker-text.ts. */
const placeholder = /(["'`])@@drawing-worker@@\1/g;

/**
 * Builds the worker as one classic script.
 * @param {import('esbuild').BuildOptions} options the build's own
 */
export async function buildDrawingWorker(options) {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: { 'drawing-worker': 'src/outgoing/worker.ts' },
    format: 'iife',
    legalComments: 'none',
    metafile: true,
    write: false,
  });
  const [output] = outputFiles;
  if (!output || outputFiles.length !== 1) throw new Error('the worker is not one file');
  return { text: output.text, inputs: Object.values(metafile.outputs)[0]?.inputs ?? {} };
}

/** The literal that stands for the text in the content script. @param {string} text */
export const literalOf = (text) => JSON.stringify(text);

/** @param {string} code a bundle with the placeholder in it @param {string} text */
export function withDrawingWorker(code, text) {
  const places = code.match(placeholder)?.length ?? 0;
  if (places !== 1) throw new Error(`the bundle has ${places} places for the worker's text`);
  // A function, because a replacement text may hold `$&`.
  return code.replace(placeholder, () => literalOf(text));
}
