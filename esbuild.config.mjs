// Builds dist/chrome and dist/firefox (the store builds) and their -demo twins, which also cover
// pages on this machine, for `npm start` and the end-to-end tests. All have the same bundles; only
// the manifest differs (tools/lib/build/manifests.mjs).

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { tsImport } from 'tsx/esm/api';
import { buildDrawingWorker, withDrawingWorker } from './tools/lib/build/drawing-worker.mjs';
import {
  chromeManifest,
  demoManifest,
  firefoxManifest,
  withMatches,
} from './tools/lib/build/manifests.mjs';
import {
  makeThreadScript,
  threadedWasm,
  threadScript,
  threads,
  wasmThreads,
} from './tools/lib/build/wasm-threads.mjs';

const require = createRequire(import.meta.url);
const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const staging = path.join(root, 'build/extension');
const handModels = path.join(root, 'build/hand-models');
const vocabularies = ['call-gestures', 'fingerspelling'];
/** A vocabulary's files, by their paths below its folder. */
const filesOf = async (id) => [
  'vocabulary.json',
  'classifier.json',
  ...(id === 'fingerspelling' ? ['confusions.json', 'movements.json'] : []),
  ...(await readdir(path.join(root, 'models', id, 'texts'))).map((file) => `texts/${file}`),
];

/** What signs that move are taught and named with. */
const movementFiles = ['embedding.json', 'bank.json'];

// `without`: what only the other browser loads.
const chrome = { manifest: chromeManifest, without: ['event-page.js'] };
const firefox = { manifest: firefoxManifest, without: ['background.js', 'recognizer.html'] };
const targets = [
  { name: 'chrome', ...chrome },
  { name: 'chrome-demo', ...chrome, demo: true },
  { name: 'firefox', ...firefox },
  { name: 'firefox-demo', ...firefox, demo: true },
];

const common = {
  bundle: true,
  minify: true,
  sourcemap: false,
  target: ['chrome119', 'firefox142'],
  legalComments: 'linked',
  logLevel: 'warning',
  metafile: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  define: { 'process.env.NODE_ENV': '"production"' },
  outdir: staging,
  absWorkingDir: root,
};

await rm(staging, { recursive: true, force: true });
await mkdir(staging, { recursive: true });

// tsx is a dev dependency that runs the TypeScript tools; the converter is a no-op when up to date.
execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    'tools/lib/build/hand-models/main.ts',
    handModels,
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);

execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    'tools/lab/pictograms.ts',
    path.join(staging, 'models/pictograms.json'),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);

execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    'tools/lab/bank/teaching-bank.ts',
    path.join(staging, 'models/teaching-bank.json'),
  ],
  { cwd: root, stdio: 'inherit' },
);

execFileSync(
  process.execPath,
  [
    path.join(root, 'node_modules/tsx/dist/cli.mjs'),
    'tools/lib/build/word-trees/main.ts',
    path.join(staging, 'words'),
  ],
  { cwd: root, stdio: 'inherit' },
);

const bundles = await Promise.all([
  // Content scripts cannot be modules.
  build({
    ...common,
    entryPoints: { tap: 'src/page-world/tap.ts', content: 'src/content/content.ts' },
    format: 'iife',
  }),
  // Extension pages and workers are; splitting keeps GPU backends out of the WASM path.
  build({
    ...common,
    entryPoints: {
      background: 'src/background/service-worker.ts',
      'event-page': 'src/background/event-page.ts',
      recognizer: 'src/recognizer/host/host.ts',
      speech: 'src/speech/main.ts',
      'recognizer-worker': 'src/recognizer/worker/worker.ts',
      'threads-trial': 'src/recognizer/worker/threads-trial.ts',
      'teaching-worker': 'src/teaching/worker.ts',
      popup: 'src/popup/popup.tsx',
      options: 'src/options/options.tsx',
      welcome: 'src/welcome/welcome.tsx',
    },
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    plugins: [wasmThreads(threads)],
    // tfjs-core's Node platform asks for these behind a check that is never true in a browser.
    external: ['fs', 'path', 'os', 'util', 'string_decoder', 'node-fetch', 'crypto'],
  }),
]);

