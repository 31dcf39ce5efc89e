import { describe, expect, it } from 'vitest';
import { filterGroups, groupGestures } from '../../../../src/options/gestures/list.ts';
import { ownPack } from '../../../../src/packs/samples.ts';
import { callGestures } from '../fake-services.ts';

const coffee = { id: 'coffee', kind: 'phrase', name: 'Coffee', caption: 'A coffee?' } as const;

describe('groups and filters of gestures', () => {
  const pack = (id: string, enabled: boolean) => ({
    id,
    name: id,
    provenance: '',
    licence: '',
    vocabularies: ['call-gestures'],
    enabled,
    gestures: [{ ...coffee, id: `${id}-one` }],
    sampleCounts: {},
  });
  const groups = groupGestures(
    [callGestures],
    [pack('office', false), pack(ownPack, true)],
    new Map([['call-gestures:fist', { enabled: false }]]),
  );

  it("have the user's pack first, then shipped vocabularies, then other packs", () => {
    expect(groups.map(({ kind }) => kind)).toEqual(['own', 'vocabulary', 'pack']);
  });

  it.each([
    ['all', 4],
    ['on', 2],
    ['off', 2],
    ['own', 1],
  ] as const)('leave for the filter "%s" exactly %i', (filter, count) => {
    const left = filterGroups(groups, '', filter).flatMap(({ items }) => items);
    expect(left).toHaveLength(count);
  });

  it('search for several words, in any order and case', () => {
    const left = filterGroups(groups, 'CALL  peace', 'all').flatMap(({ items }) => items);
    expect(left.map(({ gesture }) => gesture.id)).toEqual(['peace']);
  });
});
