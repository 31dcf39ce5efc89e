/**
 * `npm run bench`: what a frame costs, in the recognizer (Node, tfjs on WASM with one thread; the
 * extension's own worker in Chromium, with one thread and with two), on the call page's main
 * thread (a real Chromium), and what teaching own gestures takes (both). The rows of a table are measured in turn within one run: compare rows; the times themselves belong to the machine and the moment.
 */
import './bench/main.ts';
