/**
 * `npm run steps [-- NAME]`: prints how many presses and how much time it takes, in a real browser with
 * a signer's clip as the camera, until a new user reads the first caption, until a call has one, until
 * others read them, until a wrong caption is gone, and until a taught gesture is live. NAME prints only
 * the stories whose names contain it. The times are of this machine; the presses are the product's.
 */
import './steps/main.ts';
