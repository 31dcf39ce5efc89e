/** How the tests of outgoing captions drive a sending page and read its far end. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { until } from '../../../tools/lib/browsers/until.ts';
import type { Box, Reading } from './pages/outgoing.ts';
import { launchSending, type SendingBrowser, type SendingPage } from './probe-page.ts';

/** Where a caption of one or two lines is drawn into the sent video. */
const foot: Box = { x: 0.25, y: 0.84, width: 0.5, height: 0.11 };

/** Whether there are white letters on a nearly black box, which neither camera nor blur has there. */
export const isCaption = ({ white, black }: Reading): boolean => white > 0.02 && black > 0.4;

/** Gives each test of the calling file a page of its own, which hangs up after the test. */
export function sendingOfEachTest(path = 'outgoing.html'): () => SendingPage {
  let browser: SendingBrowser;
  let sending: SendingPage;
  beforeAll(async () => {
    browser = await launchSending();
  });
  afterAll(() => browser?.dispose());
  beforeEach(async () => {
    sending = await browser.open(path);
  });
  afterEach(async () => {
    await sending?.page.evaluate(() => globalThis.sending.leave());
    await sending?.page.close();
  });
  return () => sending;
}

/** @param current the page of the test that runs; lines are numbered in the order of sending */
export function driveSending(current: () => SendingPage) {
  const flows = (line = 0) =>
    current().page.waitForFunction(
      (line) => (globalThis.sending.lines[line]?.arrivals.length ?? 0) > 5,
      {},
      line,
    );
  const read = (line = 0, box = foot) =>
    current().page.evaluate(({ line, box }) => globalThis.sending.lines[line]!.read(box), {
      line,
      box,
    });
  const captioned = (line = 0) =>
    until('the caption arrives', async () => isCaption(await read(line)));
  const bare = (line = 0) => until('the caption is gone', async () => !isCaption(await read(line)));
  const ownTrack = (line = 0) =>
    current().page.evaluate((line) => {
      const { sender } = globalThis.sending.lines[line]!;
      const { camera, made, screen } = globalThis.sending;
      if (sender.track === null) return 'nothing';
      if (sender.track === camera) return 'camera';
      if (sender.track === made) return 'made';
      return sender.track === screen ? 'screen' : 'unknown';
    }, line);
  /** Waits until this many more frames have arrived. */
  const goesOn = async (line = 0, count = 10) => {
    const before = await current().page.evaluate(
      (l) => globalThis.sending.lines[l]!.arrivals.length,
      line,
    );
    await current().page.waitForFunction(
      (line, least) => globalThis.sending.lines[line]!.arrivals.length >= least,
      {},
      line,
      before + count,
    );
  };
  const on = () => current().probe((probe) => probe.configure(true));
  const say = (...texts: string[]) =>
    current().probe((probe, texts) => probe.show(...texts), texts);
  const status = () => current().probe((probe) => probe.status);
  const sendCamera = async (way: 'addTrack' | 'addTransceiver' | 'replaceTrack' | 'answer') => {
    await current().page.evaluate(async (way) => {
      await globalThis.sending.send(await globalThis.sending.turnOn(), way);
    }, way);
    await flows();
  };

  return { flows, read, captioned, bare, ownTrack, goesOn, on, say, status, sendCamera };
}
