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

it('a confusion matrix has a square for each pair and prints its share of the row', () => {
  expect(picture.match(/<rect /g)).toHaveLength(1 + 4);
  expect(picture).toContain('>75</text>');
  expect(picture).toContain('>25</text>');
});

it('a row without samples is drawn empty', () => {
  expect(picture).not.toContain('NaN');
});

it('names are escaped in the picture', () => {
  expect(picture).toContain('letters &lt;1&gt;');
});
