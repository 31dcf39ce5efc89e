/**
 * What is recognised and who reads, on sites for which the user chose one of the two. Pure. Whoever
 * acts on these settings in a tab reads them by `settingsAt` and changes them by `changeAt`.
 */
import { coversEverySite, matchesPattern, siteName } from '../messaging/site-pattern.ts';
import type { Settings, SettingsChange, SiteChoice } from './schema.ts';

/** The fields that a site may have a choice of its own for. */
export const choiceFields = ['vocabulary', 'outgoing'] as const;
export type ChoiceField = (typeof choiceFields)[number];
export type Choices = Pick<Settings, ChoiceField | 'siteChoices'>;

/**
 * The settings as they are at a site: its narrowest pattern with a choice of its own decides.
 *
 * @param site the pattern of a tab's site; undefined if it is unknown
 */
export function settingsAt<T extends Choices>(settings: T, site: string | undefined): T {
  const own = (field: ChoiceField) => decidingAt(settings.siteChoices, site, field);
  return {
    ...settings,
    vocabulary: own('vocabulary')?.vocabulary ?? settings.vocabulary,
    outgoing: own('outgoing')?.outgoing ?? settings.outgoing,
  };
}

/**
 * The change of settings with which a site has this vocabulary, or these readers: of the site's own
 * choice if one decides there, and else of what counts everywhere.
 *
 * @param site as for {@link settingsAt}
 */
export function changeAt(
  settings: Choices,
  site: string | undefined,
  change: Partial<Pick<Settings, ChoiceField>>,
): SettingsChange {
  let { siteChoices } = settings;
  const everywhere: SettingsChange = {};
  for (const field of choiceFields) {
    if (change[field] === undefined) continue;
    const own = decidingAt(siteChoices, site, field);
    if (own) siteChoices = withChoice(siteChoices, own.site, { [field]: change[field] });
    else Object.assign(everywhere, { [field]: change[field] });
  }
  return siteChoices === settings.siteChoices ? everywhere : { ...everywhere, siteChoices };
}

/**
 * The name of the site whose own choice decides a field at a site; null: it is as everywhere.
 *
 * @param site as for {@link settingsAt}
 */
export function ownSiteAt(
  settings: Pick<Settings, 'siteChoices'>,
  site: string | undefined,
  field: ChoiceField,
): string | null {
  const pattern = decidingAt(settings.siteChoices, site, field)?.site;
  return pattern === undefined ? null : siteName(pattern, pattern);
}

/**
 * Stores what counts at the site of a tab, by {@link changeAt}.
 *
 * @param others what counts everywhere
 */
export type SaveHere = (
  change: Partial<Pick<Settings, ChoiceField>>,
  others?: SettingsChange,
) => Promise<unknown>;

/** What the user chose for exactly this pattern. */
export function choiceFor(
  { siteChoices }: Pick<Settings, 'siteChoices'>,
  pattern: string,
): Omit<SiteChoice, 'site'> {
  return siteChoices.find(({ site }) => site === pattern) ?? {};
}

/**
 * The choices with some fields of one pattern changed; an undefined field is as everywhere from then
 * on, and a pattern without a choice is not kept.
 */
export function withChoice(
  siteChoices: readonly SiteChoice[],
  pattern: string,
  change: Omit<SiteChoice, 'site'>,
): SiteChoice[] {
  const others = siteChoices.filter(({ site }) => site !== pattern);
  const next = { ...choiceFor({ siteChoices: [...siteChoices] }, pattern), ...change };
  const isEmpty = choiceFields.every((field) => next[field] === undefined);
  return isEmpty ? others : [...others, { ...next, site: pattern }];
}

/** The names of all sites that have a choice of their own for a field. */
export function sitesWith(
  { siteChoices }: Pick<Settings, 'siteChoices'>,
  field: ChoiceField,
): string[] {
  return siteChoices
    .filter((choice) => choice[field] !== undefined)
    .map(({ site }) => siteName(site, site));
}

/** Whether a site may have a choice of its own: every site is what the settings say everywhere. */
export const mayChoose = (pattern: string): boolean => !coversEverySite(pattern);

function decidingAt(
  siteChoices: readonly SiteChoice[],
  site: string | undefined,
  field: ChoiceField,
): SiteChoice | undefined {
  if (site === undefined) return undefined;
  return siteChoices
    .filter((choice) => choice[field] !== undefined && matchesPattern(choice.site, site))
    .sort((a, b) => narrowness(b.site) - narrowness(a.site))[0];
}

/** Larger for the narrower of two patterns that fit the same site. */
function narrowness(pattern: string): number {
  if (coversEverySite(pattern)) return 0;
  // A pattern is at most 300 characters long, so an exact host is narrower than any with subdomains.
  return pattern.includes('//*.') ? pattern.length : 1000 + pattern.length;
}
