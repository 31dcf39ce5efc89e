/**
 * `npm run store:pictures`: takes the pictures for the store listings, 1280 x 800, of the real
 * extension in a real browser, with the committed clip of the rendered signer as the camera.
 */
import './store-pictures/main.ts';
