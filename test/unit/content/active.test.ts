import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { whenActive } from '../../../src/content/active.ts';
import { FakeObserver } from './fake-page.ts';

/** As far as prerendering goes. */
class FakeDocument extends EventTarget {
  static prerendering = true;
  get prerendering(): boolean {
    return FakeDocument.prerendering;
  }
}

let document: FakeDocument;
let life: AbortController;
let runs: number;

const wait = (): void =>
  whenActive(document as unknown as Document, life.signal, () => {
    runs++;
  });
const changes = (): boolean => document.dispatchEvent(new Event('prerenderingchange'));
const activate = (): void => {
  FakeDocument.prerendering = false;
  changes();
};

beforeEach(() => {
  vi.stubGlobal('Document', FakeDocument);
  vi.stubGlobal('MutationObserver', FakeObserver);
  FakeDocument.prerendering = true;
  document = new FakeDocument();
  life = new AbortController();
  runs = 0;
});
afterEach(() => vi.unstubAllGlobals());

describe('a document', () => {
  it('counts at once unless it is prerendered', () => {
    FakeDocument.prerendering = false;
    wait();
    expect(runs).toBe(1);
  });

  it('counts at once in a browser that prerenders nothing', () => {
    vi.stubGlobal('Document', EventTarget);
    wait();
    expect(runs).toBe(1);
  });

  it('that is prerendered counts from its activation on, once', () => {
    wait();
    expect(runs).toBe(0);
    activate();
    expect(runs).toBe(1);
    changes();
    expect(runs).toBe(1);
  });

  it('does not count because its page says that it was activated', () => {
    wait();
    changes();
    expect(runs).toBe(0);
  });

  it('counts although its page has an element named "prerendering"', () => {
    Object.defineProperty(document, 'prerendering', { value: {} });
    FakeDocument.prerendering = false;
    wait();
    expect(runs).toBe(1);
  });

  it('counts after its page has removed all listeners by document.open()', () => {
    const signals: AbortSignal[] = [];
    const add = document.addEventListener.bind(document);
    document.addEventListener = (type: string, run: EventListener, options: object) => {
      signals.push((options as { signal: AbortSignal }).signal);
      add(type, run, options);
    };
    wait();
    FakeObserver.reopen();
    expect(signals).toHaveLength(2);
    activate();
    expect(runs).toBe(1);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });

  it('that is dropped unused never counts, and leaves no listener', () => {
    wait();
    life.abort();
    activate();
    expect(runs).toBe(0);
  });
});
