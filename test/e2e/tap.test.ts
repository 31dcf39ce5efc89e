import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../tools/lib/browsers/until.ts';
import { launchTapped, type Tapped, type TappedBrowser } from './support/probe-page.ts';

let browser: TappedBrowser;

beforeAll(async () => {
  browser = await launchTapped();
});
afterEach(() => browser.closePages());
afterAll(() => browser?.dispose());

const open = (path: string, first?: string) => browser.open(path, first);
const openPlain = (path: string) => browser.openPlain(path);
const joined = (page: Page) => page.evaluate(() => call.join());
const reported = (tapped: Tapped) => tapped.probe((probe) => probe.reported);

describe('the page with the tap in it', () => {
  it('gets the same error for every wrong call as without the tap', async () => {
    const plain = await openPlain('bad-constraints.html');
    const { page } = await open('bad-constraints.html');
    const without = await plain.evaluate(() => wrongly.tryAll());
    expect(without.length).toBeGreaterThan(20);
    expect(await page.evaluate(() => wrongly.tryAll())).toEqual(without);
  });

  it('hears of a refusal that it does not handle', async () => {
    const plain = await openPlain('bad-constraints.html');
    const { page } = await open('bad-constraints.html');
    expect(await page.evaluate(() => wrongly.unhandled())).toBe(
      await plain.evaluate(() => wrongly.unhandled()),
    );
  });

  it('sees the native methods', async () => {
    const plain = await openPlain('bad-constraints.html');
    const { page } = await open('bad-constraints.html');
    expect(await page.evaluate(() => wrongly.look())).toEqual(
      await plain.evaluate(() => wrongly.look()),
    );
  });

  it('cannot hear the events by listening for them', async () => {
    const tapped = await open('call.html');
    const heard = await tapped.page.evaluate(async () => {
      const types: string[] = [];
      for (const target of [window, document])
        for (const type of ['sign-captions:track', 'sign-captions:end', 'sign-captions:failure'])
          target.addEventListener(type, (event) => types.push(event.type), true);
      await call.join();
      call.stopCamera();
      return types;
    });
    expect(heard).toEqual([]);
    expect(await reported(tapped)).toContain('none');
  });

  it('sends its picture to the other side as usual', async () => {
    const { page } = await open('call.html');
    await joined(page);
    await page.waitForFunction(() => call.remoteFrames > 5);
  });
});

describe('a camera track', () => {
  it('is read in the isolated world of a page with a strict policy', async () => {
    const tapped = await open('strict-csp.html');
    await joined(tapped.page);
    const { path, frames } = await tapped.probe((probe) => probe.read({ count: 3 }));
    expect(path).toBe('video');
    const [frame] = frames;
    expect(frame).toMatchObject({ format: 'I420', width: 640, height: 480 });
    expect(frame!.data.length).toBe(640 * 480 * 1.5);
    expect(new Set(frame!.data).size).toBeGreaterThan(10);
    expect(frames[2]!.timestamp).toBeGreaterThan(frames[0]!.timestamp);
  });

  it('ends for the reader the moment the page stops it', async () => {
    const tapped = await open('call.html');
    await joined(tapped.page);
    const ended = tapped.probe((probe) => probe.untilEnded());
    await tapped.probe((probe) => probe.read());
    await tapped.page.evaluate(() => call.stopCamera());
    expect(await ended).toBe('ended');
    expect((await reported(tapped)).at(-1)).toBe('none');
  });

  it('continues as a clone when the page keeps a clone and stops the original', async () => {
    const tapped = await open('call.html');
    await joined(tapped.page);
    await tapped.page.evaluate(() => call.keepClone());
    expect((await reported(tapped)).length).toBe(2);
    const { frames } = await tapped.probe((probe) => probe.read());
    expect(frames[0]!.width).toBe(640);
  });

  it('continues when the page clones the whole stream', async () => {
    const tapped = await open('call.html');
    await tapped.page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      const clone = stream.clone();
      for (const track of stream.getTracks()) track.stop();
      Object.assign(globalThis, { clone });
    });
    const { frames } = await tapped.probe((probe) => probe.read());
    expect(frames.length).toBe(1);
  });

  it('is the new one after the page has switched cameras', async () => {
    const tapped = await open('call.html');
    const labels = await tapped.page.evaluate(async () => {
      const devices = await navigator.mediaDevices.enumerateDevices();
      return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId }) => deviceId);
    });
    await joined(tapped.page);
    await tapped.page.evaluate(
      (id) => call.switchCamera({ video: { deviceId: { exact: id } } }),
      labels[1]!,
    );
    const label = await tapped.page.evaluate(() => call.track?.label);
    expect(await tapped.probe((probe) => probe.current)).toBe(label);
    expect(new Set(await reported(tapped)).size).toBe(2);
  });

  it('counts as dark while the page has it disabled', async () => {
    const tapped = await open('call.html');
    await joined(tapped.page);
    await tapped.page.evaluate(() => call.disable());
    await tapped.page.waitForFunction(() => !call.track?.enabled);
    await until('it is dark', async () => (await reported(tapped)).includes('dark'));
    await tapped.page.evaluate(() => call.enable());
    await until('it is shown again', async () => (await reported(tapped)).includes('shown'));
  });

  it('is reported even after document.open() has removed all listeners', async () => {
    const tapped = await open('call.html');
    await tapped.page.evaluate(() => {
      document.open();
      document.write('<p>new</p>');
      document.close();
    });
    await tapped.page.evaluate(() => navigator.mediaDevices.getUserMedia({ video: true }));
    expect(await tapped.probe((probe) => probe.current)).not.toBeNull();
  });

  it('from the old callback interface is reported too', async () => {
    const tapped = await open('call.html');
    const given = await tapped.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const old = navigator as unknown as {
            webkitGetUserMedia(c: object, ok: (s: MediaStream) => void, no: () => void): void;
          };
          old.webkitGetUserMedia({ video: true }, (s) => resolve(s.constructor.name), reject);
        }),
    );
    expect(given).toBe('MediaStream');
    expect(await tapped.probe((probe) => probe.current)).not.toBeNull();
  });

  it('is reported to the parent when the page takes it through a hidden frame', async () => {
    const tapped = await open('call.html');
    await tapped.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.style.display = 'none';
      frame.allow = 'camera';
      document.body.append(frame);
      const { mediaDevices } = (frame.contentWindow as Window).navigator;
      Object.assign(globalThis, { kept: await mediaDevices.getUserMedia({ video: true }) });
    });
    const { frames } = await tapped.probe((probe) => probe.read());
    expect(frames[0]!.width).toBe(640);
  });

  it('is reported even if the page has replaced what the tap might need', async () => {
    const tapped = await open(
      'call.html',
      `(() => {
        const broken = () => { throw new Error('broken by the page'); };
        document.dispatchEvent = broken;
        EventTarget.prototype.dispatchEvent = broken;
        EventTarget.prototype.addEventListener = broken;
        window.MediaStreamTrackEvent = broken;
        window.CustomEvent = broken;
        Reflect.apply = broken;
        WeakSet.prototype.add = WeakSet.prototype.has = WeakMap.prototype.get = broken;
        Function.prototype.call = Function.prototype.apply = broken;
        Object.defineProperty(Object.prototype, 'track', { get: broken });
        MediaStream.prototype.getVideoTracks = MediaStreamTrack.prototype.getSettings = broken;
        for (const type of [MediaDevices, MediaStreamTrack, MediaStream, Promise])
          Object.freeze(type.prototype);
      })()`,
    );
    await tapped.page.evaluate(async () => {
      Object.assign(globalThis, {
        kept: await navigator.mediaDevices.getUserMedia({ video: true }),
      });
    });
    expect(await tapped.probe((probe) => probe.current)).not.toBeNull();
  });

  it('is reported once when the tap was installed twice', async () => {
    const tapped = await open('call.html', browser.tap);
    await joined(tapped.page);
    expect((await reported(tapped)).length).toBe(1);
    const text = await tapped.page.evaluate(() => `${MediaDevices.prototype.getUserMedia}`);
    expect(text).toBe('function getUserMedia() { [native code] }');
  });
});

