// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { movementAt } from '../../teaching/recording/fake-movements.ts';
import { words } from '../fake-services.ts';
import { pageOfEachTest } from './fake-page.ts';
import { card, openGestures } from './gestures-driver.tsx';

const world = pageOfEachTest();
const open = () => openGestures(world);

describe('the card of a gesture', () => {
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

  it('lets the user choose in words how sure the recognition must be', async () => {
    await open();
    const select = () => card('Fist').querySelector('select')!;
    const choose = async (step: string, stored: number | undefined): Promise<void> => {
      select().value = step;
      select().dispatchEvent(new Event('change', { bubbles: true }));
      await vi.waitFor(async () =>
        expect((await world.store.preferences()).get('call-gestures:fist')?.threshold).toBe(stored),
      );
      await vi.waitFor(() => expect(select().value).toBe(step));
    };
    expect(select().value).toBe('usual');
    await choose('sooner', 0.56);
    await choose('surer', 0.82);
    await choose('usual', undefined);
    await world.store.setPreference('call-gestures:fist', { threshold: 0.61 });
    await vi.waitFor(() => expect(select().selectedOptions[0]?.textContent).toBe('61%'));
  });

  describe('whose captions were marked as wrong three times', () => {
    const mark = (take: string) =>
      world.store.addUnknowns([
        {
          id: take,
          take,
          recordedAt: 1_790_000_000_000,
          hands: [movementAt()[0]!],
          origin: 'wrong',
          captionedAs: 'call-gestures:fist',
        },
      ]);
    const offer = () => card('Fist').querySelector('.often-wrong');
    const press = (name: Parameters<typeof words>[0]): void => {
      const button = [...(offer()?.querySelectorAll('button') ?? [])].find(
        ({ textContent }) => textContent === words(name),
      );
      button?.click();
    };
    const preference = async () => (await world.store.preferences()).get('call-gestures:fist');

    it('can be made surer, or switched off, in one press', async () => {
      await mark('one');
      await mark('two');
      await open();
      expect(offer()).toBeNull();
      await mark('three');
      await vi.waitFor(() =>
        expect(offer()?.textContent).toContain(words('options_wrongOften', '3')),
      );
      expect(card('Peace').querySelector('.often-wrong')).toBeNull();
      press('options_certaintySurer');
      await vi.waitFor(async () => expect((await preference())?.threshold).toBe(0.82));
      await vi.waitFor(() => expect(offer()?.querySelectorAll('button')).toHaveLength(1));
      press('options_wrongOff');
      await vi.waitFor(async () => expect((await preference())?.enabled).toBe(false));
      await vi.waitFor(() => expect(offer()).toBeNull());
    });
  });
});
