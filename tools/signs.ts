/**
 * `npm run --silent signs -- --vocabulary NAME [--fps N] FILE.json...`: reads sequences of hands in the format of
 * `train/motion`, plays them at 15 frames a second, or fewer, with no hand before and after, and prints one JSON
 * line for each: `{"file", "index", "label", "gesture", "caption", "scores", "thresholds"}`; `gesture` is
 * null where the recognizer stays silent.
 */
import './lab/motion/signs-main.ts';
