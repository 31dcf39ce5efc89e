/**
 * `npm run --silent captions -- --vocabulary NAME VIDEO...`: captions recorded video and prints JSON
 * lines. A folder of pictures named `*.frames` is a video of 15 frames per second in path order. If
 * a video's true signs lie beside it (`clip.mp4`, `clip.json`, as the signer writes them), its line
 * also holds the event metrics (docs/gate.md).
 */
import './captions/main.ts';
