// @vitest-environment happy-dom
import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import en from '../../../../_locales/en/messages.json';
import callGestures from '../../../../models/call-gestures/vocabulary.json' with { type: 'json' };
import fingerspelling from '../../../../models/fingerspelling/vocabulary.json' with {
  type: 'json',
};
import { practiceKey } from '../../../../src/options/practice/progress.ts';
import { PracticeSection } from '../../../../src/options/practice/section.tsx';
import { parseVocabulary } from '../../../../src/packs/vocabulary.ts';
import type { Seen } from '../../../../src/recognizer/seen.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import { makePictograms } from '../../../../tools/lab/pictograms.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { control, createWorld, page, type World, words } from '../fake-services.ts';

const pictograms = makePictograms();
let world: World;

beforeEach(() => {
  world = createWorld();
  Object.assign(world.services, {
    vocabularies: async () => [callGestures, fingerspelling].map(parseVocabulary),
    pictograms: async () => new Map(Object.entries(pictograms)),
  });
});
afterEach(() => {
  render(null, document.body);
  world.store.close();
});

const open = async (): Promise<void> => {
  render(
    <PracticeSection words={words} services={world.services} clock={world.time.clock} />,
    document.body,
  );
  await vi.waitFor(() => expect(heading()).not.toBe(en.practice_none.message));
};
const live = async (): Promise<void> => {
  await open();
  control(en.camera_open.message).click();
  await vi.waitFor(() => expect(world.recognizer.watches).toHaveLength(1));
};
const heading = () => document.querySelector('h2')?.textContent;
const advice = () => document.querySelector('.practice-advice')?.textContent;
const marked = () => document.querySelectorAll('.hand-flesh.marked').length;
const times = () => document.querySelector('.practice-times')?.textContent ?? null;
const choose = (label: string, value: string): void => {
  const name = [...document.querySelectorAll('label')].find((one) => one.textContent === label);
  const select = document.getElementById(name?.htmlFor ?? '') as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const show = (
  key: string,
  more: Partial<Seen> = {},
  handedness: 'Left' | 'Right' = 'Right',
): void => {
  const side = handedness === 'Left' ? -1 : 1;
  const landmarks = pictograms[key]!.map(([x, y, z]): [number, number, number] => [
    320 + 200 * side * x,
    400 + 200 * y,
    200 * z,
  ]);
  world.recognizer.show({
    timestamp: world.time.clock.now(),
    hands: [
      {
        hand: { landmarks, handedness, leftness: 0, presence: 1 },
        scores: {},
        gesture: more.sign?.key ?? null,
      },
    ],
    ...more,
  });
};
/** Shows it for a second, as a person does. */
const hold = (key: string, handedness?: 'Left' | 'Right'): void => {
  for (let i = 0; i <= 10; i++) {
    show(key, {}, handedness);
    world.time.pass(100);
  }
};
const recognise = (key: string): void => {
  show(key, { sign: { key, caption: 'as captioned' } });
  world.time.pass(100);
};

describe('the Practise section', () => {
  it('asks for the camera only when its button is pressed', async () => {
    await open();
    expect(world.cameras.asked).toEqual([]);
    expect(heading()).toBe('Thumbs up');
    expect(advice()).toBe(en.practice_begin.message);
  });

  it('marks the finger that differs on both hands, and says what to do', async () => {
    await live();
    choose(en.practice_kindGesture.message, 'call-gestures:open-palm');
    hold('call-gestures:four');
    await vi.waitFor(() => expect(advice()).toMatch(/the thumb/i));
    expect(marked()).toBe(2);
    const status = document.querySelector('.practice-advice');
    expect(status?.getAttribute('role')).toBe('status');
  });

  it('changes its advice only when a difference lasts', async () => {
    await live();
    choose(en.practice_kindGesture.message, 'call-gestures:open-palm');
    hold('call-gestures:four');
    await vi.waitFor(() => expect(advice()).toMatch(/the thumb/i));
    const before = advice();
    world.time.pass(2000);
    show('call-gestures:peace');
    world.time.pass(600);
    show('call-gestures:peace');
    await Promise.resolve();
    expect(advice()).toBe(before);
    world.time.pass(100);
    show('call-gestures:peace');
    await vi.waitFor(() => expect(advice()).toMatch(/ring finger/));
  });

  it('says when it is right, counts it with the day, and shows how often', async () => {
    await live();
    recognise('call-gestures:thumbs-up');
    await vi.waitFor(() => expect(advice()).toBe(en.practice_right.message));
    expect(times()).toBe(words('practice_times', '1'));
    recognise('call-gestures:thumbs-up');
    await vi.waitFor(() => expect(times()).toBe(words('practice_times', '2')));
    expect(world.practice.all()).toEqual([['call-gestures:thumbs-up', 2, '2023-11-14']]);
  });

  it('says nothing new while what was right is held on, which would not count again', async () => {
    await live();
    choose(en.practice_kind.message, 'word');
    await vi.waitFor(() => expect(world.recognizer.watches).toHaveLength(2));
    choose(en.practice_word.message, 'PIZZA');
    for (const letter of 'PI') recognise(`fingerspelling:${letter}`);
    recognise('fingerspelling:Z');
    const again = words('practice_again', 'Z');
    await vi.waitFor(() => expect(advice()).toBe(again));
    const frame = (gesture: string | null): void => {
      const landmarks = pictograms['fingerspelling:Z']!.map(([x, y, z]) => [x, y, z] as const);
      const hand = { landmarks, handedness: 'Right', leftness: 0, presence: 1 } as const;
      world.recognizer.show({ hands: [{ hand, scores: {}, gesture }] });
      world.time.pass(100);
    };
    for (let i = 0; i < 30; i++) frame('fingerspelling:Z');
    await Promise.resolve();
    expect(advice()).toBe(again);
    for (let i = 0; i < 12; i++) frame(null);
    await vi.waitFor(() => expect(advice()).not.toBe(again));
  });

  it('names what was read instead, and counts nothing', async () => {
    await live();
    recognise('call-gestures:peace');
    await vi.waitFor(() => expect(advice()).toBe(words('practice_readAs', 'Peace sign')));
    expect(world.practice.all()).toEqual([]);
    expect(times()).toBeNull();
  });

  it('goes through a word letter by letter, and counts letters and word', async () => {
    await live();
    choose(en.practice_kind.message, 'word');
    await vi.waitFor(() =>
      expect(world.recognizer.watches.at(-1)?.vocabulary).toBe('fingerspelling'),
    );
    expect(heading()).toBe('HI');
    const current = () => document.querySelector('[aria-current=step]')?.textContent;
    expect(current()).toBe('H');
    recognise('fingerspelling:H');
    await vi.waitFor(() => expect(current()).toBe('I'));
    expect(advice()).toBe(words('practice_rightNext', 'I'));
    recognise('fingerspelling:I');
    await vi.waitFor(() => expect(advice()).toBe(words('practice_spelled', 'HI')));
    expect(current()).toBeUndefined();
    expect(world.practice.all().map(([key]) => key)).toEqual([
      'fingerspelling:H',
      'fingerspelling:I',
      'word:HI',
    ]);
    // What is shown after the end changes nothing.
    recognise('fingerspelling:A');
    expect(advice()).toBe(words('practice_spelled', 'HI'));
    control(en.practice_onceMore.message).click();
    await vi.waitFor(() => expect(current()).toBe('H'));
  });

  it('does not take the hand that a drawn letter begins with for a mistake', async () => {
    await live();
    choose(en.practice_kind.message, 'letter');
    await vi.waitFor(() => expect(world.recognizer.watches).toHaveLength(2));
    choose(en.practice_kindLetter.message, 'fingerspelling:J');
    recognise('fingerspelling:I');
    await Promise.resolve();
    expect(advice()).not.toContain('I');
    show('fingerspelling:I', { movements: [movementAt()], movementScores: {} });
    await vi.waitFor(() => expect(advice()).toBe(en.practice_compareWays.message));
    expect(document.querySelectorAll('.practice-hands .way')).toHaveLength(2);
    recognise('fingerspelling:J');
    await vi.waitFor(() => expect(advice()).toBe(en.practice_right.message));
  });

  it('spells a word that the user writes, and says which cannot be spelled', async () => {
    world.services.settings = {
      ...world.services.settings,
      current: signal({ ...defaultSettings, ownWords: ['Karla'] }),
    };
    await open();
    choose(en.practice_kind.message, 'word');
    await vi.waitFor(() => expect(heading()).toBe('KARLA'));
    const field = document.querySelector<HTMLInputElement>('.practice-word input')!;
    const write = async (text: string): Promise<void> => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await Promise.resolve();
      control(en.practice_take.message).click();
    };
    await write('R2D2');
    await vi.waitFor(() => expect(page()).toContain(words('practice_refused', '24')));
    expect(heading()).toBe('KARLA');
    await write('Zoë');
    await vi.waitFor(() => expect(heading()).toBe('ZOE'));
    control(en.practice_nextWord.message).click();
    await vi.waitFor(() => expect(heading()).toBe('KARLA'));
  });

  it('draws the sign for the hand that is shown, or for the one that is chosen', async () => {
    await live();
    const drawing = () => document.querySelector('.practice-hands .hand-flesh')?.getAttribute('d');
    const right = drawing();
    show('call-gestures:thumbs-up', {}, 'Left');
    await vi.waitFor(() => expect(drawing()).not.toBe(right));
    choose(en.practice_side.message, 'Right');
    await vi.waitFor(() => expect(drawing()).toBe(right));
    hold('call-gestures:thumbs-up', 'Left');
    await vi.waitFor(() => expect(advice()).toBe(en.practice_useRight.message));
  });

  it('shows a taught sign that moves, and says which part of the user’s own differs', async () => {
    const key = 'my-gestures:wave';
    await world.store.saveGesture('my-gestures', {
      id: 'wave',
      kind: 'phrase',
      name: 'Wave',
      caption: 'Hello',
      moves: true,
    });
    const path = movementAt({ from: [420, 350], to: [220, 350] });
    await world.store.addSamples('my-gestures', 'wave', [
      { id: 's', recordedAt: 1, take: 't', hands: path },
    ]);
    await world.store.setTaught({
      classifier: null,
      movements: {},
      report: null,
      trainedAt: 1,
      gestures: [key],
      live: true,
    });
    await live();
    choose(en.practice_kind.message, 'movement');
    await vi.waitFor(() => expect(heading()).toBe('Wave'));
    show('call-gestures:open-palm', {
      movements: [movementAt({ from: [420, 250], to: [420, 450] })],
      movementScores: { [key]: 0.1 },
    });
    const expected = words('practice_beginning', en.practice_toRight.message);
    await vi.waitFor(() => expect(advice()).toBe(expected));
    expect(document.querySelectorAll('.movement-drawing .hand-drawing.marked')).toHaveLength(2);
    show('call-gestures:open-palm', {
      movements: [path],
      movementScores: { [key]: 0.9 },
      sign: { key, caption: 'Hello' },
    });
    await vi.waitFor(() => expect(advice()).toBe(en.practice_right.message));
    expect(document.querySelectorAll('.hand-drawing.marked')).toHaveLength(0);
  });

  it('offers neither gestures that are switched off nor taught ones that were never trained', async () => {
    await world.store.setPreference('call-gestures:thumbs-up', { enabled: false });
    await world.store.saveGesture('my-gestures', {
      id: 'wait',
      kind: 'phrase',
      name: 'Wait',
      caption: 'One moment',
    });
    await open();
    expect(heading()).not.toBe('Thumbs up');
    expect(page()).not.toContain('Wait');
  });

  it('deletes what was counted, and takes that back', async () => {
    world.practice.add('call-gestures:thumbs-up', '2026-12-01');
    await open();
    expect(times()).toBe(words('practice_times', '1'));
    control(en.practice_forget.message).click();
    await vi.waitFor(() => expect(times()).toBeNull());
    expect(world.practice.all()).toEqual([]);
    expect(page()).toContain(en.practice_forgotten.message);
    control(en.teach_undo.message).click();
    await vi.waitFor(() => expect(times()).toBe(words('practice_times', '1')));
  });

  it('goes on if a count cannot be stored, and says so', async () => {
    Object.assign(world.services, {
      practice: {
        ...world.practice,
        add() {
          throw new Error(`no room for ${practiceKey}`);
        },
      },
    });
    await live();
    recognise('call-gestures:thumbs-up');
    await vi.waitFor(() => expect(page()).toContain(en.practice_problem.message));
    expect(advice()).toBe(en.practice_right.message);
  });

  it('says that the camera has stopped, and takes back its advice', async () => {
    await live();
    hold('call-gestures:fist');
    await vi.waitFor(() => expect(marked()).toBeGreaterThan(0));
    world.cameras.tracks[0]?.dispatchEvent(new Event('ended'));
    await vi.waitFor(() => expect(page()).toContain(en.camera_failed.message));
    expect(advice()).toBe(en.practice_begin.message);
    expect(marked()).toBe(0);
  });

  it('releases camera and models when the user leaves it', async () => {
    await live();
    render(null, document.body);
    expect(world.cameras.lit).toBe(false);
    expect(world.recognizer.made).toEqual([{ disposed: true }]);
  });
});
