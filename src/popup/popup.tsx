// Runs in an extension page: the popup.

import { render } from 'preact';
import browser from 'webextension-polyfill';
import { interfaceOf } from '../settings/caption-language.ts';
import { shippedVocabularies } from '../settings/vocabularies.ts';
import { handStyles } from '../ui/hand-styles.ts';
import { createWords } from '../ui/i18n.ts';
import { adoptStyles } from '../ui/sheet.ts';
import { uiStyles } from '../ui/styles.ts';
import { browserPopupApi } from './browser-api.ts';
import { browserReadersApi } from './readers/browser-api.ts';
import { createReadersStore } from './readers/store.ts';
import { browserSignsApi } from './signs/browser-api.ts';
import { createSignsStore } from './signs/store.ts';
import { createPopupStore } from './store.ts';
import { browserTranscriptApi } from './transcript/browser-api.ts';
import { createTranscriptStore } from './transcript/store.ts';
import { TranscriptSection } from './transcript/view.tsx';
import { Popup } from './view.tsx';

const words = createWords(browser.i18n, interfaceOf(browser.i18n));
const api = browserPopupApi(location.search);
const store = createPopupStore(api);
const readers = createReadersStore(browserReadersApi());
const signs = createSignsStore(browserSignsApi());
const transcript = createTranscriptStore(browserTranscriptApi(api, words.lang));

document.documentElement.lang = words.lang;
document.documentElement.dir = words.dir;
document.title = words('extensionName');
for (const styles of [uiStyles, handStyles]) adoptStyles(document, styles);
render(
  <Popup
    store={store}
    readers={readers}
    words={words}
    vocabularies={shippedVocabularies}
    signs={signs}
    transcript={<TranscriptSection store={transcript} words={words} />}
  />,
  document.body,
);
void store.start();
void readers.start();
addEventListener('pagehide', () => {
  store.dispose();
  readers.dispose();
  signs.dispose();
  transcript.dispose();
});
