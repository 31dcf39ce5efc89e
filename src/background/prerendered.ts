import type { Runtime } from 'webextension-polyfill';

/** Chromium's field, which the polyfill's types lack: the polyfill passes the sender on as it is. */
interface Sender extends Runtime.MessageSender {
  documentLifecycle?: string;
}

/**
 * Whether a message comes from a document that the browser only prerenders: the tab still shows
 * another one, and the user may never see it. Whatever it says would be taken for the tab's.
 */
export function isPrerendered({ documentLifecycle }: Sender): boolean {
  return documentLifecycle === 'prerender';
}
