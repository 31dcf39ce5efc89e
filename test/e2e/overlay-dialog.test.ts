import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OverlayView } from '../../src/overlay/overlay.tsx';
import type { ExtensionBrowser } from '../../tools/lib/browsers/chromium.ts';
import { until } from '../../tools/lib/browsers/until.ts';
import { captionsShown } from '../../tools/start/call.ts';
import { captionAppears, launchTest } from './support/harness.ts';
import {
  driveOverlay,
  middle,
  type OverlayCall,
  openOverlayCall,
  style,
} from './support/overlay-driver.ts';
import { openOverlayProbe } from './support/overlay-probe-page.ts';

/** How a page makes everything but its own dialog inert, and how it ends that. Run in the page. */
const ways: Record<string, { begin(): void; end(): void }> = {
  'a modal dialog': {
    begin() {
      const dialog = document.createElement('dialog');
      dialog.setAttribute('closedby', 'any');
      dialog.append('Leave?', document.createElement('button'));
      document.body.append(dialog);
      dialog.showModal();
    },
    end() {
      const dialog = document.querySelector('dialog');
      dialog?.close();
      dialog?.remove();
    },
  },
  'a modal dialog inside a shadow root': {
    begin() {
      const host = document.createElement('section');
      host.id = 'shadow';
      const dialog = document.createElement('dialog');
      dialog.append(document.createElement('button'));
      host.attachShadow({ mode: 'closed' }).append(dialog);
      document.body.append(host);
      dialog.showModal();
      Object.assign(host, { close: () => dialog.close() });
    },
    end() {
      const host = document.querySelector('#shadow');
      (host as unknown as { close(): void } | null)?.close();
      host?.remove();
    },
  },
  'the attribute "inert" on all but a dialog of its own': {
    begin() {
      const close = (): void => {
        for (const element of document.querySelectorAll('html > [popover]'))
          element.toggleAttribute('inert', true);
      };
      // As React Aria does, also to what is added later.
      const watcher = new MutationObserver(close);
      watcher.observe(document.documentElement, { childList: true });
      Object.assign(globalThis, { endInert: () => watcher.disconnect() });
      close();
    },
    end() {
      (globalThis as unknown as { endInert?(): void }).endInert?.();
      for (const element of document.documentElement.children)
        element.toggleAttribute('inert', false);
    },
  },
  'the attribute "inert" on the root element': {
    begin: () => document.documentElement.toggleAttribute('inert', true),
    end: () => document.documentElement.toggleAttribute('inert', false),
  },
};

const view: Partial<OverlayView> = { lines: [{ id: 1, text: 'HE' }] };
/** What can be pressed, and the view that shows it; tools come with the pointer. */
const buttons: readonly (readonly [string, Partial<OverlayView>])[] = [
  ['.handle', view],
  ['.tools .tool:last-child', view],
  ['.word', { ...view, suggestions: ['HELLO', 'HELP'] }],
];

describe('what can be pressed in the overlay', () => {
  let chromium: ExtensionBrowser;
  let page: Page;

  beforeAll(async () => {
    chromium = await launchTest({});
    page = await openOverlayProbe(chromium, '<p>Call</p>');
  });
  afterAll(() => chromium?.dispose());
  beforeEach(async () => {
    await page.mouse.move(2, 2);
    await page.evaluate(() => overlayProbe.mount({ place: 'bottom', dir: 'ltr', look: {} }));
  });

  const show = (next: Partial<OverlayView>): Promise<void> =>
    page.evaluate((shown) => overlayProbe.show(shown), next);
  const drawn = (selector: string): Promise<boolean> =>
    page.evaluate((of) => overlayProbe.isDrawn(of), selector);
  const answers = (selector: string): Promise<boolean> =>
    page.evaluate((of) => overlayProbe.hit(of) !== null, selector);
  /** Waits for what is drawn while the pointer moves a little, as it does before a press. */
  const becomes = async (selector: string, wanted: boolean): Promise<void> => {
    const { panel } = await page.evaluate(() => overlayProbe.rects());
    const [x, y] = middle(panel);
    let step = 0;
    await until(`${selector} is ${wanted ? '' : 'not '}drawn`, async () => {
      await page.mouse.move(x + (step++ % 2), y);
      return (await drawn(selector)) === wanted;
    });
  };
  const pointAt = async (selector: string): Promise<void> => {
    const { panel } = await page.evaluate(() => overlayProbe.rects());
    await page.mouse.move(...middle(panel), { steps: 3 });
    await page.waitForFunction(() => overlayProbe.areToolsShown());
    expect(await drawn(selector)).toBe(true);
  };

  describe.each(Object.entries(ways))('while the page has %s', (_, { begin, end }) => {
    it.each(buttons)('is not drawn, and is again afterwards: %s', async (selector, shown) => {
      await show(shown);
      await pointAt(selector);
      expect(await answers(selector)).toBe(true);
      await page.evaluate(begin);
      await becomes(selector, false);
      expect(await drawn('.captions'), 'captions stay').toBe(true);
      await page.evaluate(end);
      await becomes(selector, true);
      expect(await answers(selector)).toBe(true);
    });

    it.each(buttons)('is not drawn when it comes only then: %s', async (selector, shown) => {
      await page.evaluate(begin);
      await show(shown);
      const { panel } = await page.evaluate(() => overlayProbe.rects());
      await page.mouse.move(...middle(panel), { steps: 3 });
      await page.waitForFunction(() => overlayProbe.hasLookedUp());
      expect(await drawn(selector)).toBe(false);
      await page.evaluate(end);
      await becomes(selector, true);
    });

    it('is not drawn in a notice, whose text stays', async () => {
      await page.evaluate(() =>
        overlayProbe.show({ notice: { text: 'Reload', action: { label: 'Now', run() {} } } }),
      );
      expect(await drawn('.notice button')).toBe(true);
      await page.evaluate(begin);
      await page.mouse.move(30, 40);
      await until('it is not drawn', async () => !(await drawn('.notice button')));
      expect(await drawn('.notice p')).toBe(true);
      await page.evaluate(end);
      await page.mouse.move(40, 30);
      await until('it is drawn again', () => drawn('.notice button'));
    });
  });
});

describe('in a call page with a modal dialog, captions', { timeout: 1_200_000 }, () => {
  let call: OverlayCall;
  const { set, shortcut, tool, picture, startAfresh } = driveOverlay(() => call);

  beforeAll(async () => {
    call = await openOverlayCall();
  });
  afterAll(() => call?.dispose());
  beforeEach(startAfresh);
  afterEach(() => call.tab.page.evaluate(ways['a modal dialog']!.end));

  it('stay without their tools, obey the keys, and have their tools again afterwards', async () => {
    const { page } = call.tab;
    await set({ captionLines: 1 });
    await tool('handle');
    await page.evaluate(ways['a modal dialog']!.begin);
    await until('the tools are hidden', async () => {
      await captionAppears(page);
      return (await style(page, 'tools', 'visibility')) === 'hidden';
    });
    const [shown] = await captionAppears(page);
    await picture('dialog');
    await shortcut('wrong-caption');
    await until('it is gone', async () => !(await captionsShown(page)).includes(shown!));
    const open = await page.$eval('dialog', (dialog) => (dialog as HTMLDialogElement).open);
    expect(open).toBe(true);
    await page.evaluate(ways['a modal dialog']!.end);
    await tool('handle');
    await until(
      'the tools are back',
      async () => (await style(page, 'tools', 'visibility')) === 'visible',
    );
  });
});
