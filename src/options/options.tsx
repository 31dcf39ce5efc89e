// Runs in an extension page: the options.

import { render } from 'preact';
import browser from 'webextension-polyfill';
import { interfaceOf } from '../settings/caption-language.ts';
import { createWords } from '../ui/i18n.ts';
import { pageStyles } from '../ui/page-styles.ts';
import { adoptStyles } from '../ui/sheet.ts';
import { uiStyles } from '../ui/styles.ts';
import { captionsStyles } from './captions/styles.ts';
import { practiceStyles } from './practice/styles.ts';
import { browserServices } from './services/browser.ts';
import { Options } from './shell.tsx';
import { optionsStyles } from './styles.ts';
import { teachStyles } from './teach/styles.ts';
import { tryStyles } from './try/styles.ts';

const words = createWords(browser.i18n, interfaceOf(browser.i18n));
const services = browserServices();

document.documentElement.lang = words.lang;
document.documentElement.dir = words.dir;
for (const styles of [
  uiStyles,
  pageStyles,
  optionsStyles,
  captionsStyles,
  teachStyles,
  tryStyles,
  practiceStyles,
])
  adoptStyles(document, styles);
// Wait for the settings: else the page would show defaults for a moment.
void services.ready.then(() =>
  render(<Options words={words} services={services} />, document.body),
);
addEventListener('pagehide', (event: PageTransitionEvent) => {
  // A page in the back-forward cache comes back with everything it had.
  if (event.persisted) return;
  render(null, document.body);
  services.dispose();
});
