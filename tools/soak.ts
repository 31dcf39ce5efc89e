/**
 * `npm run soak`: runs a long call with captions on, in which a person does what people do in calls.
 * Prints memory, tensors, listeners and ports over time, and fails if any of them grows or if a frame
 * is unaccounted for.
 *
 * Two hours by default, with an action every two minutes. `--minutes 15 --every 15` does as many
 * actions in an eighth of the time: it opens and releases as much, but sees an eighth of the frames;
 * the output says how many.
 */
import './soak/main.ts';
