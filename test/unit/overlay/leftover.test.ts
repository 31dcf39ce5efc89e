// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { ofOurs, removeLeftover } from '../../../src/overlay/leftover.ts';

/** An element beside the body, whose closed root content scripts can see in Firefox. */
function host(owner: string, root: 'shown' | 'kept' = 'shown'): HTMLElement {
  const element = document.createElement('div');
  const shadow = element.attachShadow({ mode: 'closed' });
  const inside = document.createElement('div');
  inside.className = 'stack';
  inside.dataset.of = owner;
  shadow.append(inside);
  if (root === 'shown') Object.assign(element, { openOrClosedShadowRoot: shadow });
  document.documentElement.append(element);
  return element;
}

afterEach(() => {
  for (const element of document.querySelectorAll('html > div')) element.remove();
});

describe('an overlay whose script is gone', () => {
  it('is removed and reported', () => {
    const old = host(ofOurs);
    expect(removeLeftover(document)).toBe(true);
    expect(old.isConnected).toBe(false);
    expect(removeLeftover(document)).toBe(false);
  });

  it('is not confused with elements of the page and of other extensions, with a root or without', () => {
    const others = [host('another'), host(ofOurs, 'kept'), document.createElement('div')];
    document.documentElement.append(others[2]!);
    expect(removeLeftover(document)).toBe(false);
    expect(others.every(({ isConnected }) => isConnected)).toBe(true);
  });
});
