// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFocus } from '../../../src/ui/keep-focus.ts';

/** Mutation observers are called in a microtask. */
const told = (): Promise<void> => new Promise((go) => setTimeout(go));

describe('a page that keeps the focus', () => {
  let root: HTMLElement;
  let stop: () => void;

  const element = <Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    place: Element,
    text = '',
  ): HTMLElementTagNameMap[Name] => {
    const made = document.createElement(name);
    made.textContent = text;
    return place.appendChild(made);
  };

  beforeEach(() => {
    root = element('main', document.body);
    element('h1', root, 'Page');
    stop = keepFocus(root);
  });

  afterEach(() => {
    stop();
    root.remove();
  });

  /** A container with a focused button. */
  const part = (heading: string | null) => {
    const section = element('section', root);
    if (heading) element('h2', section, heading);
    const button = element('button', element('p', section), 'Train');
    button.focus();
    return { section, button };
  };
  const focused = (): string | null | undefined => document.activeElement?.textContent;

  it('moves it to the heading of the container when the focused button disappears', async () => {
    const { button } = part('Training');
    button.remove();
    await told();
    expect(focused()).toBe('Training');
  });

  it('moves it there when the focused button is disabled', async () => {
    const { button } = part('Training');
    button.disabled = true;
    await told();
    expect(focused()).toBe('Training');
  });

  it('moves it to the next container that is left if the inner one is gone or has no heading', async () => {
    const { section } = part('Training');
    section.remove();
    await told();
    expect(focused()).toBe('Page');
    const { button } = part(null);
    button.remove();
    await told();
    expect(focused()).toBe('Page');
  });

  it('does not move a focus that is elsewhere or still valid', async () => {
    const { section, button } = part('Training');
    element('p', section, 'more');
    await told();
    expect(document.activeElement).toBe(button);
    const other = element('button', document.body, 'Elsewhere');
    other.focus();
    button.remove();
    await told();
    expect(document.activeElement).toBe(other);
    other.remove();
  });

  it('does nothing after it was stopped', async () => {
    const { button } = part('Training');
    stop();
    button.remove();
    await told();
    expect(focused()).not.toBe('Training');
  });
});
