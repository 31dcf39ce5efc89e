// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { ownPack } from '../../../../src/packs/samples.ts';
import { page, words } from '../fake-services.ts';
import { field, openCaptions, stage } from './captions-driver.tsx';
import { pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

describe('captions', () => {
  it('are in the language that is chosen by its own name, and so is the preview at once', async () => {
    world.services.vocabularies = async () => [
      {
        id: 'call-gestures',
        name: '',
        gestures: ['thumbs-up', 'fist', 'open-palm', 'point-up'].map((id) => ({
          id,
          kind: 'phrase',
          caption: `${id} بالعربية`,
          captionLanguage: 'ar',
          name: id,
        })),
      },
    ];
    openCaptions(world);
    const lines = () =>
      [...(stage()?.querySelectorAll<HTMLElement>('.line') ?? [])].map((line) => [
        line.dataset.text,
        line.lang,
        line.dir,
      ]);
    await vi.waitFor(() =>
      expect(lines()[1]).toEqual([words('options_previewNewest'), '', 'auto']),
    );
    const select = field<HTMLSelectElement>('options_captionLanguage');
    expect([...select.options].map(({ lang, text }) => `${lang} ${text}`)).toContain('ar العربية');
    select.value = 'ar';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(lines()[1]).toEqual(['point-up بالعربية', 'ar', 'rtl']));
    expect(world.changes).toEqual([{ captionLanguage: 'ar' }]);
  });
});

describe('the gesture that accepts a suggested word', () => {
  const select = () =>
    [...document.querySelectorAll('label')]
      .find(({ textContent }) => textContent === words('options_acceptGesture'))
      ?.parentElement?.querySelector('select');

  it('cannot be chosen while no words are suggested', () => {
    openCaptions(world);
    expect(select()).toBeUndefined();
  });

  it('is one of those that are recognized while spelling', async () => {
    const { store } = world;
    const gesture = (id: string) => ({ id, kind: 'phrase', name: id, caption: id }) as const;
    await store.saveGesture(ownPack, gesture('elsewhere'));
    await store.saveGesture('for-letters', gesture('go'));
    await store.savePack('for-letters', { vocabularies: ['fingerspelling'] });
    await world.services.settings.change({ wordSuggestions: true });
    openCaptions(world);
    await vi.waitFor(() =>
      expect([...(select()?.options ?? [])].map(({ text }) => text)).toEqual([
        words('options_acceptGestureNone'),
        'go',
      ]),
    );
    const choice = select()!;
    choice.value = 'for-letters:go';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() =>
      expect(world.changes.at(-1)).toEqual({ acceptGesture: 'for-letters:go' }),
    );
    await vi.waitFor(() => expect(select()?.value).toBe('for-letters:go'));
    choice.value = '';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(world.changes.at(-1)).toEqual({ acceptGesture: null }));
  });

  it('has a note about what is missing if there is none', async () => {
    await world.services.settings.change({ wordSuggestions: true });
    openCaptions(world);
    await vi.waitFor(() => expect(page()).toContain(words('options_acceptGestureMissing')));
    expect(select()?.disabled).toBe(true);
  });
});
