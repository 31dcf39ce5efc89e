/** The table of call sites in README.md and in the stores' texts, made from the extension's list. */
import { callSites, testedCalls } from '../src/sites/sites.ts';

const address = (pattern: string): string =>
  `\`${pattern.replace('https://', '').replace('/*', '')}\``;

/** A Markdown table: what was tested first. Ends without a line break. */
export function siteTable(): string {
  const rows = [
    ...testedCalls.map(({ name }) => [name, 'your own machine', 'tested']),
    ...callSites.map(({ name, matches, ownServers }) => [
      name,
      [...matches.map(address), ...(ownServers ? ['other servers: enable there'] : [])].join(', '),
      'expected, untested',
    ]),
  ];
  return [['call', 'where', 'captions'], ['---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** The sites with their match patterns and the reason for them, for the stores. */
export function hostTable(): string {
  return callSites
    .map(
      ({ name, matches }) => `| ${name} | ${matches.map((match) => `\`${match}\``).join(', ')} |`,
    )
    .join('\n');
}