describe('the tap', () => {
  it('does not report a shared screen or its clones', async () => {
    const tapped = await open('call.html');
    const surface = await tapped.page.evaluate(async () => {
      await call.shareScreen();
      const screen = await navigator.mediaDevices.getDisplayMedia({ video: true });
      screen.clone();
      screen.getVideoTracks()[0]?.clone();
      return screen.getVideoTracks()[0]?.getSettings().displaySurface;
    });
    expect(surface).toBeDefined();
    expect(await reported(tapped)).toEqual([]);
  });

  it('does not report a microphone', async () => {
    const tapped = await open('call.html');
    await tapped.page.evaluate(() => navigator.mediaDevices.getUserMedia({ audio: true }));
    expect(await reported(tapped)).toEqual([]);
  });

  it('reports nothing for events that a page forges', async () => {
    const tapped = await open('call.html');
    await tapped.page.evaluate(async () => {
      const screen = await navigator.mediaDevices.getDisplayMedia({ video: true });
      const [track] = screen.getVideoTracks() as [MediaStreamTrack];
      const type = 'sign-captions:track';
      document.dispatchEvent(new MediaStreamTrackEvent(type, { track }));
      document.dispatchEvent(new CustomEvent(type, { detail: track }));
      document.dispatchEvent(Object.assign(new Event(type), { track: { kind: 'video' } }));
      document.dispatchEvent(new CustomEvent('sign-captions:failure', { detail: 'NoSuchError' }));
      document.dispatchEvent(new Event('sign-captions:end'));
    });
    expect(await reported(tapped)).toEqual([]);
  });
});

describe('a camera that the page does not get', () => {
  it('is reported by the name of the error when the page may not use it', async () => {
    const tapped = await open('refused.html');
    const name = await tapped.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).catch((error) => error.name),
    );
    expect(name).toBe('NotAllowedError');
    expect(await reported(tapped)).toEqual(['NotAllowedError']);
  });

  it('is not reported when the page asked only for sound, or wrongly', async () => {
    const tapped = await open('refused.html');
    const names = await tapped.page.evaluate(async () => {
      const asked: object[] = [{ audio: { deviceId: { exact: 'none' } } }, {}];
      const refusals = asked.map((constraints) =>
        navigator.mediaDevices.getUserMedia(constraints).then(
          () => 'given',
          (error: Error) => error.name,
        ),
      );
      return await Promise.all(refusals);
    });
    expect(names).toEqual(['OverconstrainedError', 'TypeError']);
    expect(await reported(tapped)).toEqual([]);
  });
});
