import { describe, expect, it } from 'vitest';
import type { GesturePreference } from '../../../../src/packs/samples.ts';
import { combine, keyOf, type UserPart } from '../../../../src/recognizer/signs/combine.ts';
import type { Movement } from '../../../../src/recognizer/signs/movement/movement.ts';
import type {
  Classifier,
  LoadedVocabulary,
  MovementClassifier,
} from '../../../../src/recognizer/signs/types.ts';
import { pack, shownHand } from '../fake-taught.ts';

const hand = shownHand(true);

/** A classifier that gives every hand these scores; all thresholds are 0.5. */
function scoring(scores: Record<string, number>): Classifier {
  const gestures = Object.keys(scores);
  return {
    gestures,
    thresholds: Object.fromEntries(gestures.map((gesture) => [gesture, 0.5])),
    classify: () => ({ scores, gesture: 'not asked' }),
  };
}

function shipped(scores: Record<string, number>): LoadedVocabulary {
  return {
    vocabulary: {
      id: 'signs',
      name: 'Signs',
      gestures: Object.keys(scores).map((id) => ({ id, kind: 'phrase', caption: id, name: id })),
    },
    classifier: scoring(scores),
    movements: null,
  };
}

function user(change: {
  taught?: Record<string, number>;
  packs?: UserPart['packs'];
  preferences?: Record<string, GesturePreference>;
  beside?: string[];
}): UserPart {
  const { taught, packs = [pack(['wait', 'lunch'])], preferences = {} } = change;
  return {
    taught: taught ? scoring(taught) : null,
    beside: change.beside ?? ['signs'],
    packs,
    preferences: new Map(Object.entries(preferences)),
  };
}

const named = (loaded: LoadedVocabulary): string | null => loaded.classifier.classify(hand).gesture;
const waitKey = 'my-gestures:wait';
const lunch = 'my-gestures:lunch';

describe('shipped gestures alone', () => {
  it('are recognized as by their own classifier', () => {
    const loaded = combine(shipped({ fist: 0.9, peace: 0.6 }), user({}));
    expect(loaded.classifier.classify(hand)).toEqual({
      scores: { fist: 0.9, peace: 0.6 },
      gesture: 'fist',
    });
    expect(loaded.classifier.thresholds).toEqual({ fist: 0.5, peace: 0.5 });
  });

  it('give silence when the best does not reach its threshold, even if another would', () => {
    const strict = user({ preferences: { 'signs:fist': { threshold: 0.95 } } });
    expect(named(combine(shipped({ fist: 0.9, peace: 0.6 }), strict))).toBeNull();
  });

  it('have the captions that the user chose', () => {
    const { vocabulary } = combine(
      shipped({ fist: 0.9 }),
      user({ preferences: { 'signs:fist': { caption: 'Halt!' }, fist: { caption: 'no key' } } }),
    );
    expect(vocabulary.gestures).toMatchObject([{ id: 'fist', caption: 'Halt!' }]);
  });

  it('are never named without a score, even at a threshold of 0', () => {
    const lenient = user({ preferences: { 'signs:fist': { threshold: 0 } } });
    expect(named(combine(shipped({ fist: 0 }), lenient))).toBeNull();
    expect(named(combine(shipped({ fist: 0.01 }), lenient))).toBe('fist');
  });
});

describe('a gesture that is switched off', () => {
  const off = { preferences: { 'signs:fist': { enabled: false } } };

  it('is not named and has no caption and no score', () => {
    const loaded = combine(shipped({ fist: 0.9, peace: 0.1 }), user(off));
    expect(loaded.classifier.classify(hand)).toEqual({ scores: { peace: 0.1 }, gesture: null });
    expect(loaded.classifier.gestures).toEqual(['peace']);
    expect(loaded.vocabulary.gestures.map(({ id }) => id)).toEqual(['peace']);
  });

  it('does not block one that is nearly as likely', () => {
    expect(named(combine(shipped({ fist: 0.7, peace: 0.65 }), user(off)))).toBe('peace');
  });

  it('suppresses one that is far less likely: the hand shows the gesture that was switched off', () => {
    expect(named(combine(shipped({ fist: 0.9, peace: 0.65 }), user(off)))).toBeNull();
  });

  it('suppresses a shipped one too when it was taught', () => {
    const waitOff = { preferences: { [waitKey]: { enabled: false } } };
    const with_ = (wait: number, fist: number) =>
      named(combine(shipped({ fist }), user({ taught: { [waitKey]: wait }, ...waitOff })));
    expect(with_(0.95, 0.6)).toBeNull();
    expect(with_(0.95, 0.9)).toBe('fist');
  });
});

