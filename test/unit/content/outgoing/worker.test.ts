import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchStalls } from '../../../../src/content/outgoing/stalls.ts';
import { reportMs, workersFromText } from '../../../../src/content/outgoing/worker.ts';
import type { FromDrawingWorker } from '../../../../src/outgoing/worker-messages.ts';

// The browser's workers and addresses, as far as they are used here.

class FakeWorker {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly posted: unknown[][] = [];
  constructor(readonly url: string) {
    if (refuses) throw new DOMException('no', 'SecurityError');
    made.push(this);
  }
  postMessage(...args: unknown[]) {
    this.posted.push(args);
  }
  terminate() {}
}

let refuses: boolean;
let made: FakeWorker[];
let texts: unknown[];
let addresses: string[];
let page: EventTarget;
let now: number;

beforeEach(() => {
  refuses = false;
  made = [];
  texts = [];
  addresses = [];
  page = new EventTarget();
  now = 0;
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal(
    'Blob',
    class {
      constructor([text]: unknown[]) {
        texts.push(text);
      }
    },
  );
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
    addresses.push('blob:x');
    return 'blob:x';
  });
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    addresses.splice(addresses.indexOf(url), 1);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const workers = () => workersFromText(page as Window, 'the text', () => now);
const quiet = { onMessage() {}, onError() {} };
const violation = (blockedURI: string, sourceFile: string): Event =>
  Object.assign(new Event('securitypolicyviolation'), { blockedURI, sourceFile });

describe('a worker from text', () => {
  it('has our text, and an address that nobody can use any more', () => {
    workers().make(quiet);
    expect([texts, made.length, addresses]).toEqual([['the text'], 1, []]);
  });

  it('leaves no address behind if the browser refuses it at once', () => {
    refuses = true;
    expect(() => workers().make(quiet)).toThrow();
    expect(addresses).toEqual([]);
  });

  it('says and hears, and its errors do not become errors of the page', () => {
    const heard: FromDrawingWorker[] = [];
    let errors = 0;
    const worker = workers().make({
      onMessage: (message) => heard.push(message),
      onError: () => errors++,
    });
    worker.post({ type: 'quit' });
    expect(made[0]!.posted).toEqual([[{ type: 'quit' }, []]]);
    made[0]!.onmessage!({ data: { type: 'ready' } });
    const error = new Event('error', { cancelable: true });
    made[0]!.onerror!(error);
    expect(heard).toEqual([{ type: 'ready' }]);
    expect([errors, error.defaultPrevented]).toEqual([1, true]);
  });

  it('that the policy refuses is not reported to the page’s scripts, and other violations are', () => {
    const source = workers();
    const heard: string[] = [];
    page.addEventListener('securitypolicyviolation', (event) =>
      heard.push((event as SecurityPolicyViolationEvent).blockedURI),
    );
    const report = (): void => {
      page.dispatchEvent(violation('blob', 'chrome-extension'));
    };
    report();
    expect(heard).toEqual(['blob']);
    source.make(quiet);
    report();
    expect(heard).toEqual(['blob']);
    page.dispatchEvent(violation('inline', 'chrome-extension'));
    page.dispatchEvent(violation('blob', 'https://example.com/app.js'));
    expect(heard).toEqual(['blob', 'inline', 'blob']);
    now = reportMs + 1;
    report();
    expect(heard.length).toBe(4);
    source.make(quiet);
    source.dispose();
    report();
    expect(heard.length).toBe(5);
  });
});

describe('stalls of the page’s thread', () => {
  it('are measured by the longest of the browser’s long tasks, until nobody listens', () => {
    const stalls: number[] = [];
    let report = (_: number[]): void => undefined;
    let observed: unknown = null;
    vi.stubGlobal(
      'PerformanceObserver',
      class {
        static supportedEntryTypes = ['longtask'];
        constructor(callback: (list: { getEntries(): { duration: number }[] }) => void) {
          report = (all) => callback({ getEntries: () => all.map((duration) => ({ duration })) });
        }
        observe(what: unknown) {
          observed = what;
        }
        disconnect() {
          observed = null;
        }
      },
    );
    const stop = watchStalls((ms) => stalls.push(ms));
    report([60, 340, 90]);
    expect(stalls).toEqual([340]);
    expect(observed).toEqual({ type: 'longtask' });
    stop();
    expect(observed).toBeNull();
  });

  it('are not measured in a browser that does not count them', () => {
    vi.stubGlobal('PerformanceObserver', class {});
    expect(watchStalls(() => undefined)).not.toThrow();
  });
});
