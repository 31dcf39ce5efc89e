import { describe, expect, it } from 'vitest';
import { isPrerendered } from '../../../src/background/prerendered.ts';

describe('a message', () => {
  it('counts unless it comes from a document that is only prerendered', () => {
    const sender = { id: 'extension', frameId: 8 };
    expect(isPrerendered({ ...sender, documentLifecycle: 'prerender' })).toBe(true);
    expect(isPrerendered({ ...sender, documentLifecycle: 'active' })).toBe(false);
    expect(isPrerendered(sender), 'in Firefox').toBe(false);
  });
});
