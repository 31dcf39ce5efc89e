/** Where the origin's localStorage keeps the result of the self-test of backends. */
export const selfTestKey = 'self-test';
