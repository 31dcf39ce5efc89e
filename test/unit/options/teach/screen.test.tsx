// @vitest-environment happy-dom
import { render } from 'preact';
import { afterEach, expect, it } from 'vitest';
import { Back } from '../../../../src/options/teach/screen.tsx';
import type { Words } from '../../../../src/ui/i18n.ts';

const words: Words = Object.assign((key: string) => key, { lang: 'en', dir: 'ltr' as const });

afterEach(() => render(null, document.body));

it('a screen takes the focus as soon as it is mounted, so that nothing typed is lost', () => {
  render(<Back words={words} title="Wait" onBack={() => undefined} />, document.body);
  expect(document.activeElement?.textContent).toBe('Wait');
});
