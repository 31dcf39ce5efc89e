// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { readAddress } from '../../../../src/options/site-list/address.ts';
import { SitesSection } from '../../../../src/options/site-list/section.tsx';
import { control, page, words } from '../fake-services.ts';
import { pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

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

  const choose = (list: HTMLSelectElement | undefined, value: string): void => {
    if (!list) throw new Error('no list');
    act(() => {
      list.value = value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
  };

  it('lists shipped and added sites', async () => {
    world.sites.granted.push('https://galene.example.org/*');
    await open();
    expect([...document.querySelectorAll('.site')].map((site) => site.textContent)).toEqual([
      'galene.example.org',
      'meet.google.com',
      '*.zoom.us',
    ]);
  });

  it('names shipped call apps, and mentions those that run elsewhere too', async () => {
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
    // Without waiting: later the browser would refuse.
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

  it('says that the browser has failed', async () => {
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
  ] as const)('asks for nothing if %s was written', async (text, key) => {
    await open();
    add(text);
    await vi.waitFor(() => expect(page()).toContain(words(key)));
    expect(world.sites.asked).toEqual([]);
    expect(document.querySelector('form input')?.getAttribute('aria-invalid')).toBe('true');
  });

  it('does not ask for a site that is listed already', async () => {
    await open();
    add('https://meet.google.com/abc');
    await vi.waitFor(() => expect(page()).toContain(words('options_siteKnown', 'meet.google.com')));
    expect(world.sites.asked).toEqual([]);
  });

  it('lets the user choose whether captions start by themselves on a site', async () => {
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

  it('shows a site that was chosen in the popup, even if only a wider pattern is listed', async () => {
    await world.services.settings.change({ startSites: ['https://us02.zoom.us/*'] });
    await open();
    await vi.waitFor(() => expect(page()).toContain('us02.zoom.us'));
  });

  it('lets the user choose the vocabulary and the readers of a site, and says what is chosen', async () => {
    await open();
    const row = () => document.querySelector<HTMLElement>('.sites li:has(.call-name)')!;
    expect(row().querySelector('summary')?.textContent).toBe(
      `${words('options_more')}${words('options_moreOf', 'meet.google.com')}`,
    );
    const [vocabulary, readers] = row().querySelectorAll('select');
    expect([vocabulary, readers].map((list) => list?.options[0]?.text)).toEqual([
      words('options_asEverywhere', words('vocabulary_callGestures')),
      words('options_asEverywhere', words('readers_onlyMe')),
    ]);
    const site = 'https://meet.google.com/*';
    choose(vocabulary, 'fingerspelling');
    await vi.waitFor(() =>
      expect(world.changes.at(-1)).toEqual({
        siteChoices: [{ site, vocabulary: 'fingerspelling' }],
      }),
    );
    choose(readers, 'true');
    await vi.waitFor(() =>
      expect(world.changes.at(-1)).toEqual({
        siteChoices: [{ site, vocabulary: 'fingerspelling', outgoing: true }],
        readersTold: true,
      }),
    );
    await vi.waitFor(() =>
      expect(row().querySelector('.chosen')?.textContent).toBe(
        `${words('vocabulary_fingerspelling')}, ${words('readers_everyone')}`,
      ),
    );
    choose(vocabulary, '');
    choose(readers, '');
    await vi.waitFor(() => expect(world.changes.at(-1)).toMatchObject({ siteChoices: [] }));
    await vi.waitFor(() => expect(row().querySelector('.chosen')).toBeNull());
  });

  it('says why others cannot see captions on any site in a browser that cannot draw them', async () => {
    vi.stubGlobal('MediaStreamTrackProcessor', undefined);
    await world.services.settings.change({
      siteChoices: [{ site: 'https://meet.google.com/*', outgoing: true }],
    });
    await open();
    const readers = [...document.querySelectorAll('li')].map(
      (li) => li.querySelectorAll('select')[1],
    );
    expect(
      readers.map((list) => list?.disabled),
      'one can still be taken back',
    ).toEqual([false, true]);
    expect(page()).toContain(words('outgoing_unsupported'));
  });

  it('offers no choice for all sites at once, which is what the settings say', async () => {
    world.sites.granted.push('https://*/*');
    await open();
    expect(document.querySelector('#sites-own ~ .sites details')).toBeNull();
  });

  it('lists a site that was allowed once and has a choice of its own', async () => {
    await world.services.settings.change({
      siteChoices: [{ site: 'https://old.example/*', outgoing: true }],
    });
    await open();
    await vi.waitFor(() => expect(page()).toContain('old.example'));
  });

  it('removes a site, with all that was chosen for it', async () => {
    const pattern = 'https://galene.example.org/*';
    await world.services.settings.change({
      startSites: [pattern],
      siteChoices: [{ site: pattern, outgoing: true }],
    });
    world.sites.granted.push(pattern);
    await open();
    control(words('options_remove')).click();
    await vi.waitFor(() => expect(page()).toContain(words('options_sitesNone')));
    expect(world.sites.granted).toEqual([]);
    await vi.waitFor(() =>
      expect(world.changes.at(-1)).toEqual({ startSites: [], siteChoices: [] }),
    );
  });
});

describe('an address', () => {
  it.each([
    ['meet.example.org', 'https://meet.example.org/*'],
    [' https://meet.example.org:8443/room?x=1 ', 'https://meet.example.org/*'],
    ['localhost:3000', 'http://localhost/*'],
    ['127.0.0.1', 'http://127.0.0.1/*'],
    ['bücher.example', 'https://xn--bcher-kva.example/*'],
  ])('%s becomes %s', (text, pattern) => {
    expect(readAddress(text)).toEqual({ ok: true, pattern });
  });
});