// The worker that draws captions is no file of the extension: pages could read it then.
const drawingWorker = await buildDrawingWorker({ ...common, outdir: path.join(root, 'build') });
const content = path.join(staging, 'content.js');
await writeFile(content, withDrawingWorker(await readFile(content, 'utf8'), drawingWorker.text));
await writeFile(path.join(root, 'build/drawing-worker.js'), drawingWorker.text);

// What each file was made of, for tools/check-bundle.ts.
const madeOf = { 'drawing-worker.js': Object.keys(drawingWorker.inputs).sort() };
for (const { metafile } of bundles)
  for (const [file, { inputs }] of Object.entries(metafile.outputs))
    madeOf[path.relative(staging, path.join(root, file))] = Object.keys(inputs).sort();
await writeFile(path.join(root, 'build/made-of.json'), JSON.stringify(madeOf, null, 1));

const wasm = path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'));
await Promise.all([
  ...[
    'src/popup/popup.html',
    'src/popup/popup.css',
    'src/popup/transcript/transcript.css',
    'src/popup/signs/signs.css',
    'src/options/options.html',
    'src/welcome/welcome.html',
    'src/recognizer/host/recognizer.html',
  ].map((file) => cp(path.join(root, file), path.join(staging, path.basename(file)))),
  cp(path.join(root, 'icons'), path.join(staging, 'icons'), {
    recursive: true,
    filter: (file) => !file.endsWith('.svg'),
  }),
  cp(path.join(root, '_locales'), path.join(staging, '_locales'), { recursive: true }),
  ...['tfjs-backend-wasm-simd.wasm', threadedWasm].map((file) =>
    cp(path.join(wasm, 'dist', file), path.join(staging, 'wasm', file)),
  ),
  cp(path.join(root, 'src/captions/words'), path.join(staging, 'words'), { recursive: true }),
  cp(handModels, path.join(staging, 'models/hands'), { recursive: true }),
  ...vocabularies.map(async (id) => {
    for (const file of await filesOf(id))
      await cp(path.join(root, 'models', id, file), path.join(staging, 'models', id, file));
  }),
  ...movementFiles.map((file) =>
    cp(path.join(root, 'models/movements', file), path.join(staging, 'models/movements', file)),
  ),
  ...['LICENSE', 'NOTICE', 'models/LICENSE', 'models/LICENSE-sources.md'].map((file) =>
    cp(path.join(root, file), path.join(staging, file)),
  ),
]);

// What the worker checks the vocabularies' files against: one changed byte would change captions.
const hashes = {};
for (const id of vocabularies) {
  for (const file of await filesOf(id)) {
    const bytes = await readFile(path.join(staging, 'models', id, file));
    hashes[`models/${id}/${file}`] = createHash('sha256').update(bytes).digest('hex');
  }
}
for (const file of ['teaching-bank.json', ...movementFiles.map((name) => `movements/${name}`)]) {
  const bytes = await readFile(path.join(staging, 'models', file));
  hashes[`models/${file}`] = createHash('sha256').update(bytes).digest('hex');
}
await writeFile(path.join(staging, 'models/vocabularies.json'), JSON.stringify({ files: hashes }));

await writeFile(path.join(staging, 'wasm', threadScript), await makeThreadScript(threads));

const { listedMatches } = await tsImport('./src/sites/sites.ts', import.meta.url);
const manifest = withMatches(
  JSON.parse(await readFile(path.join(root, 'manifest.json'), 'utf8')),
  listedMatches,
);
for (const target of targets) {
  const out = path.join(root, 'dist', target.name);
  await rm(out, { recursive: true, force: true });
  await cp(staging, out, {
    recursive: true,
    filter: (file) => !target.without.includes(path.relative(staging, file)),
  });
  const own = target.manifest(manifest);
  const text = JSON.stringify(target.demo ? demoManifest(own) : own, null, 2);
  await writeFile(path.join(out, 'manifest.json'), `${text}\n`);
  console.log(`built ${path.relative(root, out)}`);
}
