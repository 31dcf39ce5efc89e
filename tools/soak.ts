/**
 * `npm run soak`: a long call with captions on, in which people do what they do in calls; prints
 * what is held in the course of it and fails when anything grows, or a frame is nobody's.
 *
 * Two hours by default, with something done every two minutes. `--minutes 15 --every 15` does as much
 * in an eighth of the time: what is opened and let go is the same; what only grows with time itself
 * (frames seen) is an eighth, and the output says how many there were.
 */
import './soak/main.ts';
