/** The lobby's `localStorage` has this key once the call's page is prerendered. */
export const prerenderedKey = 'prerendered';
