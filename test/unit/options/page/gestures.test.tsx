// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { GesturesSection } from '../../../../src/options/gestures/section.tsx';
import { ownPack } from '../../../../src/packs/samples.ts';
import { handAt } from '../../teaching/recording/fake-hands.ts';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { control, words } from '../fake-services.ts';
import { full, pageOfEachTest } from './fake-page.ts';
import { card, names, openGestures } from './gestures-driver.tsx';

const world = pageOfEachTest();

const open = () => openGestures(world);

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
    expect(
      [...document.querySelectorAll('.fold:has(.gestures) h2')].map((h) => h.textContent),
    ).toEqual(['Call gestures', 'Fingerspelling']);
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

  it('folds what is not in use, and unfolds whatever is searched for', async () => {
    await open();
    const isOpen = (id: string) => document.querySelector<HTMLDetailsElement>(`#${id}`)?.open;
    expect(['gestures-watch', 'group-call-gestures', 'group-fingerspelling'].map(isOpen)).toEqual([
      false,
      true,
      false,
    ]);
    const search = document.querySelector<HTMLInputElement>('input[type=search]')!;
    search.value = 'A';
    act(() => void search.dispatchEvent(new Event('input', { bubbles: true })));
    await vi.waitFor(() => expect(isOpen('group-fingerspelling')).toBe(true));
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
    document.querySelector<HTMLButtonElement>('#gestures-watch .button')?.click();
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

describe('a gesture that moves', () => {
  const hello = { ...coffee, id: 'hello', name: 'Hello', moves: true } as const;
  const meter = () => card('Hello').querySelector('[role=meter]')!;
  const shownValue = () => meter().getAttribute('aria-valuenow');

  async function watch(): Promise<void> {
    await world.store.saveGesture(ownPack, hello);
    await world.store.setPreference(`${ownPack}:hello`, { threshold: 0.6 });
    await open();
    document.querySelector<HTMLButtonElement>('#gestures-watch .button')?.click();
    await vi.waitFor(() => expect(meter()).not.toBeNull());
  }
  const moved = (score: number) =>
    act(() => world.recognizer.show({ movementScores: { [`${ownPack}:hello`]: score } }));
  const anotherFrame = () =>
    act(() =>
      world.recognizer.show({
        hands: [{ hand: handAt({}), scores: { 'call-gestures:fist': 0.3 }, gesture: null }],
      }),
    );

  it('is drawn with the way of its hand', async () => {
    await world.store.saveGesture(ownPack, hello);
    await world.store.addSamples(ownPack, 'hello', [
      { id: 'one', recordedAt: 1, take: 'one', hands: movementAt() },
    ]);
    await open();
    expect(card('Hello').querySelectorAll('.figure .way').length).toBeGreaterThan(0);
    expect(card('Fist').querySelectorAll('.figure .way')).toHaveLength(0);
  });

  it('shows the score of the last movement for two seconds, whatever its hands show then', async () => {
    await watch();
    expect(document.querySelector('#gestures-watch')?.textContent).toContain(
      words('options_watchMoves'),
    );
    expect(meter().getAttribute('aria-label')).toBe(words('options_meterMoves', 'Hello'));
    expect(shownValue()).toBe('0');
    moved(0.82);
    expect(shownValue()).toBe('82');
    expect(meter().classList.contains('reached')).toBe(true);
    world.time.pass(1900);
    anotherFrame();
    expect(shownValue()).toBe('82');
    moved(0.4);
    expect(shownValue()).toBe('40');
    world.time.pass(1900);
    anotherFrame();
    expect(shownValue()).toBe('40');
    world.time.pass(200);
    anotherFrame();
    expect(shownValue()).toBe('0');
  });

  it('shows nothing of it when the camera is turned off and on', async () => {
    await watch();
    moved(0.82);
    control(words('camera_close')).click();
    await vi.waitFor(() => expect(meter()).toBeNull());
    control(words('camera_open')).click();
    await vi.waitFor(() => expect(meter()).not.toBeNull());
    expect(shownValue()).toBe('0');
    anotherFrame();
    expect(shownValue()).toBe('0');
  });
});
