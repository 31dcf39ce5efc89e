/** Key in the origin's localStorage of the backends' self-test result. */
export const selfTestKey = 'self-test';
