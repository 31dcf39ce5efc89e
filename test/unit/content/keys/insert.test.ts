// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { insertIntoField, spaced } from '../../../../src/content/keys/insert.ts';

const insert = (text = 'Yes'): boolean => insertIntoField(document, text);
const add = <T extends HTMLElement>(html: string): T => {
  document.body.insertAdjacentHTML('beforeend', html);
  const element = document.body.lastElementChild as T;
  element.focus();
  return element;
};
const caretIn = (element: Element): void => {
  const node = element.firstChild ?? element;
  const range = document.createRange();
  range.setStart(node, node.textContent?.length ?? 0);
  range.collapse(true);
  document.getSelection()?.removeAllRanges();
  document.getSelection()?.addRange(range);
};

beforeEach(() => {
  // This document cannot insert text as if typed, so the field is changed directly. Real typing is
  // tested in a real browser (test/e2e/insert.test.ts).
  document.execCommand = vi.fn(() => false);
});
afterEach(() => {
  document.body.replaceChildren();
});

describe('a focused text field', () => {
  it('gets the caption at its cursor, and the page gets an input event', () => {
    const input = add<HTMLInputElement>('<input value="well then">');
    input.setSelectionRange(4, 4);
    const received: [string | null, string][] = [];
    document.body.addEventListener(
      'input',
      (event) => {
        const { data, inputType } = event as InputEvent;
        received.push([data, inputType]);
      },
      { once: true },
    );
    expect(insert()).toBe(true);
    expect(input.value).toBe('well Yes then');
    expect(received).toEqual([[' Yes', 'insertText']]);
  });

  it('gets the caption only once when the browser inserts it as if typed', () => {
    const area = add<HTMLTextAreaElement>('<textarea></textarea>');
    document.execCommand = vi.fn((_command, _ui, text) => {
      area.value += text;
      // In some pages it returns false although the text was inserted.
      return false;
    });
    expect(insert()).toBe(true);
    expect(area.value).toBe('Yes');
  });

  it('loses its selection, and takes no more than its maximum length', () => {
    const input = add<HTMLInputElement>('<input value="No" maxlength="4">');
    input.setSelectionRange(0, 0);
    expect(insert()).toBe(true);
    expect(input.value).toBe('YeNo');
    const area = add<HTMLTextAreaElement>('<textarea>No</textarea>');
    area.setSelectionRange(0, 2);
    expect(insert()).toBe(true);
    expect(area.value).toBe('Yes');
  });

  it('may be a rich text field', () => {
    const rich = add<HTMLElement>('<div contenteditable="true" tabindex="0">Well</div>');
    Object.defineProperty(rich, 'isContentEditable', { value: true });
    caretIn(rich);
    const received = vi.fn();
    rich.addEventListener('input', received);
    expect(insert()).toBe(true);
    expect(rich.textContent).toBe('Well Yes');
    expect(received).toHaveBeenCalledOnce();
  });

  it('may be inside an open shadow root', () => {
    const host = add<HTMLElement>('<x-chat></x-chat>');
    const root = host.attachShadow({ mode: 'open' });
    root.innerHTML = '<input>';
    const input = root.querySelector('input')!;
    vi.spyOn(document, 'activeElement', 'get').mockReturnValue(host);
    Object.defineProperty(root, 'activeElement', { value: input });
    expect(insert()).toBe(true);
    expect(input.value).toBe('Yes');
    vi.restoreAllMocks();
  });
});

describe('no caption is inserted', () => {
  it.each([
    '<button>Send</button>',
    '<input type="password">',
    '<input type="number">',
    '<input type="checkbox">',
    '<input readonly>',
    '<textarea readonly></textarea>',
    '<select><option>a</option></select>',
    '<div tabindex="0">text</div>',
  ])('into %s', (html) => {
    const element = add(html);
    const before = document.body.innerHTML;
    expect(insert()).toBe(false);
    expect(document.body.innerHTML).toBe(before);
    expect((element as HTMLInputElement).value ?? '').not.toContain('Yes');
    expect(document.execCommand).not.toHaveBeenCalled();
  });

  it('where nothing is focused', () => {
    expect(insert()).toBe(false);
  });

  it('into a field that is full', () => {
    const input = add<HTMLInputElement>('<input value="full" maxlength="4">');
    expect(insert()).toBe(false);
    expect(input.value).toBe('full');
  });
});

describe('the space before a caption', () => {
  it.each([
    ['', 'Yes', 'Yes'],
    ['well', 'Yes', ' Yes'],
    ['well ', 'Yes', 'Yes'],
    ['well\n', 'Yes', 'Yes'],
    ['نعم', 'لا', ' لا'],
    ['はい', 'いいえ', 'いいえ'],
    ['OK', 'はい', 'はい'],
  ])('stands only between words: "%s" and "%s"', (before, text, expected) => {
    expect(spaced(before, text)).toBe(expected);
  });
});
