/**
 * Adapts tfjs's threaded WASM build to an extension. As published it starts its threads from a blob,
 * which the content security policy of extension pages forbids, and always starts eight workers. The
 * build therefore replaces a few pieces of the package's text and ships the threads' script as a
 * file. Each piece must occur exactly once, so that another version of the package fails the build
 * instead of hanging in the browser.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** How many threads; the same as `wasmThreads` in src/recognizer/engine/backends.ts. */
export const threads = 2;
/** Files in the extension's folder of `.wasm` files, beside the single-threaded build. */
export const threadedWasm = 'tfjs-backend-wasm-threaded-simd.wasm';
export const threadScript = 'tfjs-backend-wasm-threaded-simd.worker.js';

const packageRoot = path.dirname(
  createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'),
);
const factoryFile = 'wasm-out/tfjs-backend-wasm-threaded-simd.js';
const scriptFile = 'wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';
const backendFile = 'dist/backend_wasm.js';

/**
 * Replaces pieces of a file's text.
 * @param {string} file named in the error
 * @param {string} text
 * @param {readonly (readonly [from: string, to: string])[]} changes
 * @throws {Error} if a piece does not occur exactly once
 */
export function patch(file, text, changes) {
  let changed = text;
  for (const [from, to] of changes) {
    const found = changed.split(from).length - 1;
    if (found !== 1)
      throw new Error(
        `@tensorflow/tfjs-backend-wasm/${file} is not as tools/lib/build/wasm-threads.mjs expects: ` +
          `${found} times instead of once: ${from.slice(0, 80)}`,
      );
    changed = changed.replace(from, () => to);
  }
  return changed;
}

/**
 * Adapts the threaded factory, which both the recognizer's bundle and the threads' script use.
 * @param {string} text of the package's file
 * @param {number} threads in total, including the caller's own
 */
export function patchFactory(text, threads) {
  return patch(factoryFile, text, [
    // The caller is one of the threads.
    ['var pthreadPoolSize=8;', `var pthreadPoolSize=${threads - 1};`],
    // It uses at most half of what the browser reports, which is one thread on two cores. Report
    // twice the number of threads instead; the self-test decides whether they are worth it.
    ['return navigator["hardwareConcurrency"]', `return ${2 * threads}`],
    // Abort if a thread cannot start; otherwise the factory waits for it forever.
    [
      'err(message+" "+e.filename+":"+e.lineno+": "+e.message);throw e}',
      'err(message+" "+e.filename+":"+e.lineno+": "+e.message);' +
        'if(!calledRun){e.preventDefault();try{abort("a thread did not start")}catch(_){}return}throw e}',
    ],
  ]);
}

/** @param {string} text of the package's `dist/backend_wasm.js` */
export function patchBackend(text) {
  return patch(backendFile, text, [
    [
      `const response = wasmWorkerContents.replace(/\\n/g, '\\\\n');
                const blob = new Blob([response], { type: 'application/javascript' });
                return URL.createObjectURL(blob);`,
      'return (wasmPathPrefix != null ? wasmPathPrefix : prefix) + path;',
    ],
    // The threads' script contains the factory.
    [
      'factoryConfig.mainScriptUrlOrBlob = new Blob([`var WasmBackendModuleThreadedSimd = ` +\n' +
        "                    wasmFactoryThreadedSimd.toString()], { type: 'text/javascript' });",
      '',
    ],
    [
      "import { wasmWorkerContents } from '../wasm-out/tfjs-backend-wasm-threaded-simd.worker.js';",
      '',
    ],
  ]);
}

/**
 * The script of a thread: the factory, and what the package would put into a blob.
 * @param {string} factory text of the package's factory
 * @param {string} script text of the package's script, a module that exports it as a string
 * @param {number} threads as in `patchFactory`
 */
export function threadScriptText(factory, script, threads) {
  const start = 'module.exports.wasmWorkerContents = `';
  const end = '`;';
  const text = script.trim();
  if (!text.startsWith(start) || !text.endsWith(end))
    throw new Error(`@tensorflow/tfjs-backend-wasm/${scriptFile} is not as expected`);
  const body = patch(scriptFile, text.slice(start.length, -end.length), [
    // Remove the code that starts threads in Node.
    [
      'if(ENVIRONMENT_IS_NODE){var nodeWorkerThreads=require("worker_threads");var parentPort=nodeWorkerThreads.parentPort;parentPort.on("message",data=>onmessage({data:data}));var fs=require("fs");Object.assign(global,{self:global,require:require,Module:Module,location:{href:__filename},Worker:nodeWorkerThreads.Worker,importScripts:function(f){(0,eval)(fs.readFileSync(f,"utf8")+"//# sourceURL="+f)},postMessage:function(msg){parentPort.postMessage(msg)},performance:global.performance||{now:function(){return Date.now()}}})}',
      '',
    ],
    [
      'if(typeof e.data.urlOrBlob=="string"){importScripts(e.data.urlOrBlob)}else{var objectUrl=URL.createObjectURL(e.data.urlOrBlob);importScripts(objectUrl);URL.revokeObjectURL(objectUrl)}',
      '',
    ],
  ]);
  return [
    '/** @license Copyright Google LLC; Apache-2.0: https://github.com/tensorflow/tfjs; Emscripten: MIT. */',
    patchFactory(factory, threads).trim(),
    body,
    '',
  ].join('\n');
}

/** @param {string} file */
const readPackage = (file) => readFile(path.join(packageRoot, file), 'utf8');

/**
 * The text of the script to write beside the `.wasm` files.
 * @param {number} threads
 */
export async function makeThreadScript(threads) {
  return threadScriptText(await readPackage(factoryFile), await readPackage(scriptFile), threads);
}

/**
 * An esbuild plugin that bundles the adapted text of the package.
 * @param {number} threads
 * @returns {import('esbuild').Plugin}
 */
export function wasmThreads(threads) {
  const changes = {
    [factoryFile]: (text) => patchFactory(text, threads),
    [backendFile]: patchBackend,
  };
  return {
    name: 'wasm-threads',
    setup(build) {
      const changed = new Set();
      for (const [file, change] of Object.entries(changes)) {
        const name = `tfjs-backend-wasm/${file}`.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]');
        build.onLoad({ filter: new RegExp(`${name}$`) }, async () => {
          changed.add(file);
          return { contents: change(await readPackage(file)), loader: 'js' };
        });
      }
      build.onEnd(() => {
        const missed = Object.keys(changes).filter((file) => !changed.has(file));
        if (missed.length > 0)
          throw new Error(
            `The bundle no longer contains ${missed.join(', ')} of tfjs-backend-wasm.`,
          );
      });
    },
  };
}
