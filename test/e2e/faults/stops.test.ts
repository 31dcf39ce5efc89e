import { expect, it } from 'vitest';
import { countUnclosed } from '../../../tools/bench/stops.ts';
import { demoBuild } from '../support/harness.ts';

it('A busy page that stops its camera two hundred times reads of no frame that was not closed', async () => {
  const stops = 200;
  const [row] = await countUnclosed(demoBuild, stops, ['on']);
  expect(row?.sent, 'frames that were read').toBeGreaterThan(stops);
  expect(row?.unclosed, 'warnings in the console').toBe(0);
}, 900_000);
