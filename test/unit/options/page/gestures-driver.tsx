/** The gestures section in a document, and its cards by their names. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, vi } from 'vitest';
import { GesturesSection } from '../../../../src/options/gestures/section.tsx';
import { words } from '../fake-services.ts';
import type { PageWorld } from './fake-page.ts';

/** The card of a gesture. */
export const card = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('.gesture')].find(
    (element) => element.querySelector('.switch-row label')?.textContent === name,
  );
  if (!found) throw new Error(`no card of ${name}`);
  return found;
};
export const names = (): string[] =>
  [...document.querySelectorAll('.gesture .switch-row label')].map(
    ({ textContent }) => textContent ?? '',
  );

export async function openGestures({ services, time }: PageWorld): Promise<void> {
  act(() =>
    render(<GesturesSection words={words} services={services} clock={time.clock} />, document.body),
  );
  await vi.waitFor(() => expect(names().length).toBeGreaterThan(0));
}
