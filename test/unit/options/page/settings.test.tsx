// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CaptionsSection } from '../../../../src/options/captions/section.tsx';
import { PrivacySection } from '../../../../src/options/privacy/section.tsx';
import type { OptionsServices } from '../../../../src/options/services.ts';
import { readAddress, siteName } from '../../../../src/options/site-list/address.ts';
import { SitesSection } from '../../../../src/options/site-list/section.tsx';
import { OWN_PACK } from '../../../../src/packs/samples.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import { control, page, words } from '../world.ts';
import { createPage, full } from './page.ts';

let world: ReturnType<typeof createPage>;

beforeEach(() => {
  world = createPage();
});
afterEach(() => {
  act(() => render(null, document.body));
  world.store.close();
});

describe('the captions section', () => {
  const open = (): void => {
    act(() => render(<CaptionsSection words={words} services={world.services} />, document.body));
  };
  const slider = (at: number): HTMLInputElement =>
    document.querySelectorAll<HTMLInputElement>('input[type=range]')[at]!;

  it('shows the settings as they are', () => {
    open();
    expect(slider(0).value).toBe(String(defaultSettings.dwellMs));
    expect(slider(1).value).toBe(String(defaultSettings.captionMs));
    expect(document.querySelector<HTMLInputElement>('input:checked')?.value).toBe('normal');
  });

  it('stores each change at once and says so', async () => {
    open();
    slider(0).value = '1200';
    slider(0).dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(page()).toContain(words('options_saved')));
    document.querySelector<HTMLInputElement>('input[value=strict]')?.click();
    document.querySelector<HTMLButtonElement>('[role=switch]')?.click();
    await vi.waitFor(() =>
      expect(world.changes).toEqual([
        { dwellMs: 1200 },
        { strictness: 'strict' },
        { dwellIndicator: false },
      ]),
    );
  });

  it('stores nothing while the slider is only being moved', () => {
    open();
    act(() => {
      slider(0).value = '900';
      slider(0).dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(page()).toContain(words('options_seconds', '0.9'));
    expect(world.changes).toEqual([]);
  });

  it('says why a change was not stored, and shows what is', async () => {
    world.services.settings.change = async () => full();
    open();
    document.querySelector<HTMLButtonElement>('[role=switch]')?.click();
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_full')));
    expect(document.querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('true');
  });
});

describe('how captions look', () => {
  const open = (): void => {
    act(() => render(<CaptionsSection words={words} services={world.services} />, document.body));
  };
  const field = <T extends HTMLElement>(name: Parameters<typeof words>[0]): T => {
    const label = [...document.querySelectorAll('label')].find(
      ({ textContent }) => textContent === words(name),
    );
    return document.getElementById(label?.htmlFor ?? '') as T;
  };
  const stage = () =>
    document.querySelector('.captions-preview')?.shadowRoot?.querySelector<HTMLElement>('.stage');

  it('shows in the preview while it is being changed, and is stored after', async () => {
    open();
    const color = field<HTMLInputElement>('options_color');
    act(() => {
      color.value = '#ffee00';
      color.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(stage()?.style.getPropertyValue('--color')).toBe('rgb(255 238 0 / 1)');
    expect(world.changes).toEqual([]);
    color.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(world.changes).toEqual([{ captionColor: '#ffee00' }]));
  });

  it('warns where captions can be hard to read, and no longer when they cannot', async () => {
    open();
    const warned = () => document.querySelector('.contrast')?.textContent;
    expect(warned()).toBe('');
    act(() => {
      const opacity = field<HTMLInputElement>('options_opacity');
      opacity.value = '10';
      opacity.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(warned()).toContain('4.5');
    act(() => {
      const edge = field<HTMLSelectElement>('options_edge');
      edge.value = 'outline';
      edge.dispatchEvent(new Event('change', { bubbles: true }));
    });
    await vi.waitFor(() => expect(warned()).toBe(''));
  });

  it('goes back to the start, and touches nothing else', async () => {
    await world.services.settings.change({ captionSize: 200, captionMs: 9000, captionSound: true });
    open();
    control(words('options_lookReset')).click();
    await vi.waitFor(() =>
      expect(world.services.settings.current.value).toEqual({
        ...defaultSettings,
        captionMs: 9000,
      }),
    );
  });
});

describe('the sites section', () => {
  const open = async (): Promise<void> => {
    act(() => render(<SitesSection words={words} services={world.services} />, document.body));
    await vi.waitFor(() =>
      expect(document.querySelector('#sites-own ~ .sites, #sites-own ~ .note')).not.toBeNull(),
    );
  };
  const add = (text: string): void => {
    const input = document.querySelector<HTMLInputElement>('form input')!;
    act(() => {
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    document
      .querySelector('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  };

  it('lists what ships and what was added', async () => {
    world.sites.granted.push('https://galene.example.org/*');
    await open();
    expect([...document.querySelectorAll('.site')].map((site) => site.textContent)).toEqual([
      'galene.example.org',
      'meet.google.com',
      '*.zoom.us',
    ]);
  });

  it('calls what ships by name, and tells of what runs elsewhere too', async () => {
    await open();
    expect([...document.querySelectorAll('.call-name')].map((name) => name.textContent)).toEqual([
      'Google Meet',
      'Zoom',
    ]);
    for (const name of ['Galène', 'BigBlueButton', 'Element Call', 'Jitsi Meet'])
      expect(page()).toContain(name);
    expect(page()).toContain(words('popup_enable'));
  });

  it('asks for the permission within the press, then lists the site', async () => {
    await open();
    add('galene.example.org/group/x');
    // Not a turn later: the browser would refuse.
    expect(world.sites.asked).toEqual(['https://galene.example.org/*']);
    await vi.waitFor(() =>
      expect(page()).toContain(words('options_siteAdded', 'galene.example.org')),
    );
    expect(document.querySelector('.site')?.textContent).toBe('galene.example.org');
  });

  it('says that the permission was declined', async () => {
    world.sites.answer = false;
    await open();
    add('galene.example.org');
    await vi.waitFor(() =>
      expect(page()).toContain(words('options_siteRefused', 'galene.example.org')),
    );
  });

  it('says that the browser failed', async () => {
    world.sites.answer = new Error('no window');
    await open();
    add('galene.example.org');
    await vi.waitFor(() => expect(document.querySelector('form .wrong')?.textContent).toBeTruthy());
  });

  it.each([
    ['http://meet.example.org', 'options_addressInsecure'],
    ['not an address', 'options_addressUnreadable'],
    ['meet', 'options_addressUnreadable'],
    ['ftp://meet.example.org', 'options_addressUnreadable'],
  ] as const)('asks for nothing when %s was written', async (text, key) => {
    await open();
    add(text);
    await vi.waitFor(() => expect(page()).toContain(words(key)));
    expect(world.sites.asked).toEqual([]);
    expect(document.querySelector('form input')?.getAttribute('aria-invalid')).toBe('true');
  });

  it('does not ask for what is there already', async () => {
    await open();
    add('https://meet.google.com/abc');
    await vi.waitFor(() => expect(page()).toContain(words('options_siteKnown', 'meet.google.com')));
    expect(world.sites.asked).toEqual([]);
  });

  it('lets captions start by themselves on a site, and no longer', async () => {
    await open();
    const box = () =>
      control<HTMLLabelElement>(words('options_startsOn', 'meet.google.com'), 'label.check');
    box().querySelector('input')?.click();
    await vi.waitFor(() =>
      expect(world.changes).toEqual([{ startSites: ['https://meet.google.com/*'] }]),
    );
    await vi.waitFor(() => expect(box().querySelector('input')?.checked).toBe(true));
    box().querySelector('input')?.click();
    await vi.waitFor(() => expect(world.changes.at(-1)).toEqual({ startSites: [] }));
  });

  it('shows a site chosen in the popup, of which only a wider pattern is listed', async () => {
    await world.services.settings.change({ startSites: ['https://us02.zoom.us/*'] });
    await open();
    await vi.waitFor(() => expect(page()).toContain('us02.zoom.us'));
  });

  it('takes a site away', async () => {
    world.sites.granted.push('https://galene.example.org/*');
    await open();
    control(words('options_remove')).click();
    await vi.waitFor(() => expect(page()).toContain(words('options_sitesNone')));
    expect(world.sites.granted).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    ['meet.example.org', 'https://meet.example.org/*'],
    [' https://meet.example.org:8443/room?x=1 ', 'https://meet.example.org/*'],
    ['localhost:3000', 'http://localhost/*'],
    ['127.0.0.1', 'http://127.0.0.1/*'],
    ['bücher.example', 'https://xn--bcher-kva.example/*'],
  ])('%s stands for %s', (text, pattern) => {
    expect(readAddress(text)).toEqual({ ok: true, pattern });
  });

  it('is shown as people write it', () => {
    expect(siteName('https://meet.example.org/*')).toBe('meet.example.org');
    expect(siteName('http://localhost/*')).toBe('http://localhost');
    expect(siteName('https://*/*')).toBe('*');
  });
});

describe('the privacy section', () => {
  const open = async (services: OptionsServices = world.services): Promise<void> => {
    act(() => render(<PrivacySection words={words} services={services} />, document.body));
    await vi.waitFor(() => expect(document.querySelector('.facts')).not.toBeNull());
  };
  const counts = (): number[] =>
    [...document.querySelectorAll('.facts td')].map((cell) => Number(cell.textContent));
  const fill = async (): Promise<void> => {
    await world.store.saveGesture(OWN_PACK, {
      id: 'coffee',
      kind: 'phrase',
      name: 'Coffee',
      caption: 'A coffee?',
    });
    await world.store.setPreference('call-gestures:fist', { enabled: false });
    world.sites.granted.push('https://galene.example.org/*');
  };
  const deleteAll = async (alsoSites: boolean): Promise<void> => {
    control(words('options_deleteAll')).click();
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).not.toBeNull());
    if (!alsoSites) {
      act(() => document.querySelector<HTMLInputElement>('dialog input')?.click());
    }
    control(words('options_deleteAll'), 'dialog button').click();
  };

  it('counts what is kept', async () => {
    await fill();
    await open();
    // Packs, gestures, samples, three kinds of unknowns, training, changed gestures, transcripts, settings, self-test, sites.
    expect(counts()).toEqual([1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  });

  it('deletes everything after a question, and shows that nothing is left', async () => {
    await fill();
    await open();
    await deleteAll(true);
    await vi.waitFor(() => expect(page()).toContain(words('options_deleted')));
    await vi.waitFor(() => expect(counts().every((count) => count === 0)).toBe(true));
    expect(counts()).toHaveLength(12);
    expect(await world.store.packs()).toEqual([]);
    expect(world.kept).toEqual({ settings: 0, selfTests: 0, transcripts: 0 });
    expect(world.sites.granted).toEqual([]);
  });

  it('keeps the sites when it is asked to', async () => {
    await fill();
    await open();
    await deleteAll(false);
    await vi.waitFor(() => expect(page()).toContain(words('options_deleted')));
    await vi.waitFor(() => expect(counts().at(-1)).toBe(1));
    expect(
      counts()
        .slice(0, -1)
        .every((count) => count === 0),
    ).toBe(true);
  });

  it('deletes nothing when it is called off', async () => {
    await fill();
    await open();
    control(words('options_deleteAll')).click();
    await vi.waitFor(() => expect(document.querySelector('dialog[open]')).not.toBeNull());
    control(words('options_cancel'), 'dialog button').click();
    await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(await world.store.packs()).toHaveLength(1);
  });

  it('says why not everything could be deleted, with what is left', async () => {
    await fill();
    world.services.traces.clear = async () => full();
    await open();
    await deleteAll(true);
    await vi.waitFor(() => expect(page()).toContain(words('problem_storage_full')));
    await vi.waitFor(() => expect(counts().slice(0, 2)).toEqual([0, 0]));
    expect(counts().at(-1)).toBe(1);
  });
});
