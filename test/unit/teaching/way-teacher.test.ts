import { beforeEach, describe, expect, it } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import type { GesturePreference } from '../../../src/packs/samples.ts';
import { rightHandPoints } from '../../../src/recognizer/signs/features.ts';
import type { BankHand } from '../../../src/teaching/bank.ts';
import { createWayTeacher, type TeachWay } from '../../../src/teaching/way-teacher.ts';
import { classifierFile } from '../recognizer/fake-taught.ts';
import { takeOf, turnedHand } from './fake-takes.ts';

const take = takeOf(turnedHand(1.6));
let preferences: Map<string, GesturePreference>;
let bank: BankHand[];
let read: string[];
let file: unknown;
let teachWay: TeachWay;

beforeEach(() => {
  preferences = new Map();
  bank = [];
  read = [];
  file = classifierFile('A', 'B');
  teachWay = createWayTeacher({
    readJson: async (path) => {
      read.push(path);
      return file;
    },
    bank: async () => bank,
    store: {
      preferences: async () => preferences,
      setPreference: async (key, change) => {
        preferences.set(key, { ...preferences.get(key), ...change } as GesturePreference);
      },
    },
  });
});

describe('teaching how a user shows a shipped gesture', () => {
  it('stores what was learnt beside the other preferences of the gesture', async () => {
    preferences.set('letters:A', { threshold: 0.4 });
    const { way } = await teachWay('letters', 'A', [take, take, take]);
    expect(way?.takes).toHaveLength(3);
    expect(preferences.get('letters:A')).toEqual({ threshold: 0.4, ownWay: way });
  });

  it('stores nothing if the hand looks like a resting one of the shipped hands', async () => {
    bank = [
      {
        points: rightHandPoints(turnedHand(1.6)),
        depth: true,
        aspect: true,
        shape: 'idle',
        source: 'test',
        split: 0,
        roles: {},
      },
    ];
    expect((await teachWay('letters', 'A', [take])).way).toBeNull();
    expect(preferences.size).toBe(0);
  });

  it('reads the shipped files once, and again after a damaged one was reported', async () => {
    const intact = file;
    file = { damaged: true };
    const problem = await teachWay('letters', 'A', [take]).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ProblemError);
    expect((problem as ProblemError).code).toBe('model-damaged');
    file = intact;
    await teachWay('letters', 'A', [take]);
    await teachWay('letters', 'A', [take]);
    expect(read).toEqual(Array.from({ length: 2 }, () => 'models/letters/classifier.json'));
  });
});
