// @vitest-environment happy-dom

import { describe, expect, it, vi } from 'vitest';
import { ownPack } from '../../../../src/packs/samples.ts';
import type { MessageKey } from '../../../../src/ui/i18n.ts';
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

/** The field with this label. */
const fieldOf = (label: MessageKey): Element | null | undefined =>
  [...document.querySelectorAll('label')]
    .find(({ textContent }) => textContent === words(label))
    ?.closest('.field');

describe('the gesture that accepts a suggested word', () => {
  const select = () => fieldOf('options_acceptGesture')?.querySelector('select');

  it('cannot be chosen while words are neither suggested nor read', async () => {
    await world.services.settings.change({ spellingLanguage: 'none' });
    openCaptions(world);
    expect(select()).toBeUndefined();
  });

  it('can be chosen while words are read', () => {
    openCaptions(world);
    expect(select()).toBeDefined();
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

describe('the language of spelled words', () => {
  const select = () => fieldOf('options_spellingLanguage')?.querySelector('select');

  it('is that of the captions, English or none', async () => {
    openCaptions(world);
    const choice = select()!;
    expect([...choice.options].map(({ value }) => value)).toEqual(['captions', 'en', 'none']);
    expect(choice.value).toBe('captions');
    choice.value = 'none';
    choice.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(world.changes.at(-1)).toEqual({ spellingLanguage: 'none' }));
  });
});

describe('the user’s own phrases', () => {
  const field = () => fieldOf('panel_own')?.querySelector('textarea');
  const write = (text: string): void => {
    const area = field()!;
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.dispatchEvent(new FocusEvent('blur'));
  };

  it('are saved one by line, in their order', async () => {
    openCaptions(world);
    write('Good morning\n\n  I am deaf: please write \nGood morning\n');
    await vi.waitFor(() =>
      expect(world.changes.at(-1)).toEqual({
        ownPhrases: ['Good morning', 'I am deaf: please write'],
      }),
    );
  });

  it.each([
    'x'.repeat(81),
    'one \u202e two',
    Array.from({ length: 25 }, (_, i) => `${i}`).join('\n'),
  ])('are not saved with %j, and the text stays', async (text) => {
    openCaptions(world);
    write(text);
    await vi.waitFor(() => expect(field()?.getAttribute('aria-invalid')).toBe('true'));
    expect(field()?.value).toBe(text);
    expect(world.changes).toEqual([]);
  });
});

describe('the user’s own words', () => {
  const field = () => fieldOf('options_ownWords')?.querySelector('textarea');
  const write = (text: string): void => {
    const area = field()!;
    area.value = text;
    area.dispatchEvent(new Event('input', { bubbles: true }));
    area.dispatchEvent(new FocusEvent('blur'));
  };
  const refused = () => fieldOf('options_ownWords')?.querySelector('.wrong')?.textContent;

  it('are saved one by line, without empty lines and doubles', async () => {
    openCaptions(world);
    write('Karla\n\n  Łódź \nKarla\n');
    await vi.waitFor(() => expect(world.changes.at(-1)).toEqual({ ownWords: ['Karla', 'Łódź'] }));
    await vi.waitFor(() => expect(field()?.value).toBe('Karla\nŁódź'));
  });

  it.each(['K', 'Привет', 'two words', '4711', 'x'.repeat(25)])(
    'are not saved with %j, and the text stays',
    async (word) => {
      openCaptions(world);
      write(`Karla\n${word}`);
      await vi.waitFor(() => expect(refused()).toBe(words('options_ownWordsWrong')));
      expect(field()?.value).toBe(`Karla\n${word}`);
      expect(world.changes).toEqual([]);
      write('Karla');
      await vi.waitFor(() => expect(world.changes.at(-1)).toEqual({ ownWords: ['Karla'] }));
      expect(refused()).toBeUndefined();
    },
  );

  it('cannot be written while no words are read', async () => {
    await world.services.settings.change({ spellingLanguage: 'none' });
    openCaptions(world);
    expect(field()).toBeUndefined();
  });
});
