// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { filterGroups, groupGestures } from '../../../../src/options/gestures/list.ts';
import { GesturesSection } from '../../../../src/options/gestures/section.tsx';
import { ownPack } from '../../../../src/packs/samples.ts';
import { handAt } from '../../teaching/recording/fake-hands.ts';
import { callGestures, words } from '../fake-services.ts';
import { full, pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

/** The card of a gesture, by its name. */
const card = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('.gesture')].find(
    (element) => element.querySelector('.switch-row label')?.textContent === name,
  );
  if (!found) throw new Error(`no card of ${name}`);
  return found;
};
const names = (): string[] =>
  [...document.querySelectorAll('.gesture .switch-row label')].map(
    ({ textContent }) => textContent ?? '',
  );

async function open(): Promise<void> {
  act(() => render(<GesturesSection words={words} services={world.services} />, document.body));
  await vi.waitFor(() => expect(names().length).toBeGreaterThan(0));
}

function enter(input: HTMLInputElement, text: string): void {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
}

const coffee = { id: 'coffee', kind: 'phrase', name: 'Coffee', caption: 'A coffee?' } as const;

describe('the list of gestures', () => {
  it('has all shipped gestures, in groups', async () => {
    await open();
    expect(names()).toEqual(['Fist', 'Peace', 'A']);
    expect([...document.querySelectorAll('.group h2')].map((h) => h.textContent)).toEqual([
      'Call gestures',
      'Fingerspelling',
    ]);
  });

  it('stores a new caption and says so, and restores the old one by Reset', async () => {
    await open();
    enter(card('Fist').querySelector('input[type=text]')!, 'Halt');
    await vi.waitFor(() => expect(card('Fist').textContent).toContain(words('options_saved')));
    expect((await world.store.preferences()).get('call-gestures:fist')).toEqual({
      caption: 'Halt',
    });
    const reset = await vi.waitFor(() => {
      const found = card('Fist').querySelector<HTMLButtonElement>('.with-button .quiet');
      expect(found).not.toBeNull();
      return found!;
    });
    reset.click();
    await vi.waitFor(() =>
      expect(card('Fist').querySelector<HTMLInputElement>('input[type=text]')?.value).toBe('Stop'),
    );
    expect((await world.store.preferences()).get('call-gestures:fist')?.caption).toBeUndefined();
  });

  it('stores no caption if it is the shipped one again', async () => {
    await world.store.setPreference('call-gestures:fist', { caption: 'Halt' });
    await open();
    enter(card('Fist').querySelector('input[type=text]')!, 'Stop');
    await vi.waitFor(async () =>
      expect((await world.store.preferences()).get('call-gestures:fist')?.caption).toBeUndefined(),
    );
  });

  it('switches a gesture off and on', async () => {
    await open();
    const toggle = () => card('Fist').querySelector<HTMLButtonElement>('[role=switch]')!;
    toggle().click();
    await vi.waitFor(() => expect(toggle().getAttribute('aria-checked')).toBe('false'));
    expect((await world.store.preferences()).get('call-gestures:fist')?.enabled).toBe(false);
    toggle().click();
    await vi.waitFor(() => expect(toggle().getAttribute('aria-checked')).toBe('true'));
  });

  it('marks the calibrated threshold, stores a chosen one, and restores the calibrated one', async () => {
    await open();
    const slider = () => card('Fist').querySelector<HTMLInputElement>('input[type=range]')!;
    expect(slider().value).toBe('0.7');
    expect(card('Fist').textContent).toContain(words('options_calibrated', '70%'));
    slider().value = '0.4';
    slider().dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(card('Fist').textContent).toContain('40%'));
    expect((await world.store.preferences()).get('call-gestures:fist')?.threshold).toBe(0.4);
    const reset = await vi.waitFor(() => {
      const found = card('Fist').querySelector<HTMLButtonElement>('.slider-foot .quiet');
      expect(found).not.toBeNull();
      return found!;
    });
    reset.click();
    await vi.waitFor(() => expect(slider().value).toBe('0.7'));
  });

  it('says that a gesture was not trained yet', async () => {
    await world.store.saveGesture(ownPack, coffee);
    await open();
    expect(card('Coffee').textContent).toContain(words('options_notTrained'));
    expect(card('Coffee').querySelector('input[type=range]')).toBeNull();
  });

  it('follows the changes of another page', async () => {
    await open();
    await world.store.setPreference('call-gestures:peace', { caption: 'Goodbye' });
    await vi.waitFor(() =>
      expect(card('Peace').querySelector<HTMLInputElement>('input[type=text]')?.value).toBe(
        'Goodbye',
      ),
    );
  });

  it('says why a change was not stored, and shows the stored value', async () => {
    await open();
    vi.spyOn(world.store, 'setPreference').mockImplementation(async () => full());
    card('Fist').querySelector<HTMLButtonElement>('[role=switch]')?.click();
    await vi.waitFor(() =>
      expect(card('Fist').querySelector('[role=alert]')?.textContent).toBe(
        words('problem_storage_full'),
      ),
    );
    expect(card('Fist').querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('true');
  });

  it('is replaced by a sentence that says why it cannot be read', async () => {
    world.services.store.packs = async () => full();
    act(() => render(<GesturesSection words={words} services={world.services} />, document.body));
    await vi.waitFor(() =>
      expect(document.body.textContent).toContain(words('problem_storage_full')),
    );
  });

  it('finds gestures by name and caption, and says if nothing fits', async () => {
    await open();
    const search = (text: string): void => {
      const input = document.querySelector<HTMLInputElement>('input[type=search]')!;
      act(() => {
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
    };
    search('stop');
    expect(names()).toEqual(['Fist']);
    search('xyz');
    expect(document.querySelector('.empty')?.textContent).toBe(words('options_none'));
  });

  it('shows the score of each gesture while the camera is watched', async () => {
    await open();
    expect(document.querySelector('.meter')).toBeNull();
    document.querySelector<HTMLButtonElement>('.watch .button')?.click();
    await vi.waitFor(() => expect(document.querySelectorAll('.meter').length).toBe(1));
    act(() =>
      world.recognizer.show({
        hands: [{ hand: handAt({}), scores: { 'call-gestures:fist': 0.82 }, gesture: null }],
      }),
    );
    const meter = card('Fist').querySelector('[role=meter]');
    expect(meter?.getAttribute('aria-valuenow')).toBe('82');
    expect(meter?.classList.contains('reached')).toBe(true);
  });
});

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
