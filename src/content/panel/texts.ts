/** The texts of the panel in the call. */
import browser from 'webextension-polyfill';
import { interfaceOf } from '../../settings/caption-language.ts';
import { shippedVocabularies } from '../../settings/vocabularies.ts';
import { isolate } from '../../ui/isolate.ts';
import type { PanelTexts } from './panel.ts';

export function panelTexts(): PanelTexts {
  const say = (key: string): string => browser.i18n.getMessage(key);
  const { lang, dir } = interfaceOf(browser.i18n);
  const number = new Intl.NumberFormat(lang, { style: 'percent' });
  return {
    title: say('panel_title'),
    close: say('readers_hintClose'),
    last: say('panel_last'),
    phrases: say('panel_phrases'),
    own: say('panel_own'),
    noOwn: say('panel_noOwn'),
    recent: say('panel_recent'),
    typing: say('panel_typing'),
    settings: say('panel_settings'),
    none: say('transcript_empty'),
    size: say('panel_size'),
    smaller: say('commandSmaller'),
    larger: say('commandLarger'),
    vocabulary: say('popup_vocabulary'),
    vocabularies: shippedVocabularies.map(({ id, name }) => ({ id, name: say(name) })),
    everyone: say('options_outgoing'),
    onlyYou: say('readers_you'),
    status: {
      waiting: say('outgoing_waiting'),
      ready: say('outgoing_ready'),
      impossible: say('outgoing_impossible'),
      document: say('outgoing_document'),
      screen: say('outgoing_screen'),
      busy: say('outgoing_busy'),
      failed: say('outgoing_failed'),
      unsupported: say('outgoing_unsupported'),
    },
    percent: (size) => number.format(size / 100),
    onlyOn: (site) => browser.i18n.getMessage('popup_onlyOn', isolate(site, dir)),
    pause: say('popup_pause'),
    said: say('panel_said'),
    notSaved: say('readers_notSet'),
  };
}
