/** The look of this section alone; adopted by options.tsx after the shared styles. */
export const tryStyles = '';
