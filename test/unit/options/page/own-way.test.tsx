// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../../src/messaging/problems.ts';
import { GesturesSection } from '../../../../src/options/gestures/section.tsx';
import type { SampleHand } from '../../../../src/packs/samples.ts';
import type { LearntWay } from '../../../../src/teaching/own-way.ts';
import { control, page, words } from '../fake-services.ts';
import { pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();
const key = 'fingerspelling:A';

/** Learns as the product does: what it answers is also stored. */
function teacher(answer: Partial<LearntWay> = {}) {
  const taught: { of: string; takes: readonly SampleHand[] }[] = [];
  world.services.teachWay = async (vocabulary, gesture, takes) => {
    taught.push({ of: `${vocabulary}:${gesture}`, takes });
    const way = { takes, layout: 'hand-2d-1', bias: 4, near: 0.3, far: 0.75 };
    const learnt: LearntWay = { way, readBefore: 0, taken: [], ...answer };
    if (learnt.way) await world.store.setPreference(key, { ownWay: learnt.way });
    return learnt;
  };
  return taught;
}

const button = (label: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('button')].find(
    (element) => element.getAttribute('aria-label') === label,
  );

async function openDialog(): Promise<void> {
  act(() =>
    render(
      <GesturesSection words={words} services={world.services} clock={world.time.clock} />,
      document.body,
    ),
  );
  const show = await vi.waitFor(() => {
    const found = button(`${words('way_show')} (A)`);
    expect(found).toBeDefined();
    return found!;
  });
  show.click();
  await vi.waitFor(() => expect(page()).toContain(words('way_about', 'A')));
}

async function startTakes(): Promise<void> {
  const dialog = await vi.waitFor(() => document.querySelector('dialog')!);
  [...dialog.querySelectorAll('button')]
    .find(({ textContent }) => textContent === words('camera_open'))!
    .click();
  await vi.waitFor(() => expect(page()).toContain(words('way_start')));
  control(words('way_start')).click();
  await vi.waitFor(() => expect(page()).toContain(words('way_take', '1', '3')));
}

/** Holds a hand still before the camera for this many seconds. */
const hold = (seconds: number): void => void act(() => world.show(seconds * 10, () => [{}]));

describe('a shipped gesture that is misread', () => {
  it('cannot be shown the own way if it moves: takes are held still', async () => {
    const drawn = { id: 'J', kind: 'letter' as const, caption: 'J', name: 'J', moves: true };
    const [calls, letters] = await world.services.vocabularies();
    world.services.vocabularies = async () => [
      calls!,
      { ...letters!, gestures: [...letters!.gestures, drawn] },
    ];
    act(() =>
      render(
        <GesturesSection words={words} services={world.services} clock={world.time.clock} />,
        document.body,
      ),
    );
    await vi.waitFor(() => expect(button(`${words('way_show')} (A)`)).toBeDefined());
    expect(button(`${words('way_show')} (J)`)).toBeUndefined();
  });

  it('is shown three times, each after a countdown, and then learnt from one hand of each', async () => {
    const taught = teacher();
    await openDialog();
    await startTakes();
    hold(4);
    await vi.waitFor(() => expect(page()).toContain(words('way_take', '2', '3')));
    expect(page()).toContain(words('way_lower'));
    expect(taught).toEqual([]);
    hold(9);
    await vi.waitFor(() => expect(page()).toContain(words('way_done', 'A')));
    expect(taught.map(({ of, takes }) => [of, takes.length])).toEqual([[key, 3]]);
    expect(world.cameras.lit).toBe(false);
  });

  it('says which gestures may now be mistaken for it', async () => {
    teacher({ taken: [{ key: 'call-gestures:fist', count: 2, of: 20 }] });
    await openDialog();
    await startTakes();
    hold(14);
    await vi.waitFor(() => expect(page()).toContain(words('way_taken', 'Fist', 'A')));
  });

  it('stays as it is if it looks like a resting hand, and the page says so', async () => {
    teacher({ way: null });
    await openDialog();
    await startTakes();
    hold(14);
    await vi.waitFor(() => expect(page()).toContain(words('way_idle', 'A')));
    expect(page()).not.toContain(words('way_forget'));
    expect((await world.store.preferences()).has(key)).toBe(false);
  });

  it('can be forgotten at once, and from the list at any time', async () => {
    teacher();
    await openDialog();
    await startTakes();
    hold(14);
    const dialog = await vi.waitFor(() => {
      expect(page()).toContain(words('way_done', 'A'));
      return document.querySelector('dialog')!;
    });
    [...dialog.querySelectorAll('button')]
      .find(({ textContent }) => textContent === words('way_forget'))!
      .click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect((await world.store.preferences()).has(key)).toBe(false);

    const way = { takes: [], layout: 'hand-2d-1', bias: 4, near: 0.3, far: 0.75 };
    const hands = Array.from({ length: 21 }, (_, i) => [i / 40, 0, 0] as const);
    await world.store.setPreference(key, {
      ownWay: {
        ...way,
        takes: [{ time: 0, points: hands, handedness: 'Right', presence: 1, size: 0.3 }],
      },
    });
    const forget = await vi.waitFor(() => {
      expect(page()).toContain(words('way_on'));
      return button(`${words('way_forget')} (A)`)!;
    });
    forget.click();
    await vi.waitFor(() => expect(page()).toContain(words('way_forgotten')));
    expect((await world.store.preferences()).has(key)).toBe(false);
  });

  it('is asked for again if no hand was seen in a take, without losing those before', async () => {
    const taught = teacher();
    await openDialog();
    await startTakes();
    hold(4);
    act(() => world.show(160, () => []));
    await vi.waitFor(() => expect(page()).toContain(words('way_missed')));
    control(words('way_again')).click();
    await vi.waitFor(() => expect(page()).toContain(words('way_take', '2', '3')));
    hold(9);
    await vi.waitFor(() => expect(taught.length).toBe(1));
    expect(taught[0]!.takes.length).toBe(3);
  });

  it('learns nothing if the dialog is left during a take, and the camera goes off', async () => {
    const taught = teacher();
    await openDialog();
    await startTakes();
    hold(1);
    control(words('options_cancel')).click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(world.cameras.lit).toBe(false);
    expect(world.time.repeats.size).toBe(0);
    expect(taught).toEqual([]);
  });

  it('says what went wrong if nothing could be learnt', async () => {
    world.services.teachWay = () => Promise.reject(new ProblemError('storage-full', 'full'));
    await openDialog();
    await startTakes();
    hold(14);
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_full')));
  });
});

it('only shipped gestures can be shown an own way', async () => {
  await world.store.saveGesture('my-gestures', {
    id: 'coffee',
    kind: 'phrase',
    name: 'Coffee',
    caption: 'A coffee?',
  });
  act(() => render(<GesturesSection words={words} services={world.services} />, document.body));
  await vi.waitFor(() => expect(page()).toContain('Coffee'));
  expect(button(`${words('way_show')} (A)`)).toBeDefined();
  expect(button(`${words('way_show')} (Coffee)`)).toBeUndefined();
});
