/** What the built bundle may contain, each with the reason. */

export interface Allowed {
  /** Matched against what was found. */
  what: RegExp;
  /** Matched against the file's path in the build; any file if left out. */
  file?: RegExp;
  why: string;
}

/** Addresses that occur in code, pages and data. None of them is ever fetched. */
export const addresses: readonly Allowed[] = [
  { what: /^http:\/\/www\.w3\.org\/\S+$/, why: 'Names of XML namespaces.' },
  {
    what: /^https?:\/\/(\*|[a-z0-9*.-]+)\/\*$/,
    file: /^(manifest\.json|options\.js|popup\.js|chunks\/.*\.js)$/,
    why: 'Match patterns of the sites on which the content scripts run or may be allowed to run.',
  },
  {
    what: /^https:\/\/\S+$/,
    file: /^options\.js$/,
    why: 'Sources of the facts in src/sites; the user may open them.',
  },
  {
    what: /^https:\/\/(github\.com\/tensorflow|arxiv\.org|www\.shadertoy\.com|en\.wikipedia\.org|emscripten\.org)\//,
    file: /^(chunks|wasm)\//,
    why: 'TensorFlow.js: sources named in shader comments and error messages.',
  },
  {
    what: /^https:\/\/developer\.mozilla\.org\//,
    file: /^chunks\//,
    why: 'TensorFlow.js: an error message.',
  },
  {
    what: /^file:\/\/$/,
    file: /^(chunks|wasm)\//,
    why: 'TensorFlow.js under Node; an extension page never takes this path.',
  },
  {
    what: /^https:\/\/github\.com\/hukenovs\/hagrid$/,
    file: /^models\/teaching-bank\.json$/,
    why: 'The source of samples, for the record.',
  },
];

/** Code that connects to somewhere or makes code from text. */
export const dangers: readonly { name: string; pattern: RegExp; allowed: readonly Allowed[] }[] = [
  { name: 'eval', pattern: /(?<![.\w$])eval\s*\(/g, allowed: [] },
  { name: 'Function from text', pattern: /(?<![.\w$])(?:new\s+)?Function\s*\(/g, allowed: [] },
  { name: 'code in a timer', pattern: /set(?:Timeout|Interval)\s*\(\s*["'`]/g, allowed: [] },
  {
    name: 'a script from text',
    pattern: /["'`](?:text|application)\/javascript["'`]/g,
    allowed: [
      {
        what: /./,
        file: /^content\.js$/,
        why: 'The worker that draws captions into the sent picture. Its text is compared with the built worker, which is checked as any other script.',
      },
    ],
  },
  { name: 'document.write', pattern: /document\.write/g, allowed: [] },
  {
    name: 'a script by name',
    pattern: /importScripts\s*\(|createElement\(["'`]script["'`]\)/g,
    allowed: [],
  },
  // Called on an object it is a method, such as the one of TensorFlow.js's hash table.
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
        why: 'TensorFlow.js loads its WASM with it unless the WASM is given; connect-src allows only the extension itself.',
      },
    ],
  },
];

/** Licences that bundled packages may have. */
export const licences = [
  'Apache-2.0',
  'MIT',
  'ISC',
  'MPL-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
];

/** Inputs of no package: esbuild's stand-ins for modules that browsers do not have. */
export const standIns = ['(disabled):worker_threads', '(disabled):perf_hooks'];
