import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CallFrames,
  callSites,
  createCallFrames,
  type FrameLook,
  lookAtFrames,
  mayHoldCall,
  mayUseCamera,
} from '../../../src/content/call-frames.ts';
import { maxCallSites } from '../../../src/messaging/protocol.ts';
import { FakeTimers } from './fake-runtime.ts';

const own = 'https://page.example/*';
const frame = (address: string, more: Partial<FrameLook> = {}): FrameLook => ({
  address,
  allow: 'camera; microphone',
  sandbox: null,
  width: 640,
  height: 480,
  ...more,
});

describe('a frame may use the camera', () => {
  it.each([
    ['camera', true],
    ['microphone; camera; display-capture', true],
    ['microphone *; Camera *', true],
    ["camera 'src'", true],
    ['camera https://call.example', true],
    ['', false],
    ['microphone', false],
    ["camera 'none'; microphone", false],
    ['camera-like; fullscreen camera', false],
  ])('with allow="%s": %s', (allow, expected) => {
    expect(mayUseCamera(allow, null)).toBe(expected);
  });

  it('unless it is a sandbox without scripts', () => {
    expect(mayUseCamera('camera', '')).toBe(false);
    expect(mayUseCamera('camera', 'allow-same-origin allow-forms')).toBe(false);
    expect(mayUseCamera('camera', 'allow-same-origin allow-scripts')).toBe(true);
  });
});

describe('the sites of frames that may hold the call', () => {
  it('are those of large frames of other sites, the largest first, each once', () => {
    const frames = [
      frame('https://small.example/', { width: 300, height: 200 }),
      frame('https://call.example:8443/room?user=kim#x'),
      frame('https://call.example/other'),
      frame('https://page.example/room'),
      frame('https://tiny.example/', { width: 1, height: 1 }),
      frame('https://news.example/', { allow: 'autoplay' }),
    ];
    expect(callSites(frames, own)).toEqual(['https://call.example/*', 'https://small.example/*']);
  });

  it('are safe origins with an address of their own', () => {
    const addresses = [
      'http://call.example/',
      'about:blank',
      '',
      'blob:https://call.example/1',
      'data:text/html,call',
      'javascript:0',
      'http://[',
      'http://127.0.0.1:8080/call',
    ];
    const frames = addresses.map((address) => frame(address));
    expect(callSites(frames, own)).toEqual(['http://127.0.0.1/*']);
  });

  it('are few, whatever the page does', () => {
    const frames = Array.from({ length: 1000 }, (_, i) => frame(`https://a${i}.example/`));
    expect(callSites(frames, own)).toHaveLength(maxCallSites);
  });
});

describe('while captions are on,', () => {
  let timers: FakeTimers;
  let frames: FrameLook[];
  let here: boolean;
  let sent: string[][];
  let watch: CallFrames;
  const look = vi.fn(() => frames);

  beforeEach(() => {
    timers = new FakeTimers();
    frames = [];
    here = false;
    sent = [];
    look.mockClear();
    watch = createCallFrames({
      look,
      own,
      isHere: () => here,
      send: (sites) => sent.push(sites),
      timers,
    });
  });

  it('frames that are there, or come and go, are reported once each', () => {
    watch.watch(true);
    expect(sent).toEqual([]);
    frames = [frame('https://call.example/')];
    timers.advance(10_000);
    expect(sent).toEqual([['https://call.example/*']]);
    frames = [];
    timers.advance(10_000);
    expect(sent).toEqual([['https://call.example/*'], []]);
  });

  it("no frame is looked at once the page's own camera is on", () => {
    frames = [frame('https://call.example/')];
    watch.watch(true);
    here = true;
    look.mockClear();
    timers.advance(10_000);
    expect(sent).toEqual([['https://call.example/*'], []]);
    expect(look).not.toHaveBeenCalled();
  });

  it('they are reported again after captions were off, when nothing is looked at', () => {
    frames = [frame('https://call.example/')];
    watch.watch(true);
    watch.watch(false);
    expect(timers.pending).toBe(0);
    watch.watch(true);
    watch.watch(true);
    expect(sent).toHaveLength(2);
    expect(timers.pending).toBe(1);
  });

  it('a page that breaks what is looked at is left alone', () => {
    look.mockImplementationOnce(() => {
      throw new TypeError('getElementsByTagName is not a function');
    });
    expect(() => watch.watch(true)).not.toThrow();
    expect(sent).toEqual([]);
  });
});

describe('the document', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is asked for its frames by its own method, and only frames with a camera are measured', () => {
    const measured = vi.fn(() => ({ width: 640, height: 480 }));
    const element = (allow: string) => ({
      allow,
      src: 'https://call.example/',
      getAttribute: () => null,
      getBoundingClientRect: measured,
    });
    class Document {
      getElementsByTagName(name: string) {
        return name === 'iframe' ? [element('camera'), element('autoplay')] : [];
      }
    }
    vi.stubGlobal('Document', Document);
    const document = new Document();
    // As by `<img name="getElementsByTagName">`.
    Object.defineProperty(document, 'getElementsByTagName', { value: {} });
    expect(lookAtFrames(document as unknown as globalThis.Document)).toEqual([
      { ...frame('https://call.example/'), allow: 'camera' },
    ]);
    expect(measured).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['large, with the camera', 640, true, true],
    ['large, without the camera', 640, false, false],
    ['tiny', 1, true, false],
    ['large, in a browser that does not tell', 640, null, true],
  ])('may hold a call if it is a frame that is %s', (_, innerWidth, camera, expected) => {
    class Document {
      declare featurePolicy: unknown;
    }
    if (camera !== null)
      Object.defineProperty(Document.prototype, 'featurePolicy', {
        get: () => ({ allowsFeature: (name: string) => name === 'camera' && camera }),
      });
    vi.stubGlobal('Document', Document);
    const window = { document: new Document(), innerWidth, innerHeight: 480 };
    expect(mayHoldCall(window as unknown as Window)).toBe(expected);
  });
});
