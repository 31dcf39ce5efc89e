// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import en from '../../../_locales/en/messages.json';
import { gestureKey, ownPack, type Sample } from '../../../src/packs/samples.ts';
import type { StoredPack, TaughtRecord } from '../../../src/packs/store-types.ts';
import {
  readSigns,
  type Sign,
  type Signs,
  type SignsParts,
} from '../../../src/popup/signs/read.ts';
import { createSignsStore, type SignsApi } from '../../../src/popup/signs/store.ts';
import { callGestures } from '../options/fake-services.ts';
import { fakeApi, fakeReaders, off } from './fake-browser.ts';
import { closeAfterEachTest, open, toggle } from './popup-driver.tsx';

closeAfterEachTest();

const points = Array.from({ length: 21 }, (_, i): [number, number, number] => [i, i % 4, 0]);
const hand = { time: 0, handedness: 'Right', presence: 1, size: 0.4, points } as const;

/** A store with one pack of two gestures, of which the first was trained. */
function parts(taught: Partial<TaughtRecord> | null = {}): SignsParts {
  const gesture = (id: string, moves?: true) =>
    ({ id, kind: 'phrase', name: id, caption: `${id}!`, moves }) as const;
  const pack = (id: string, more: Partial<StoredPack> = {}): StoredPack => ({
    id,
    name: id,
    provenance: '',
    licence: '',
    vocabularies: ['call-gestures'],
    enabled: true,
    gestures: [gesture('wait'), gesture('wave', true)],
    sampleCounts: {},
    ...more,
  });
  const sample = (gesture: string): Sample =>
    ({ id: gesture, pack: ownPack, gesture, recordedAt: 0, take: 'one', hands: [hand] }) as Sample;
  const keys = ['wait', 'wave', 'gone'].map((id) => gestureKey(ownPack, id));
  return {
    vocabularies: async () => [callGestures],
    pictograms: async () => new Map([['call-gestures:fist', points]]),
    store: {
      packs: async () => [pack(ownPack), pack('office'), pack('asleep', { enabled: false })],
      preferences: async () =>
        new Map([
          ['call-gestures:peace', { enabled: false }],
          ['call-gestures:fist', { caption: 'Halt' }],
        ]),
      samplesOfPack: async () =>
        new Map([
          ['wait', [sample('wait')]],
          ['wave', [sample('wave')]],
        ]),
      taught: async () =>
        taught && {
          classifier: null,
          report: null,
          trainedAt: 0,
          gestures: keys,
          beside: ['call-gestures'],
          live: true,
          ...taught,
        },
    },
  };
}

describe('the signs of a vocabulary', () => {
  it('are those that are captioned: switched on, with the user’s captions, and own ones in use', async () => {
    const { own, shipped } = await readSigns(parts(), 'call-gestures');
    expect(shipped).toMatchObject([{ key: 'call-gestures:fist', caption: 'Halt', points }]);
    expect(own.map(({ key }) => key)).toEqual([`${ownPack}:wait`, `${ownPack}:wave`]);
    expect(own[0]).toMatchObject({ points, movement: null });
    expect(own[1]).toMatchObject({ points: null, movement: [hand] });
  });

  it.each([
    ['nothing was taught', null],
    ['it was taught beside another vocabulary', { beside: ['fingerspelling'] }],
    ['it is not in the training that is in use', { gestures: ['other:wait'] }],
  ])('have none of the user’s own if %s', async (_, taught) => {
    expect((await readSigns(parts(taught), 'call-gestures')).own).toEqual([]);
  });

  it('have those of an earlier version, which was always taught beside call gestures', async () => {
    expect((await readSigns(parts({ beside: undefined }), 'call-gestures')).own).toHaveLength(2);
  });

  it('have empty drawings if the drawings cannot be read', async () => {
    const signs = await readSigns(
      { ...parts(), pictograms: () => Promise.reject(new Error('gone')) },
      'call-gestures',
    );
    expect(signs.shipped).toMatchObject([{ points: null }]);
  });

  it('are those that were asked for last', async () => {
    const answers: ((signs: Signs) => void)[] = [];
    const dispose = vi.fn();
    const store = createSignsStore({
      read: () => new Promise((done) => answers.push(done)),
      dispose,
    });
    void store.show('call-gestures');
    const second = store.show('fingerspelling');
    const signs = { own: [], shipped: [] };
    answers[1]?.(signs);
    answers[0]?.({ own: [], shipped: [] });
    await second;
    expect(store.signs.value).toBe(signs);
    store.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });
});

