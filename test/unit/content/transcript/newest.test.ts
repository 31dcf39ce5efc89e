import { describe, expect, it } from 'vitest';
import { createComposer } from '../../../../src/captions/composer.ts';
import { createNewest } from '../../../../src/content/transcript/newest.ts';
import { letter, phrase } from '../../captions/fake-signs.ts';

describe('the newest caption', () => {
  it('is the last committed one that was not taken back', () => {
    const composer = createComposer({ wordPauseMs: 2500 });
    const newest = createNewest();
    const step = (...event: Parameters<typeof composer.handle>) => {
      newest.update(composer.handle(...event).changes);
      return newest.text;
    };
    expect(newest.text).toBeNull();
    expect(step(phrase('Yes', 0))).toBe('Yes');
    expect(step(letter('A', 100))).toBe('Yes');
    expect(step({ type: 'say', at: 200 })).toBe('A');
    expect(step({ type: 'take-back', at: 300 })).toBe('Yes');
    expect(step({ type: 'take-back', at: 400 })).toBeNull();
  });

  it('is still the later one when an earlier one was put back', () => {
    const composer = createComposer({ wordPauseMs: 2500 });
    const newest = createNewest();
    for (const event of [
      phrase('Yes', 0),
      { type: 'take-back', at: 100 } as const,
      phrase('No', 200),
      { type: 'undo', at: 300 } as const,
    ])
      newest.update(composer.handle(event).changes);
    expect(composer.lines.map(({ text }) => text)).toEqual(['Yes', 'No']);
    expect(newest.text).toBe('No');
  });
});
