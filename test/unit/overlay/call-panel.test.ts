// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallPanel } from '../../../src/overlay/call-panel/types.ts';
import { panelTexts } from '../content/panel/panel-texts.ts';
import { hello, host, nothing, overlaysOfEachTest, texts } from './mounted.ts';

const { mount, faults } = overlaysOfEachTest();

const panel: CallPanel = {
  texts: panelTexts,
  captions: [
    { id: 1, text: 'Hello' },
    { id: 2, text: 'Yes', language: 'en' },
  ],
  phrases: { own: ['Good morning'], recent: ['On my way'], onSay: vi.fn() },
  size: { text: '100 %', onSmaller: vi.fn(), onLarger: null },
  vocabularies: {
    all: panelTexts.vocabularies,
    chosen: 'call-gestures',
    onlyOn: null,
    onChoose: vi.fn(),
  },
  readers: { everyone: false, onlyOn: null, onChange: vi.fn(), about: 'Only you' },
  onPause: vi.fn(),
  onClose: vi.fn(),
};

const boxOf = (inside: ShadowRoot) => inside.querySelector<HTMLElement>('.call-panel');
const button = (inside: ShadowRoot, name: string): HTMLElement => {
  const found = [...(boxOf(inside)?.querySelectorAll('button') ?? [])].find(
    (one) => (one.getAttribute('aria-label') ?? one.textContent)?.trim() === name,
  );
  if (!found) throw new Error(`no button ${name}`);
  return found;
};

const openSettings = async (inside: ShadowRoot): Promise<void> => {
  button(inside, 'Settings').click();
  await vi.waitFor(() => button(inside, 'Pause everywhere'));
};

beforeEach(() => vi.clearAllMocks());

describe('the panel over a call', () => {
  it('is shown whether there are captions or not, and goes without a trace', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    expect(boxOf(inside)).not.toBeNull();
    expect(host()?.hidden).toBe(false);
    expect(inside.querySelector('.band'), 'a band without captions').toBeNull();
    overlay.show({ ...hello, panel });
    overlay.show(nothing);
    expect(boxOf(inside)).toBeNull();
    expect(host()?.hidden).toBe(true);
  });

  it('says which choice counts on this site only, in a text that a page cannot find', async () => {
    const { overlay, inside } = mount();
    const onlyOn = 'On meet.example only';
    overlay.show({ ...nothing, panel });
    await openSettings(inside);
    expect(texts(inside, '.only-on')).toEqual([]);
    overlay.show({ ...nothing, panel: { ...panel, readers: { ...panel.readers, onlyOn } } });
    await vi.waitFor(() => expect(texts(inside, '.only-on')).toEqual([onlyOn]));
    expect(boxOf(inside)?.textContent).not.toContain('meet.example');
  });

  it('has no text of a caption that a page could find, and announces nothing', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    expect(texts(inside, '.last .drawn')).toEqual(['Hello', 'Yes']);
    expect(boxOf(inside)?.textContent).not.toMatch(/Hello|Yes/);
    expect(boxOf(inside)?.querySelector('[aria-live], [role=status], [role=log]')).toBeNull();
  });

  it('takes the focus when it opens, and gives it back', () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    expect(inside.activeElement).toBe(boxOf(inside));
    overlay.show(nothing);
    expect(document.activeElement).toBe(field);
  });

  it('keeps its place in the focus while captions come', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    const close = button(inside, 'Close');
    close.focus();
    overlay.show({ ...hello, panel: { ...panel, captions: [] } });
    expect(inside.activeElement).toBe(close);
    expect(boxOf(inside)?.textContent).toContain('None yet');
  });

  it('leaves the focus in the page if the user went back to it', () => {
    const field = document.createElement('input');
    document.body.append(document.createElement('button'), field);
    const { overlay } = mount();
    overlay.show({ ...nothing, panel });
    field.focus();
    overlay.show(nothing);
    expect(document.activeElement).toBe(field);
  });

  it('closes with Escape', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    const press = (key: string) =>
      boxOf(inside)?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    press('a');
    expect(panel.onClose).not.toHaveBeenCalled();
    press('Escape');
    expect(panel.onClose).toHaveBeenCalledOnce();
  });

  it('has tabs with one stop for Tab, between which arrow keys go in the direction of the texts', async () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    const stops = () =>
      [...inside.querySelectorAll<HTMLElement>('[role=tab]')].map(({ tabIndex }) => tabIndex);
    const press = (key: string) =>
      inside.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      );
    button(inside, 'Last captions').focus();
    expect(stops()).toEqual([0, -1, -1]);
    press('End');
    expect(inside.activeElement).toBe(button(inside, 'Settings'));
    await vi.waitFor(() => expect(stops()).toEqual([-1, -1, 0]));
    expect(boxOf(inside)?.textContent).toContain('Pause everywhere');
    press('Home');
    await vi.waitFor(() => expect(stops()).toEqual([0, -1, -1]));
    // This overlay is from right to left.
    press('ArrowLeft');
    expect(inside.activeElement).toBe(button(inside, 'Phrases'));
  });

  it('does what its buttons say', async () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    button(inside, 'Close').click();
    expect(panel.onClose).toHaveBeenCalledOnce();
    await openSettings(inside);
    button(inside, 'Smaller').click();
    expect(panel.size.onSmaller).toHaveBeenCalledOnce();
    button(inside, 'Fingerspelling').click();
    expect(panel.vocabularies.onChoose).toHaveBeenCalledExactlyOnceWith('fingerspelling');
    button(inside, 'Others see my captions').click();
    expect(panel.readers.onChange).toHaveBeenCalledExactlyOnceWith(true);
    button(inside, 'Pause everywhere').click();
    expect(panel.onPause).toHaveBeenCalledOnce();
    // Where there is no further step, the button keeps the focus and does nothing.
    expect(button(inside, 'Larger').getAttribute('aria-disabled')).toBe('true');
    button(inside, 'Larger').click();
    expect(faults).toEqual([]);
  });

  it('says a phrase when it is pressed, whose text a page cannot find', async () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    button(inside, 'Phrases').click();
    await vi.waitFor(() => button(inside, 'Good morning'));
    button(inside, 'Good morning').click();
    button(inside, 'On my way').click();
    expect(vi.mocked(panel.phrases.onSay).mock.calls).toEqual([['Good morning'], ['On my way']]);
    expect(texts(inside, '.choices .drawn')).toEqual(['Good morning', 'On my way']);
    expect(boxOf(inside)?.textContent).not.toMatch(/Good morning|On my way/);
    overlay.show({ ...nothing, panel: { ...panel, phrases: { ...panel.phrases, own: [] } } });
    expect(boxOf(inside)?.textContent).toContain('None of your own');
  });

  it('says which of them are chosen', async () => {
    const { overlay, inside } = mount();
    overlay.show({ ...nothing, panel });
    await openSettings(inside);
    expect(button(inside, 'Call gestures').getAttribute('aria-pressed')).toBe('true');
    expect(button(inside, 'Fingerspelling').getAttribute('aria-pressed')).toBe('false');
    expect(button(inside, 'Others see my captions').getAttribute('aria-checked')).toBe('false');
  });
});
