// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from '../../../src/messaging/problems.ts';
import { createCallSites, withholdable } from '../../../src/welcome/call-sites.ts';
import type { WelcomeServices } from '../../../src/welcome/services.ts';
import { createToolbarButton } from '../../../src/welcome/toolbar.ts';
import { Welcome } from '../../../src/welcome/view.tsx';
import { control, page, words } from '../options/fake-services.ts';
import { createPage, full } from '../options/page/fake-page.ts';
import { handAt } from '../teaching/recording/fake-hands.ts';

let world: ReturnType<typeof createPage>;
let services: WelcomeServices;
let opened: number;
let pinned: boolean | null;
let changedPin: () => void;
let missing: string[];
let answer: boolean;
let changedSites: () => void;
let isMac: boolean;

beforeEach(() => {
  world = createPage();
  opened = 0;
  pinned = null;
  missing = [];
  answer = true;
  isMac = false;
  const { settings, cameras, recognizer, vocabularies, pictograms } = world.services;
  services = {
    settings,
    cameras,
    recognizer,
    vocabularies,
    pictograms,
    button: {
      pinned: async () => pinned,
      subscribe(listener) {
        changedPin = listener;
        return () => undefined;
      },
    },
    callSites: {
      missing: async () => missing,
      request: async () => {
        if (answer) missing = [];
        changedSites();
        return answer;
      },
      subscribe(listener) {
        changedSites = listener;
        return () => undefined;
      },
    },
    canReachOthers: true,
    isMac: async () => isMac,
    shortcut: async () => 'Alt+Shift+C',
    openOptions: async () => {
      opened++;
    },
  };
});
afterEach(() => {
  act(() => render(null, document.body));
  world.store.close();
});

async function open(): Promise<void> {
  act(() => render(<Welcome words={words} services={services} />, document.body));
  await vi.waitFor(() => expect(document.querySelector('.trial, .state.error')).not.toBeNull());
}
const live = async (): Promise<void> => {
  control(words('camera_open')).click();
  await vi.waitFor(() => expect(page()).toContain(words('welcome_show')));
};

describe('the welcome page', () => {
  it('says what the extension does not do before anything can be pressed', async () => {
    await open();
    const text = page();
    expect(text).toContain(words('welcome_notLanguage'));
    expect(text).toContain(words('welcome_limits'));
    expect(text.indexOf(words('welcome_limits'))).toBeLessThan(text.indexOf(words('camera_open')));
  });

  it('asks for no camera until the button is pressed', async () => {
    await open();
    expect(world.cameras.asked).toEqual([]);
    await live();
    expect(world.cameras.asked).toHaveLength(1);
  });

  it('leads the user from hand to caption in words', async () => {
    await open();
    await live();
    const hands = [{ hand: handAt({}), scores: {}, gesture: null }];
    act(() => world.recognizer.show({ hands }));
    expect(page()).toContain(words('welcome_hold'));
    act(() =>
      world.recognizer.show({ hands, sign: { key: 'call-gestures:fist', caption: 'Stop' } }),
    );
    expect(document.querySelector('.camera-caption')?.textContent).toBe('Stop');
    expect(page()).toContain(words('welcome_said', 'Stop'));
    expect(page()).not.toContain(words('welcome_hold'));
  });

  it('says why nothing is captioned', async () => {
    await open();
    await live();
    const tooSmall = { hands: [], reason: { why: 'too-small' } } as const;
    act(() => world.recognizer.show(tooSmall));
    await vi.waitFor(() => {
      act(() => world.recognizer.show(tooSmall));
      expect(document.querySelector('.trial [aria-live=polite]')?.textContent).toBe(
        words('teach_closer'),
      );
    });
  });

  it('says what to do without a camera, and that everything else works', async () => {
    world.cameras.answer(async () => {
      throw new ProblemError('camera-refused', 'as the test says');
    });
    await open();
    control(words('camera_open')).click();
    await vi.waitFor(() => expect(page()).toContain(words('camera_refused')));
    expect(page()).toContain(words('welcome_goOn'));
    control(words('welcome_done')).click();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_closed')));
  });

  describe('asks who should read the captions,', () => {
    const choice = (value: 'me' | 'everyone'): HTMLInputElement => {
      const found = document.querySelector<HTMLInputElement>(`input[value=${value}]`);
      if (!found) throw new Error(`no choice ${value}`);
      return found;
    };
    const drawing = (): string | null | undefined =>
      document.querySelector('.sent-preview')?.getAttribute('aria-label');

    it('begins with the user alone, stores the answer at once and shows what others see', async () => {
      await open();
      expect(choice('me').checked).toBe(true);
      expect(drawing()).toBe(words('readers_previewYou'));
      choice('everyone').click();
      await vi.waitFor(() =>
        expect(world.changes).toEqual([{ outgoing: true, readersTold: true }]),
      );
      await vi.waitFor(() =>
        expect(drawing()).toBe(words('readers_previewAll', words('readers_example'))),
      );
    });

    it('says why nobody else can in a browser that cannot draw into sent pictures', async () => {
      services.canReachOthers = false;
      await open();
      expect(choice('everyone').disabled).toBe(true);
      expect(choice('me').checked).toBe(true);
      expect(page()).toContain(words('outgoing_unsupported'));
      expect(page()).toContain(words('readers_chat'));
    });

    it('says so if the answer was not stored', async () => {
      world.services.settings.change = async () => full();
      await open();
      choice('everyone').click();
      await vi.waitFor(() => expect(page()).toContain(words('problem_storage_failed')));
    });
  });

  it('stores the chosen vocabulary and goes on with it in the trial, with the camera on', async () => {
    await open();
    await live();
    document.querySelector<HTMLInputElement>('input[value=fingerspelling]')?.click();
    await vi.waitFor(() => expect(world.changes).toEqual([{ vocabulary: 'fingerspelling' }]));
    await vi.waitFor(() =>
      expect(world.recognizer.watches.at(-1)).toMatchObject({
        vocabulary: 'fingerspelling',
        stopped: false,
      }),
    );
    expect(world.cameras.lit).toBe(true);
  });

  it('leaves the camera off when the vocabulary changes while it is off', async () => {
    await open();
    document.querySelector<HTMLInputElement>('input[value=fingerspelling]')?.click();
    await vi.waitFor(() => expect(world.changes).toEqual([{ vocabulary: 'fingerspelling' }]));
    expect(world.cameras.asked).toEqual([]);
  });

  it('says if the choice cannot be stored', async () => {
    services.settings.change = async () => full();
    await open();
    document.querySelector<HTMLInputElement>('input[value=fingerspelling]')?.click();
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_failed')));
  });

  it('notices that the button was pinned', async () => {
    await open();
    expect(page()).toContain(words('welcome_pinHow'));
    pinned = true;
    changedPin();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_pinned')));
  });

  it('names the keys, leads to the options, and remembers that it is done', async () => {
    await open();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_goKeys', 'Alt+Shift+C')));
    control(words('welcome_options')).click();
    expect(opened).toBe(1);
    control(words('welcome_done')).click();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_closed')));
    expect(document.querySelector('.go a')?.getAttribute('href')).toBe('options.html#try');
    expect(world.changes).toEqual([{ welcomed: true }]);
  });

  it('says how to switch off what else reacts to gestures, unfolded on a Mac', async () => {
    const effects = () => document.querySelector<HTMLDetailsElement>('#effects');
    await open();
    await vi.waitFor(() => expect(effects()?.open).toBe(false));
    expect(page()).toContain(words('welcome_effectsZoom'));
    expect(page()).not.toContain(words('welcome_effectsMac'));
    act(() => render(null, document.body));
    isMac = true;
    await open();
    await vi.waitFor(() => expect(effects()?.open).toBe(true));
    expect(page()).toContain(words('welcome_effectsMac'));
  });

  it('says that a file is damaged, and shows the rest', async () => {
    services.vocabularies = async () => {
      throw new ProblemError('model-damaged', 'as the test says');
    };
    await open();
    expect(page()).toContain(words('problem_model_damaged'));
    expect(page()).toContain(words('welcome_go'));
  });

  it('releases camera and recognizer when it is closed', async () => {
    await open();
    await live();
    act(() => render(null, document.body));
    expect(world.cameras.lit).toBe(false);
    expect(world.recognizer.made.every(({ disposed }) => disposed)).toBe(true);
  });
});

