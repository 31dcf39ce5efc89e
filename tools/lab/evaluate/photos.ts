/** Counts captions on photos of things, where there should be none. */
import { wilson } from '../../../src/learning/metrics-intervals.ts';
import { mostCaptioned } from './open-set.ts';
import type { Judged } from './scores.ts';
import { formatInterval, type Table } from './table.ts';
import { atMost, type Target } from './targets.ts';

const per = 1000;

/** @param hands the largest hand of each photo in which one was found */
export function photoTarget(pictures: number, hands: readonly Judged[]): Target {
  const { low, high } = captionsInterval(pictures, hands);
  return {
    name: 'captions per 1,000 photos of things',
    goal: atMost(5),
    figure: (per * captioned(hands)) / pictures,
    interval: { low, high },
    cases: `${pictures} photos, hands found in ${hands.length}`,
  };
}

export function photoTable(title: string, pictures: number, hands: readonly Judged[]): Table {
  return {
    title,
    columns: ['photos', 'with a found hand', 'captions', 'per 1,000', '95 % interval', 'said'],
    rows: [
      [
        pictures,
        hands.length,
        String(captioned(hands)),
        (per * captioned(hands)) / pictures,
        formatInterval(captionsInterval(pictures, hands)),
        mostCaptioned(hands),
      ],
    ],
    note:
      'Single pictures at the shipped thresholds, the largest hand of each: no sign has to be ' +
      'held, so a call has fewer captions. Some of the photos show a hand.',
  };
}

const captioned = (hands: readonly Judged[]) =>
  hands.filter(({ caption }) => caption !== null).length;

function captionsInterval(pictures: number, hands: readonly Judged[]) {
  const { low, high } = wilson(captioned(hands), pictures);
  return { low: per * low, high: per * high };
}
