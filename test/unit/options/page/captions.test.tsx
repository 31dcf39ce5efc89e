// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import { control, page, words } from '../fake-services.ts';
import { field, openCaptions, stage } from './captions-driver.tsx';
import { full, pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

describe('the captions section', () => {
  const ring = (): HTMLButtonElement => {
    const label = [...document.querySelectorAll('label')].find(
      ({ textContent }) => textContent === words('options_ring'),
    );
    return document.getElementById(label!.htmlFor) as HTMLButtonElement;
  };
  const slider = (at: number): HTMLInputElement =>
    document.querySelectorAll<HTMLInputElement>('input[type=range]')[at]!;

  it('shows the stored settings', () => {
    openCaptions(world);
    expect(slider(0).value).toBe(String(defaultSettings.dwellMs));
    expect(slider(1).value).toBe(String(defaultSettings.captionMs));
    expect(document.querySelector<HTMLInputElement>('input:checked')?.value).toBe('normal');
  });

  it('stores each change at once and says that it is saved', async () => {
    openCaptions(world);
    slider(0).value = '1200';
    slider(0).dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(page()).toContain(words('options_saved')));
    document.querySelector<HTMLInputElement>('input[value=strict]')?.click();
    ring().click();
    await vi.waitFor(() =>
      expect(world.changes).toEqual([
        { dwellMs: 1200 },
        { strictness: 'strict' },
        { dwellIndicator: false },
      ]),
    );
  });

  it('stores that nothing is said of signs that are not recognised', async () => {
    openCaptions(world);
    const label = [...document.querySelectorAll('label')].find(
      ({ textContent }) => textContent === words('options_whyHints'),
    );
    document.getElementById(label!.htmlFor)?.click();
    await vi.waitFor(() => expect(world.changes).toEqual([{ whyHints: false }]));
  });

  it('stores nothing while a slider is being moved', () => {
    openCaptions(world);
    act(() => {
      slider(0).value = '900';
      slider(0).dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(page()).toContain(words('options_seconds', '0.9'));
    expect(world.changes).toEqual([]);
  });

  it('stores how long a pause ends a word, from 1.5 to 8 seconds', async () => {
    openCaptions(world);
    const pause = field<HTMLInputElement>('options_wordPause');
    expect([pause.value, pause.min, pause.max]).toEqual(['2500', '1500', '8000']);
    expect(page()).toContain(words('options_seconds', '2.5'));
    pause.value = '4000';
    pause.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(world.changes).toEqual([{ wordPauseMs: 4000 }]));
  });

  it('stores whether letters flow, which they do not until the user wants it', async () => {
    openCaptions(world);
    const way = (name: string) => document.querySelector<HTMLInputElement>(`input[value=${name}]`)!;
    expect(way('single').checked).toBe(true);
    way('flowing').click();
    await vi.waitFor(() => expect(world.changes).toEqual([{ spelling: 'flowing' }]));
  });

  it('previews what the gestures say in a call', async () => {
    openCaptions(world);
    const lines = () =>
      [...(stage()?.querySelectorAll<HTMLElement>('.line') ?? [])].map((line) => line.dataset.text);
    await vi.waitFor(() => expect(lines()).toContain('Peace'));
  });

  it('has what concerns spelling under one heading', () => {
    openCaptions(world);
    const spelling = document.querySelector('#captions-spelling');
    expect(spelling?.querySelector('h2')?.textContent).toBe(words('options_spelling'));
    expect(spelling?.textContent).toContain(words('options_wordPause'));
    expect(spelling?.textContent).toContain(words('options_suggest'));
  });

  it('says why a change was not stored, and shows the stored value', async () => {
    world.services.settings.change = async () => full();
    openCaptions(world);
    ring().click();
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_full')));
    expect(ring().getAttribute('aria-checked')).toBe('true');
  });
});

describe('taking a caption back by a gesture', () => {
  it('is off, says what it does, and is thumbs down until another gesture is chosen', async () => {
    openCaptions(world);
    const toggle = field<HTMLButtonElement>('options_wrongGesture');
    expect(toggle.getAttribute('aria-checked')).toBe('false');
    expect(page()).toContain(words('options_wrongGestureAbout'));
    expect(field('options_wrongGestureWhich')).toBeNull();
    act(() => toggle.click());
    expect(world.changes).toEqual([{ wrongGesture: 'thumbs-down' }]);
    const list = await vi.waitFor(() => {
      const found = field<HTMLSelectElement>('options_wrongGestureWhich');
      expect(found?.options.length).toBe(3);
      return found;
    });
    // The vocabulary of this test has no thumbs down: its id is better than another gesture's name.
    expect([...list.options].map(({ text }) => text)).toEqual(['Fist', 'Peace', 'thumbs-down']);
    expect(list.value).toBe('thumbs-down');
    act(() => {
      list.value = 'fist';
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(world.changes.at(-1)).toEqual({ wrongGesture: 'fist' });
    act(() => field('options_wrongGesture').click());
    expect(world.changes.at(-1)).toEqual({ wrongGesture: null });
  });
});

describe('the look of captions', () => {
  it('is shown in the preview while it is being changed, and stored afterwards', async () => {
    openCaptions(world);
    const color = field<HTMLInputElement>('options_color');
    act(() => {
      color.value = '#ffee00';
      color.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(stage()?.style.getPropertyValue('--color')).toBe('rgb(255 238 0 / 1)');
    expect(world.changes).toEqual([]);
    color.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(world.changes).toEqual([{ captionColor: '#ffee00' }]));
  });

  it('has a warning only while captions may be hard to read', async () => {
    openCaptions(world);
    const warned = () => document.querySelector('.contrast')?.textContent;
    expect(warned()).toBe('');
    act(() => {
      const opacity = field<HTMLInputElement>('options_opacity');
      opacity.value = '10';
      opacity.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(warned()).toContain('4.5');
    act(() => {
      const edge = field<HTMLSelectElement>('options_edge');
      edge.value = 'outline';
      edge.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await vi.waitFor(() => expect(warned()).toBe(''));
  });

  it('is reset without changing anything else', async () => {
    await world.services.settings.change({ captionSize: 200, captionMs: 9000, captionSound: true });
    openCaptions(world);
    control(words('options_lookReset')).click();
    await vi.waitFor(() =>
      expect(world.services.settings.current.value).toEqual({
        ...defaultSettings,
        captionMs: 9000,
      }),
    );
  });
});