describe('the toolbar button', () => {
  it('is unknown if the browser does not report it, or fails', async () => {
    const nowhere = new EventTarget() as Window;
    expect(await createToolbarButton(undefined, nowhere).pinned()).toBeNull();
    const failing = { getUserSettings: async () => Promise.reject(new Error('no')) };
    expect(await createToolbarButton(failing, nowhere).pinned()).toBeNull();
    const reporting = { getUserSettings: async () => ({ isOnToolbar: true }) };
    expect(await createToolbarButton(reporting, nowhere).pinned()).toBe(true);
  });

  it('is checked again when the page gets the focus, until the subscription ends', () => {
    const place = new EventTarget() as Window;
    const listener = vi.fn();
    const stop = createToolbarButton({}, place).subscribe(listener);
    place.dispatchEvent(new Event('focus'));
    stop();
    place.dispatchEvent(new Event('focus'));
    expect(listener).toHaveBeenCalledOnce();
  });
});

describe('the call sites of the manifest', () => {
  const allow = words('welcome_sitesAllow');

  it('are not mentioned if all are allowed', async () => {
    await open();
    expect(page()).not.toContain(words('welcome_sites'));
  });

  it('are requested by a button, and no longer mentioned once they are allowed', async () => {
    missing = ['https://meet.jit.si/*'];
    await open();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_sitesAbout')));
    control(allow).click();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_sitesAllowed')));
    await vi.waitFor(() => expect(page()).not.toContain(words('welcome_sitesAbout')));
  });

  it('can still be requested after a refusal, which is shown', async () => {
    missing = ['https://meet.jit.si/*'];
    answer = false;
    await open();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_sitesAbout')));
    control(allow).click();
    await vi.waitFor(() => expect(page()).toContain(words('welcome_sitesRefused')));
    expect(control(allow)).toBeTruthy();
  });

  it('are missing if they are not granted, and are requested together', async () => {
    const none = { addListener: () => undefined, removeListener: () => undefined };
    const asked: string[][] = [];
    const sites = createCallSites(
      {
        contains: async ({ origins }) => origins[0] === 'https://a.example/*',
        request: async ({ origins }) => {
          asked.push(origins);
          return true;
        },
        onAdded: none,
        onRemoved: none,
      },
      ['https://a.example/*', 'https://b.example/*'],
    );
    expect(await sites.missing()).toEqual(['https://b.example/*']);
    await sites.request();
    expect(asked).toEqual([['https://a.example/*', 'https://b.example/*']]);
  });

  it('cannot be withheld in Chromium', () => {
    const content_scripts = [{ matches: ['https://a.example/*'] }];
    expect(withholdable({ background: { service_worker: 'b.js' }, content_scripts })).toEqual([]);
    expect(withholdable({ background: { scripts: ['b.js'] }, content_scripts })).toEqual([
      'https://a.example/*',
    ]);
  });
});
