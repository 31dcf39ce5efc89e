// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { hello, nothing, overlaysOfEachTest } from './mounted.ts';

const { mount } = overlaysOfEachTest();

describe('the hint', () => {
  const hintOf = (inside: ShadowRoot) => inside.querySelector('.hint');
  const buttons = (inside: ShadowRoot) => [...(hintOf(inside)?.querySelectorAll('button') ?? [])];

  it('stands below the captions and above the status, outside the log of captions', () => {
    const { overlay, inside } = mount();
    overlay.show({ ...hello, hint: { text: 'Only you see them', actions: [] } });
    const order = [...(inside.querySelector('.stack')?.children ?? [])].map(
      ({ className }) => className,
    );
    expect(order.slice(0, 3)).toEqual(['panel', 'hint', 'status']);
    expect(inside.querySelector('[role=log] .hint')).toBeNull();
    // It is announced by whoever shows it.
    expect(inside.querySelector('[role=status]')?.contains(hintOf(inside))).toBe(false);
  });

  it('has a button for each answer', () => {
    const { overlay, inside } = mount();
    const run = vi.fn();
    const actions = [
      { label: 'Let others see them', run },
      { label: 'Close', run: () => undefined },
    ];
    overlay.show({ ...hello, hint: { text: 'Only you see them', actions } });
    expect(buttons(inside).map(({ textContent }) => textContent)).toEqual([
      'Let others see them',
      'Close',
    ]);
    buttons(inside)[0]?.click();
    expect(run).toHaveBeenCalledOnce();
  });

  it('leaves the focus in the text field of the page when it is pressed', () => {
    const { overlay, inside } = mount();
    const actions = [{ label: 'Write', run: () => undefined }];
    overlay.show({ ...hello, hint: { text: 'Only you see them', actions } });
    const down = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    buttons(inside)[0]?.dispatchEvent(down);
    expect(down.defaultPrevented).toBe(true);
  });

  it('stays when the captions have gone, until it is taken away', () => {
    const { overlay, inside } = mount();
    const hint = { text: 'Only you see them', actions: [] };
    overlay.show({ ...hello, hint });
    overlay.show({ ...nothing, hint });
    expect(hintOf(inside)?.textContent).toBe('Only you see them');
    overlay.show(nothing);
    expect(hintOf(inside)).toBeNull();
  });
});