describe('a taught gesture', () => {
  it('takes precedence over a shipped one, even at a lower score', () => {
    const loaded = combine(
      shipped({ fist: 0.9 }),
      user({ taught: { [waitKey]: 0.6, [lunch]: 0.2 } }),
    );
    expect(loaded.classifier.classify(hand)).toEqual({
      scores: { fist: 0.9, [waitKey]: 0.6, [lunch]: 0.2 },
      gesture: waitKey,
    });
    expect(loaded.vocabulary.gestures.find(({ id }) => id === waitKey)?.caption).toBe(
      'Caption of wait',
    );
  });

  it('leaves the hand to the shipped ones when it does not reach its threshold', () => {
    expect(named(combine(shipped({ fist: 0.9 }), user({ taught: { [waitKey]: 0.4 } })))).toBe(
      'fist',
    );
  });

  it('follows its own preferences', () => {
    const lower = user({
      taught: { [waitKey]: 0.4 },
      preferences: { [waitKey]: { threshold: 0.3, caption: 'One moment' } },
    });
    const loaded = combine(shipped({ fist: 0.9 }), lower);
    expect(named(loaded)).toBe(waitKey);
    expect(loaded.vocabulary.gestures.at(-1)).toMatchObject({ id: waitKey, caption: 'One moment' });
  });

  it.each([
    ['is deleted', pack(['lunch'])],
    ['has its pack switched off', pack(['wait', 'lunch'], { enabled: false })],
    ['is for another vocabulary', pack(['wait', 'lunch'], { vocabularies: ['letters'] })],
    ['belongs to a pack that is gone', pack(['wait'], { id: 'another' })],
  ])('that %s is not named and suppresses nothing', (_, left) => {
    const gone = user({ taught: { [waitKey]: 0.99, [lunch]: 0.1 }, packs: [left] });
    const loaded = combine(shipped({ fist: 0.6 }), gone);
    expect(named(loaded)).toBe('fist');
    expect(loaded.classifier.gestures).not.toContain(waitKey);
    expect(loaded.vocabulary.gestures.map(({ id }) => id)).not.toContain(waitKey);
  });

  it('is not used with a vocabulary that it was not trained to be told apart from', () => {
    const loaded = combine(
      shipped({ fist: 0.9, peace: 0.6 }),
      user({ taught: { [waitKey]: 0.95 }, beside: ['letters'] }),
    );
    expect(named(loaded)).toBe('fist');
    expect(loaded.vocabulary.gestures.map(({ id }) => id)).toEqual(['fist', 'peace']);
  });

  it('that was never trained is not offered', () => {
    const { vocabulary } = combine(shipped({ fist: 0.6 }), user({ taught: { [lunch]: 0.1 } }));
    expect(vocabulary.gestures.map(({ id }) => id)).toEqual(['fist', lunch]);
  });
});

describe('gestures that move', () => {
  const movement: Movement = {
    startedAt: 0,
    ms: 500,
    left: [],
    right: [],
    centre: [320, 240],
    shortSide: 480,
  };
  const moving = (scores: Record<string, number>): MovementClassifier => ({
    ...scoring(scores),
    classify: () => ({ scores, gesture: 'not asked' }),
  });
  /** `fist` is held; the others move. */
  const both = (scores: Record<string, number>): LoadedVocabulary => ({
    ...shipped({ fist: 0.9, ...scores }),
    classifier: scoring({ fist: 0.9 }),
    movements: moving(scores),
  });
  const namedMovement = (loaded: LoadedVocabulary) =>
    loaded.movements?.classify(movement).gesture ?? null;

  it('are named beside those that are held', () => {
    const loaded = combine(both({ hello: 0.8, yes: 0.2 }), user({}));
    expect(namedMovement(loaded)).toBe('hello');
    expect(named(loaded)).toBe('fist');
    expect(loaded.movements).toMatchObject({
      gestures: ['hello', 'yes'],
      thresholds: { hello: 0.5, yes: 0.5 },
    });
    expect(loaded.vocabulary.gestures.map(({ id }) => id)).toEqual(['fist', 'hello', 'yes']);
  });

  it('follow the thresholds of the user', () => {
    const preferences = { 'signs:hello': { threshold: 0.85 } };
    expect(namedMovement(combine(both({ hello: 0.8 }), user({ preferences })))).toBeNull();
  });

  it('that are switched off are not named, nor is one that is less like the movement by far', () => {
    const preferences = { 'signs:hello': { enabled: false } };
    const off = (yes: number) => combine(both({ hello: 0.9, yes }), user({ preferences }));
    expect(namedMovement(off(0.8))).toBe('yes');
    expect(namedMovement(off(0.6))).toBeNull();
    expect(off(0.8).vocabulary.gestures.map(({ id }) => id)).toEqual(['fist', 'yes']);
  });

  it('suppress no gesture that is held when they are switched off', () => {
    const preferences = { 'signs:fist': { enabled: false } };
    expect(namedMovement(combine(both({ hello: 0.6 }), user({ preferences })))).toBe('hello');
  });

  it('that are taught take precedence over shipped ones, as held ones do', () => {
    const taught = { ...user({}), taughtMovements: moving({ [waitKey]: 0.6 }) };
    const loaded = combine(both({ hello: 0.9 }), taught);
    expect(namedMovement(loaded)).toBe(waitKey);
    expect(loaded.vocabulary.gestures.map(({ id }) => id)).toContain(waitKey);
    expect(namedMovement(combine(both({ hello: 0.9 }), { ...taught, beside: [] }))).toBe('hello');
  });

  it('are not looked for if there are none, or none is switched on', () => {
    expect(combine(shipped({ fist: 0.9 }), user({})).movements).toBeNull();
    const preferences = { 'signs:hello': { enabled: false } };
    expect(combine(both({ hello: 0.9 }), user({ preferences })).movements).toBeNull();
  });
});

describe('the key of a gesture', () => {
  it('is made of a shipped id, and is the id of a taught one', () => {
    expect(keyOf('signs', 'fist')).toBe('signs:fist');
    expect(keyOf('signs', waitKey)).toBe(waitKey);
  });
});
