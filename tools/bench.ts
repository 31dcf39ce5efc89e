/**
 * `npm run bench`: measures what a frame costs in the recognizer (in Node with tfjs on WASM and one
 * thread; in the extension's own worker in Chromium with one thread and with two) and on the call
 * page's main thread (in a real Chromium), and how long teaching gestures takes (in both).
 *
 * The rows of a table are measured alternately within one run. Compare rows with each other: absolute
 * times depend on the machine and its load.
 */
import './bench/main.ts';
