/**
 * The tables of call sites in README.md and docs/store/permissions.md and the lists of them in the
 * stores' texts, made from the extension's own list.
 */
import { callSites, testedCalls } from '../../../src/sites/sites.ts';

const address = (pattern: string): string =>
  `\`${pattern.replace('https://', '').replace('/*', '')}\``;

const tableHead = '| call | where | captions |';

/** README's Markdown table, tested calls first. Ends without a line break. */
export function siteTable(): string {
  const rows = [
    ...testedCalls.map(({ name }) => [name, 'your own machine', 'tested']),
    ...callSites.map(({ name, matches, ownServers }) => [
      name,
      [...matches.map(address), ...(ownServers ? ['other servers: enable there'] : [])].join(', '),
      'expected, untested',
    ]),
  ];
  return [
    tableHead,
    '| --- | --- | --- |',
    ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  ].join('\n');
}

/** The rows that list each site's match patterns for the stores, without a table head. */
export function hostTable(): string {
  return callSites
    .map(
      ({ name, matches }) => `| ${name} | ${matches.map((match) => `\`${match}\``).join(', ')} |`,
    )
    .join('\n');
}

const hostsStart = '<!-- matches -->\n';
const hostsEnd = '\n<!-- /matches -->';

/** The text of README.md with its table of sites replaced. @throws Error if it has no such table */
export function withSiteTable(readme: string): string {
  const start = readme.indexOf(`\n\n${tableHead}\n`) + 2;
  const end = readme.indexOf('\n\n', start);
  if (start < 2 || end < 0) throw new Error('README.md has no table of call sites.');
  return readme.slice(0, start) + siteTable() + readme.slice(end);
}

/** The text of docs/store/permissions.md with its rows replaced. @throws Error if the marks are missing */
export function withHostTable(permissions: string): string {
  const start = permissions.indexOf(hostsStart) + hostsStart.length;
  const end = permissions.indexOf(hostsEnd, start);
  if (start < hostsStart.length || end < 0)
    throw new Error('docs/store/permissions.md has no marks around its table of sites.');
  return permissions.slice(0, start) + hostTable() + permissions.slice(end);
}

/** The names of the sites in the stores' texts, where a free edition is not named beside the other. */
const listedNames = [...new Set(callSites.map(({ name }) => name.replace(/, free$/, '')))];

/**
 * A store's text (docs/store/listing) with the sites named anew in its last line, which is a list
 * after a colon. Colon, commas and full stop stay those of its language.
 *
 * @throws Error if the last line is no such list
 */
export function withSiteNames(listing: string): string {
  const list = /([^\n:：]+[:：]\s?)[^\n、،,]+([、،,] ?)[^\n]*([.。])\n$/.exec(listing);
  if (!list) throw new Error('The last line is no list of call sites.');
  const [line, start = '', comma = '', stop = ''] = list;
  return `${listing.slice(0, -line.length)}${start}${listedNames.join(comma)}${stop}\n`;
}
