// Runs in an extension page: the tab that opens after installing.

import { render } from 'preact';
import browser from 'webextension-polyfill';
import { browserServices } from '../options/services/browser.ts';
import { canPipe } from '../outgoing/pipe.ts';
import { interfaceOf } from '../settings/caption-language.ts';
import { createWords } from '../ui/i18n.ts';
import { pageStyles } from '../ui/page-styles.ts';
import { adoptStyles } from '../ui/sheet.ts';
import { uiStyles } from '../ui/styles.ts';
import { createCallSites, withholdable } from './call-sites.ts';
import type { WelcomeServices } from './services.ts';
import { welcomeStyles } from './styles.ts';
import { createToolbarButton } from './toolbar.ts';
import { Welcome } from './view.tsx';

/** The name of the on/off command in the manifest. */
const toggleCommand = 'toggle-captions';

const words = createWords(browser.i18n, interfaceOf(browser.i18n));
const page = browserServices();
const services: WelcomeServices = {
  settings: page.settings,
  cameras: page.cameras,
  recognizer: page.recognizer,
  vocabularies: page.vocabularies,
  pictograms: page.pictograms,
  button: createToolbarButton(globalThis.chrome?.action, window),
  callSites: createCallSites(browser.permissions, withholdable(browser.runtime.getManifest())),
  canReachOthers: canPipe(),
  isMac: async () => (await browser.runtime.getPlatformInfo()).os === 'mac',
  async shortcut() {
    const commands = await browser.commands.getAll();
    return commands.find(({ name }) => name === toggleCommand)?.shortcut ?? '';
  },
  openOptions: () => browser.runtime.openOptionsPage(),
};

document.documentElement.lang = words.lang;
document.documentElement.dir = words.dir;
document.title = words('welcome_title');
for (const styles of [uiStyles, pageStyles, welcomeStyles]) adoptStyles(document, styles);
// Wait for the settings: else the page would show defaults for a moment.
void page.ready.then(() => render(<Welcome words={words} services={services} />, document.body));
addEventListener('pagehide', (event: PageTransitionEvent) => {
  // A page in the back-forward cache comes back with everything it had.
  if (event.persisted) return;
  render(null, document.body);
  page.dispose();
});
