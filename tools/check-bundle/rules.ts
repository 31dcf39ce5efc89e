/** What the built bundle may hold, each with the reason. */

export interface Allowed {
  /** Tried on what was found. */
  what: RegExp;
  /** Tried on the file's path in the build; left out: any file. */
  file?: RegExp;
  why: string;
}

/** Addresses that stand in code, pages and data. None of them is ever fetched. */
export const addresses: readonly Allowed[] = [
  { what: /^http:\/\/www\.w3\.org\/\S+$/, why: 'Names of XML namespaces.' },
  {
    what: /^https?:\/\/(\*|[a-z0-9*.-]+)\/\*$/,
    file: /^(manifest\.json|options\.js|popup\.js|chunks\/.*\.js)$/,
    why: 'Match patterns: sites on which the content scripts run or may be allowed to, and their list.',
  },
  {
    what: /^https:\/\/\S+$/,
    file: /^options\.js$/,
    why: 'Where a fact of src/sites comes from; the user may open it.',
  },
  {
    what: /^https:\/\/(github\.com\/tensorflow|arxiv\.org|www\.shadertoy\.com|en\.wikipedia\.org|emscripten\.org)\//,
    file: /^(chunks|wasm)\//,
    why: 'TensorFlow.js: sources named in comments of shaders and in messages of errors.',
  },
  {
    what: /^https:\/\/developer\.mozilla\.org\//,
    file: /^chunks\//,
    why: 'TensorFlow.js: a message of an error.',
  },
  {
    what: /^file:\/\/$/,
    file: /^(chunks|wasm)\//,
    why: 'TensorFlow.js under Node; a page of an extension has no such file.',
  },
  {
    what: /^https:\/\/github\.com\/hukenovs\/hagrid$/,
    file: /^models\/teaching-bank\.json$/,
    why: 'Where samples come from, for the record.',
  },
];

/** Words of code that reach out or make code. */
export const dangers: readonly { name: string; pattern: RegExp; allowed: readonly Allowed[] }[] = [
  { name: 'eval', pattern: /(?<![.\w$])eval\s*\(/g, allowed: [] },
  { name: 'Function from text', pattern: /(?<![.\w$])(?:new\s+)?Function\s*\(/g, allowed: [] },
  { name: 'code in a timer', pattern: /set(?:Timeout|Interval)\s*\(\s*["'`]/g, allowed: [] },
  { name: 'document.write', pattern: /document\.write/g, allowed: [] },
  {
    name: 'a script by name',
    pattern: /importScripts\s*\(|createElement\(["'`]script["'`]\)/g,
    allowed: [],
  },
  // Called on an object it is a method, as the hash table of TensorFlow.js has one.
  {
    name: 'import of a made-up name',
    pattern: /(?<![.\w$]|async )import\s*\((?!["'`])/g,
    allowed: [],
  },
  { name: 'a socket', pattern: /new\s+(?:WebSocket|EventSource|WebTransport)\b/g, allowed: [] },
  { name: 'a beacon', pattern: /sendBeacon/g, allowed: [] },
  {
    name: 'a peer connection',
    pattern: /new\s+(?:[\w$.]+\.)?(?:webkit)?RTCPeerConnection\b/g,
    allowed: [],
  },
  {
    name: 'XMLHttpRequest',
    pattern: /new XMLHttpRequest/g,
    allowed: [
      {
        what: /./,
        file: /^(chunks\/chunk-\w+\.js|wasm\/tfjs-backend-wasm-threaded-simd\.worker\.js)$/,
        why: 'TensorFlow.js reads its WASM by it where it is not given; connect-src lets it reach the extension alone.',
      },
    ],
  },
];

/** Licences under which bundled packages may come. */
export const licences = [
  'Apache-2.0',
  'MIT',
  'ISC',
  'MPL-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
];

/** What no package holds: esbuild's stand-in for modules that browsers do not have. */
export const standIns = ['(disabled):worker_threads', '(disabled):perf_hooks'];
