// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { readAddress, siteName } from '../../../../src/options/site-list/address.ts';
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

  it('removes a site', async () => {
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
  ])('%s becomes %s', (text, pattern) => {
    expect(readAddress(text)).toEqual({ ok: true, pattern });
  });

  it('is shown in the form in which people write it', () => {
    expect(siteName('https://meet.example.org/*')).toBe('meet.example.org');
    expect(siteName('http://localhost/*')).toBe('http://localhost');
    expect(siteName('https://*/*')).toBe('*');
  });
});
