import { createElement } from 'react18';

/** A whole document: the server writes it, and the page's own code takes it over. */
export const app = () =>
  createElement(
    'html',
    { lang: 'en' },
    createElement('head', null, createElement('title', null, 'Rendered call')),
    createElement(
      'body',
      null,
      createElement('h1', null, 'Rendered call'),
      createElement(
        'button',
        { id: 'join', onClick: () => void globalThis.hydrated?.turnOn() },
        'Join',
      ),
      createElement('p', { id: 'error', hidden: true }, 'No error'),
      createElement('script', { src: 'hydrated.js', async: true }),
    ),
  );
