// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { removeLeftover } from '../../../src/overlay/leftover.ts';

/** An element beside the body, whose closed root Firefox would show to content scripts. */
function host(inside: string, root: 'shown' | 'kept' = 'shown'): HTMLElement {
  const element = document.createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  shadow.append(Object.assign(document.createElement('div'), { className: inside }));
  if (root === 'shown') Object.assign(element, { openOrClosedShadowRoot: shadow });
  document.documentElement.append(element);
  return element;
}

afterEach(() => {
  for (const element of document.querySelectorAll('html > div')) element.remove();
});

describe('an overlay whose script is gone', () => {
  it('is taken away and told of', () => {
    const old = host('stack');
    expect(removeLeftover(document)).toBe(true);
    expect(old.isConnected).toBe(false);
    expect(removeLeftover(document)).toBe(false);
  });

  it('is told from elements of the page, with a root of their own or without', () => {
    const others = [host('player'), host('stack', 'kept'), document.createElement('div')];
    document.documentElement.append(others[2]!);
    expect(removeLeftover(document)).toBe(false);
    expect(others.every(({ isConnected }) => isConnected)).toBe(true);
  });
});
