// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sectionOf, sections } from '../../../../src/options/routes.ts';
import { Options } from '../../../../src/options/shell.tsx';
import type { MessageKey } from '../../../../src/ui/i18n.ts';
import { words } from '../fake-services.ts';
import { pageOfEachTest } from './fake-page.ts';

const world = pageOfEachTest();

beforeEach(() => {
  location.hash = '';
});

const open = (given = words): void => {
  act(() => render(<Options words={given} services={world.services} />, document.body));
};
const go = (hash: string): void => {
  act(() => {
    location.hash = hash;
    dispatchEvent(new Event('hashchange'));
  });
};
const current = (): string | undefined =>
  document.querySelector('nav [aria-current=page]')?.textContent ?? undefined;
const heading = (): HTMLElement => document.querySelector('h1')!;

describe('the options page', () => {
  it('has all its sections in the navigation and starts with gestures', () => {
    open();
    const links = [...document.querySelectorAll('nav a')].map(({ textContent }) => textContent);
    expect(links).toEqual(sections.map(({ title }) => words(title)));
    expect(links).toHaveLength(9);
    expect(current()).toBe(words('options_gestures'));
    expect(heading().textContent).toBe(words('options_gestures'));
  });

  it('says at its foot that no native speaker has read the texts, if none has', () => {
    const foot = (): Element | null => document.querySelector('main > .unreviewed');
    open();
    expect(foot()).toBeNull();
    const unread = (key: MessageKey): string =>
      key === 'translationReview' ? 'unreviewed' : words(key);
    act(() => render(null, document.body));
    open(Object.assign(unread, { lang: 'de', dir: 'ltr' as const }));
    for (const { id } of sections) {
      go(`#${id}`);
      expect(foot()?.textContent, id).toBe(words('options_unreviewed'));
      expect(foot()?.nextElementSibling, id).toBeNull();
    }
  });

  it('opens the section of its address, even if more follows it', () => {
    location.hash = '#privacy';
    open();
    expect(heading().textContent).toBe(words('options_privacy'));
    expect(sectionOf('#teach/my-gestures:wait')).toBe('teach');
    expect(sectionOf('#nowhere')).toBe('gestures');
  });

  it('does not move the focus when it opens, and moves it to the heading with each section', () => {
    open();
    expect(document.activeElement).not.toBe(heading());
    go('#sites');
    expect(current()).toBe(words('options_sites'));
    expect(document.activeElement).toBe(heading());
    expect(document.title).toContain(words('options_sites'));
  });

  it('skips to the content and keeps the section', () => {
    location.hash = '#captions';
    open();
    act(() => document.querySelector<HTMLAnchorElement>('.skip')?.click());
    expect(document.activeElement).toBe(heading());
    expect(location.hash).toBe('#captions');
  });

  it('releases camera and recognizer when the user leaves the section', async () => {
    open();
    const button = await vi.waitFor(() => {
      const found = document.querySelector<HTMLButtonElement>('#gestures-watch .button');
      expect(found).not.toBeNull();
      return found!;
    });
    button.click();
    await vi.waitFor(() => expect(world.recognizer.watches).toHaveLength(1));
    expect(world.cameras.lit).toBe(true);
    go('#privacy');
    expect(world.cameras.lit).toBe(false);
    expect(world.recognizer.made.every(({ disposed }) => disposed)).toBe(true);
    expect(world.recognizer.watches[0]?.stopped).toBe(true);
  });
});
