/**
 * `npm run store:pictures`: the pictures of the stores' listings, 1280 x 800, taken of the real
 * extension in a real browser, with the committed clip of the drawn signer as camera.
 */
import './store-pictures/main.ts';
