import { expect, it } from 'vitest';
import { confusionSvg } from '../../../../../tools/lab/experiment/svg.ts';

const picture = confusionSvg({
  title: 'letters <1>',
  names: ['A', 'na'],
  counts: [
    [3, 1],
    [0, 0],
  ],
});

it('a confusion matrix has a square for each pair and says the share of its row', () => {
  expect(picture.match(/<rect /g)).toHaveLength(1 + 4);
  expect(picture).toContain('>75</text>');
  expect(picture).toContain('>25</text>');
});

it('a row without samples is empty, not wrong', () => {
  expect(picture).not.toContain('NaN');
});

it('names cannot break the picture', () => {
  expect(picture).toContain('letters &lt;1&gt;');
});
