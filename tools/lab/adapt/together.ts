/** Adapts all misread gestures of a person, as a user would: one after the other. */
import type { OwnWay } from '../../../src/packs/samples.ts';
import { learnWay } from '../../../src/teaching/own-way.ts';
import type { Case } from './cases.ts';
import { type Caption, captionWith, takeOf } from './methods.ts';

/** @param cases of one person */
export function adaptTogether(cases: readonly Case[]): Caption {
  const { person } = cases[0]!;
  const ways = new Map<string, OwnWay>();
  for (const { gesture, takes } of cases) {
    const { way } = learnWay(gesture, takes.map(takeOf), person.classifier, ways, person.bankRows);
    if (way) ways.set(gesture, way);
  }
  return captionWith(person, ways);
}
