// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Dialog } from '../../../src/ui/dialog.tsx';
import { Meter, Slider, TextField } from '../../../src/ui/fields.tsx';

afterEach(() => {
  render(null, document.body);
});

describe('a text field', () => {
  const onSave = vi.fn<(value: string) => void>();
  const show = (value: string, saved = ''): void => {
    act(() =>
      render(
        <TextField
          label="Caption"
          value={value}
          maxLength={20}
          emptyText="Needs text."
          {...{ onSave, saved }}
        />,
        document.body,
      ),
    );
  };
  const input = (): HTMLInputElement => document.querySelector('input')!;
  const status = (): string => document.querySelector('[role=status]')?.textContent ?? '';
  const type = (text: string): void => {
    act(() => {
      input().value = text;
      input().dispatchEvent(new Event('input', { bubbles: true }));
    });
  };
  const press = (key: string): void => {
    act(() => {
      input().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
  };
  const leave = (): void => {
    act(() => {
      input().dispatchEvent(new FocusEvent('blur'));
    });
  };
  afterEach(() => onSave.mockReset());

  it('saves the trimmed text on Enter, and only once although it then loses the focus', () => {
    show('Yes');
    type('  Agreed ');
    press('Enter');
    leave();
    expect(onSave.mock.calls).toEqual([['Agreed']]);
  });

  it('saves when it loses the focus', () => {
    show('Yes');
    type('Agreed');
    leave();
    expect(onSave).toHaveBeenCalledWith('Agreed');
  });

  it('saves nothing if nothing was changed', () => {
    show('Yes');
    leave();
    type('Yes');
    leave();
    expect(onSave).not.toHaveBeenCalled();
  });

  it('says that an empty text is not saved, and restores the old one with Escape', () => {
    show('Yes');
    type('  ');
    leave();
    expect(onSave).not.toHaveBeenCalled();
    expect(status()).toBe('Needs text.');
    expect(input().getAttribute('aria-invalid')).toBe('true');
    press('Escape');
    expect(input().value).toBe('Yes');
    expect(status()).toBe('');
  });

  it('shows what another page saved, but does not replace what is being typed', () => {
    show('Yes');
    show('Agreed');
    expect(input().value).toBe('Agreed');
    type('Agree');
    show('Sure');
    expect(input().value).toBe('Agree');
  });

  it('says that it was saved, also to screen readers', () => {
    show('Yes', 'Saved.');
    expect(status()).toBe('Saved.');
    const described = input().getAttribute('aria-describedby');
    expect(document.getElementById(described!)?.textContent).toBe('Saved.');
  });
});

describe('a slider', () => {
  it('gives its value in words and its mark in a note', () => {
    render(
      <Slider
        label="How sure"
        value={0.6}
        min={0}
        max={1}
        step={0.01}
        text="60 %"
        mark={{ at: 0.7, label: 'Default 70 %.' }}
        onSave={() => {}}
      />,
      document.body,
    );
    const input = document.querySelector('input')!;
    expect(input.getAttribute('aria-valuetext')).toBe('60 %');
    expect(document.getElementById(input.getAttribute('aria-describedby')!)?.textContent).toBe(
      'Default 70 %.',
    );
    expect(document.querySelector<HTMLElement>('.tick')?.style.getPropertyValue('--at')).toBe(
      '0.7',
    );
  });
});

describe('a meter', () => {
  it('counts as reached from its threshold on', () => {
    const reached = (value: number): boolean => {
      render(<Meter label="Fist" value={value} threshold={0.5} />, document.body);
      return document.querySelector('.meter.reached') !== null;
    };
    expect([0.49, 0.5, 1.2].map(reached)).toEqual([false, true, true]);
    expect(document.querySelector('[role=meter]')?.getAttribute('aria-valuenow')).toBe('100');
  });
});

describe('a dialog', () => {
  it('opens as modal, is named by its title, and restores the focus', () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    const place = document.createElement('div');
    document.body.append(place);
    const onClose = vi.fn();
    act(() =>
      render(
        <Dialog title="Delete?" onClose={onClose} actions={<button type="button">No</button>}>
          <p>Gone for good.</p>
        </Dialog>,
        place,
      ),
    );
    const dialog = document.querySelector('dialog')!;
    expect(dialog.open).toBe(true);
    expect(document.getElementById(dialog.getAttribute('aria-labelledby')!)?.textContent).toBe(
      'Delete?',
    );
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(onClose).toHaveBeenCalledOnce();
    dialog.querySelector('button')!.focus();
    // At once, not after the next paint: a key that is pressed meanwhile would be lost.
    render(null, place);
    expect(document.activeElement).toBe(before);
    place.remove();
    before.remove();
  });
});
