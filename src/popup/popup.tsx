import { render } from 'preact';
import browser from 'webextension-polyfill';
import { createWords } from '../ui/i18n.ts';
import { adoptStyles } from '../ui/sheet.ts';
import { uiStyles } from '../ui/styles.ts';
import { browserPopupApi } from './browser-api.ts';
import { createPopupStore } from './store.ts';
import { Popup } from './view.tsx';
import { shippedVocabularies } from './vocabularies.ts';

const words = createWords(browser.i18n);
const store = createPopupStore(browserPopupApi(location.search));

document.documentElement.lang = words.lang;
document.documentElement.dir = words.dir;
document.title = words('extensionName');
adoptStyles(document, uiStyles);
render(<Popup store={store} words={words} vocabularies={shippedVocabularies} />, document.body);
void store.start();
addEventListener('pagehide', () => store.dispose());
