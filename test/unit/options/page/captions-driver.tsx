/** What the tests of the captions section share, besides `fake-page.ts`. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { CaptionsSection } from '../../../../src/options/captions/section.tsx';
import type { OptionsServices } from '../../../../src/options/services/types.ts';
import { words } from '../fake-services.ts';

export function openCaptions({ services }: { services: OptionsServices }): void {
  act(() => render(<CaptionsSection words={words} services={services} />, document.body));
}

/** The form's field with that label. */
export function field<T extends HTMLElement>(name: Parameters<typeof words>[0]): T {
  const label = [...document.querySelectorAll('label')].find(
    ({ textContent }) => textContent === words(name),
  );
  return document.getElementById(label?.htmlFor ?? '') as T;
}

/** Where the preview's captions stand. */
export const stage = () =>
  document.querySelector('.captions-preview')?.shadowRoot?.querySelector<HTMLElement>('.stage');
