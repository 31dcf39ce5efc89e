// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mostMs, quietMs, whenSettled } from '../../../src/overlay/settled.ts';
import { settle } from './mounted.ts';

/** A document that a server sent, in this state. */
function documentOf(state: DocumentReadyState, url = 'https://call.example/'): Document {
  const made = document.implementation.createHTMLDocument('call');
  Object.defineProperty(made, 'readyState', { value: state, configurable: true });
  Object.defineProperty(made, 'URL', { value: url });
  return made;
}

const load = (page: Document): void => {
  Object.defineProperty(page, 'readyState', { value: 'complete' });
  page.dispatchEvent(new Event('readystatechange'));
};

/** As if the page had been loaded so long ago. */
function loadedAgo(page: Document, ms: number): void {
  const performance = {
    now: () => 60_000,
    getEntriesByType: () => [{ loadEventEnd: 60_000 - ms }],
  };
  Object.defineProperty(page, 'defaultView', { value: { performance } });
}

const work = vi.fn();

beforeEach(() => {
  work.mockClear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => vi.useRealTimers());

describe('a page counts as settled', () => {
  it('when it is loaded and nothing was added to its parts for a while', () => {
    const page = documentOf('loading');
    whenSettled(page, work);
    vi.advanceTimersByTime(quietMs);
    load(page);
    vi.advanceTimersByTime(quietMs - 1);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['documentElement', 'head', 'body'] as const)(
    'only later when its %s gets another child meanwhile',
    async (part) => {
      const page = documentOf('complete');
      whenSettled(page, work);
      vi.advanceTimersByTime(quietMs - 1);
      page[part].append(page.createElement('script'));
      await settle();
      vi.advanceTimersByTime(quietMs - 1);
      expect(work).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(work).toHaveBeenCalledOnce();
    },
  );

  it('after some time even if it loads for ever', () => {
    whenSettled(documentOf('interactive'), work);
    vi.advanceTimersByTime(mostMs - 1);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledOnce();
  });

  it('at once when it was found settled before', () => {
    const page = documentOf('complete');
    whenSettled(page, work);
    vi.advanceTimersByTime(quietMs);
    whenSettled(page, work);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('at once when it was loaded long ago, but not when it was loaded just now', () => {
    const old = documentOf('complete');
    loadedAgo(old, mostMs);
    whenSettled(old, work);
    expect(work).toHaveBeenCalledOnce();
    const fresh = documentOf('complete');
    loadedAgo(fresh, mostMs - 1);
    whenSettled(fresh, work);
    expect(work).toHaveBeenCalledOnce();
  });

  it('at once when no server has sent it', () => {
    whenSettled(documentOf('complete', 'about:blank'), work);
    expect(work).toHaveBeenCalledOnce();
  });

  it('although it has given the names of its parts to something else', () => {
    const page = documentOf('complete');
    // As browsers do; happy-dom takes anything.
    const observe = vi
      .spyOn(MutationObserver.prototype, 'observe')
      .mockImplementation((target: unknown) => {
        if (!(target instanceof Node)) throw new TypeError('parameter 1 is not of type Node');
      });
    for (const part of ['head', 'body', 'documentElement', 'defaultView'])
      Object.defineProperty(page, part, { value: [] });
    whenSettled(page, work);
    vi.advanceTimersByTime(quietMs);
    expect(work).toHaveBeenCalledOnce();
    expect(observe).toHaveBeenCalledWith(page, { childList: true });
    observe.mockRestore();
  });
});

it('a wait for a page that was cancelled leaves no timer, listener or observer behind', async () => {
  const page = documentOf('complete');
  const removed = vi.spyOn(MutationObserver.prototype, 'disconnect');
  const cancel = whenSettled(page, work);
  removed.mockClear();
  cancel();
  expect(removed).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
  load(page);
  page.body.append('late');
  await settle();
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(mostMs);
  expect(work).not.toHaveBeenCalled();
});