describe('the view of all signs', () => {
  const sign = (key: string, more: Partial<Sign> = {}): Sign => ({
    key,
    name: key,
    caption: `${key}!`,
    kind: 'phrase',
    points,
    movement: null,
    ...more,
  });
  const openView = async (api: SignsApi, state = off): Promise<void> => {
    await open(state, fakeApi(), fakeReaders(), api);
    link().click();
    await vi.waitFor(() => expect(document.querySelector('main.signs')).not.toBeNull());
  };
  const link = (): HTMLButtonElement => {
    const found = document.querySelector<HTMLButtonElement>('.field-head .link');
    if (!found) throw new Error('no button');
    return found;
  };
  const showing = (signs: Signs): SignsApi => ({ read: async () => signs, dispose() {} });
  const texts = (selector: string) =>
    [...document.querySelectorAll(selector)].map(({ textContent }) => textContent);

  it('shows the user’s own first, each with its drawing, caption and name', async () => {
    await openView(showing({ own: [sign('wait')], shipped: [sign('fist', { caption: 'fist' })] }));
    await vi.waitFor(() => expect(texts('.sheet h2')).toHaveLength(2));
    expect(texts('.sheet h2')).toEqual([en.signs_own.message, en.vocabulary_callGestures.message]);
    expect(texts('.caption')).toEqual(['wait!', 'fist']);
    expect(texts('.name'), 'none that says the same').toEqual(['wait']);
    expect(document.querySelectorAll('.sheet .hand-drawing path').length).toBeGreaterThan(0);
  });

  it('has letters in a grid of their own, and the space by its name', async () => {
    const letters = [
      sign('A', { caption: 'A', kind: 'letter' }),
      sign('Space', { caption: ' ', kind: 'space' }),
    ];
    await openView(showing({ own: [], shipped: letters }));
    await vi.waitFor(() => expect(texts('.alphabet .caption')).toEqual(['A', 'Space']));
    expect(texts('.name')).toEqual([]);
    expect(texts('.sheet h2'), 'nothing of the user’s own').toHaveLength(1);
  });

  it('takes the focus, and Escape gives it back without closing the popup', async () => {
    await openView(showing({ own: [], shipped: [] }));
    await vi.waitFor(() => expect(texts('.note')).toEqual([en.signs_none.message]));
    expect(document.activeElement?.textContent).toBe(en.signs_back.message);
    expect(document.querySelector('[role=switch]'), 'the controls').toBeNull();
    const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    await vi.waitFor(() => expect(toggle()).not.toBeNull());
    await vi.waitFor(() => expect(document.activeElement).toBe(link()));
  });

  it('goes back by its button', async () => {
    await openView(showing({ own: [], shipped: [] }));
    document.querySelector<HTMLButtonElement>('main.signs header button')?.click();
    await vi.waitFor(() => expect(toggle()).not.toBeNull());
  });

  it('says it if the signs cannot be read', async () => {
    await openView({ read: () => Promise.reject(new Error('damaged')), dispose() {} });
    await vi.waitFor(() => expect(texts('[role=alert]')).toEqual([en.signs_failed.message]));
  });

  it('reads nothing before it is opened', async () => {
    const read = vi.fn(async () => ({ own: [], shipped: [] }));
    await open(off, fakeApi(), fakeReaders(), { read, dispose() {} });
    expect(read).not.toHaveBeenCalled();
    link().click();
    await vi.waitFor(() => expect(read).toHaveBeenCalledWith('call-gestures'));
  });
});
