/**
 * `npm run --silent captions -- --vocabulary NAME VIDEO...`: captions of recorded video, as JSON
 * lines. A folder of pictures named `*.frames` is a video of 15 frames a second in path order. Where
 * a video's true signs lie beside it (`clip.mp4`, `clip.json`, as the signer writes them), its line
 * holds the event metrics too (docs/gate.md).
 */
import './captions/main.ts';
