import type { MessageKey } from '../ui/i18n.ts';

/** The page's sections in the order of the navigation; the id is the hash of its address. */
export const sections = [
  { id: 'gestures', title: 'options_gestures', about: 'options_gesturesAbout' },
  { id: 'teach', title: 'options_teach', about: 'options_teachAbout' },
  { id: 'try', title: 'options_try', about: 'options_tryAbout' },
  { id: 'practice', title: 'options_practice', about: 'options_practiceAbout' },
  { id: 'packs', title: 'options_packs', about: 'options_packsAbout' },
  { id: 'captions', title: 'options_captions', about: 'options_captionsAbout' },
  { id: 'keys', title: 'options_keys', about: 'options_keysAbout' },
  { id: 'sites', title: 'options_sites', about: 'options_sitesAbout' },
  { id: 'privacy', title: 'options_privacy', about: 'options_privacyAbout' },
] as const satisfies readonly { id: string; title: MessageKey; about: MessageKey }[];

export type SectionId = (typeof sections)[number]['id'];

/** The section of a hash like `#teach` or `#teach/thumbs-up`; the first if the hash is unknown. */
export function sectionOf(hash: string): SectionId {
  const name = hash.replace(/^#/, '').split('/')[0];
  return (sections.find(({ id }) => id === name) ?? sections[0]).id;
}
