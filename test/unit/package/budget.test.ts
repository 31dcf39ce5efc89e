import { describe, expect, it } from 'vitest';
import { mostPackageBytes, mostPageBytes, overBudget } from '../../../tools/package/budget.ts';

const asLargeAsAllowed = (path: string): number | undefined => mostPageBytes[path];

describe('the size of a package', () => {
  it('is right up to the budget', () => {
    expect(overBudget('a.zip', mostPackageBytes, asLargeAsAllowed)).toEqual([]);
  });

  it('is told when it is over the budget, with what is allowed', () => {
    expect(overBudget('a.zip', mostPackageBytes + 1, asLargeAsAllowed)).toEqual([
      'a.zip has 15000001 bytes; 15000000 are allowed.',
    ]);
  });

  it('counts what is put into every page of a call site', () => {
    const over = overBudget('a.zip', 1, (path) => (path === 'tap.js' ? 1_000_000 : undefined));
    expect(over).toEqual([
      `tap.js of a.zip has 1000000 bytes; ${mostPageBytes['tap.js']} are allowed.`,
      'a.zip has no content.js.',
    ]);
  });
});
