// Runs in an extension page: the popup.

import { render } from 'preact';
import browser from 'webextension-polyfill';
import { interfaceOf } from '../settings/caption-language.ts';
import { createWords } from '../ui/i18n.ts';
import { adoptStyles } from '../ui/sheet.ts';
import { uiStyles } from '../ui/styles.ts';
import { browserPopupApi } from './browser-api.ts';
import { createPopupStore } from './store.ts';
import { browserTranscriptApi } from './transcript/browser-api.ts';
import { createTranscriptStore } from './transcript/store.ts';
import { TranscriptSection } from './transcript/view.tsx';
import { Popup } from './view.tsx';
import { shippedVocabularies } from './vocabularies.ts';

const words = createWords(browser.i18n, interfaceOf(browser.i18n));
const api = browserPopupApi(location.search);
const store = createPopupStore(api);
const transcript = createTranscriptStore(browserTranscriptApi(api, words.lang));

document.documentElement.lang = words.lang;
document.documentElement.dir = words.dir;
document.title = words('extensionName');
adoptStyles(document, uiStyles);
render(
  <Popup
    store={store}
    words={words}
    vocabularies={shippedVocabularies}
    transcript={<TranscriptSection store={transcript} words={words} />}
  />,
  document.body,
);
void store.start();
addEventListener('pagehide', () => {
  store.dispose();
  transcript.dispose();
});
