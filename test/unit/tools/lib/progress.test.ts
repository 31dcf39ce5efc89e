import { expect, it } from 'vitest';
import { progressBar } from '../../../../tools/lib/printing/progress.ts';

function written(isTTY: boolean, shares: number[]): string[] {
  const lines: string[] = [];
  let now = 0;
  const show = progressBar('photos', { isTTY, write: (text) => lines.push(text) }, () => now);
  for (const share of shares) {
    now += 1000;
    show(share);
  }
  return lines;
}

it('a progress bar on a terminal redraws itself and ends its line when done', () => {
  const lines = written(true, [0.5, 1]);
  expect(lines[0]).toMatch(/^\rphotos #{15}\.{15} 50 % 1 s left/);
  expect(lines[1]).toMatch(/^\rphotos #{30} 100 % .*\n$/);
});

it('progress into a file is one line per tenth, not per step', () => {
  const lines = written(false, [0.01, 0.02, 0.11, 0.12, 0.5]);
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe('photos: 11 %, 3 s 24 s left\n');
});
