// Runs in the options page, and in Node for the programs in tools.

/** A site for video calls, or software for call servers that people run themselves. */
export interface CallSite {
  name: string;
  /**
   * Match patterns of the pages of its calls: there captions can be switched on without asking for
   * a permission. A pattern without a port covers all ports (Firefox supports no ports in
   * patterns).
   */
  matches: readonly string[];
  /** Where the maker states the address, else the address of the web client itself. */
  source: string;
  /** Whether people also run it on their own servers; there the user enables captions. */
  ownServers: boolean;
  /** `expected`: its pages work like those of the tests, but we have not been in a call there. */
  support: 'expected';
}

/** A call that is covered by end-to-end tests. */
export interface TestedCall {
  name: string;
  /** Path of the tests in this repository. */
  testedBy: string;
}

const expected = { ownServers: false, support: 'expected' } as const;

/**
 * The call sites that we know of, only with addresses that their makers give. Captions on people's
 * own servers are enabled by the user on the site itself.
 */
export const callSites: readonly CallSite[] = [
  {
    ...expected,
    name: 'Google Meet',
    matches: ['https://meet.google.com/*'],
    source: 'https://support.google.com/a/answer/1279090',
  },
  {
    // The web client runs at app.zoom.us/wc; companies have their own sub-domains.
    ...expected,
    name: 'Zoom',
    matches: ['https://*.zoom.us/*'],
    source: 'https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0060561',
  },
  {
    ...expected,
    name: 'Microsoft Teams',
    matches: ['https://teams.microsoft.com/*', 'https://teams.cloud.microsoft/*'],
    source: 'https://learn.microsoft.com/en-us/microsoft-365/enterprise/urls-and-ip-address-ranges',
  },
  {
    ...expected,
    name: 'Microsoft Teams, free',
    matches: ['https://teams.live.com/*'],
    source: 'https://teams.live.com/',
  },
  {
    ...expected,
    name: 'Jitsi Meet',
    matches: ['https://meet.jit.si/*'],
    source: 'https://github.com/jitsi/jitsi-meet#readme',
    ownServers: true,
  },
  {
    ...expected,
    name: 'Jitsi as a Service',
    matches: ['https://8x8.vc/*'],
    source: 'https://developer.8x8.com/jaas',
  },
  {
    ...expected,
    name: 'Whereby',
    matches: ['https://whereby.com/*', 'https://*.whereby.com/*'],
    source: 'https://docs.whereby.com/whereby-for-web-browser/react-based-browser-sdk/quick-start',
  },
  {
    ...expected,
    name: 'Webex',
    matches: ['https://*.webex.com/*'],
    source: 'https://help.webex.com/article/WBX000028782',
  },
  {
    ...expected,
    name: 'Discord',
    matches: ['https://discord.com/*'],
    source: 'https://discord.com/app',
  },
  {
    ...expected,
    name: 'Slack',
    matches: ['https://app.slack.com/*'],
    source: 'https://app.slack.com/',
  },
  {
    // The public server listens on port 8443.
    ...expected,
    name: 'Galène',
    matches: ['https://galene.org/*'],
    source: 'https://github.com/jech/galene-stt#readme',
    ownServers: true,
  },
  {
    ...expected,
    name: 'BigBlueButton',
    matches: ['https://demo.bigbluebutton.org/*'],
    source: 'https://bigbluebutton.github.io/greenlight/gl-overview.html',
    ownServers: true,
  },
  {
    ...expected,
    name: 'Element Call',
    matches: ['https://call.element.io/*'],
    source: 'https://github.com/element-hq/element-call#readme',
    ownServers: true,
  },
];

/** Only these calls are called "tested". */
export const testedCalls: readonly TestedCall[] = [
  { name: 'The demo call (`npm start`)', testedBy: 'test/e2e/captions.test.ts' },
  { name: 'Janus, video room', testedBy: 'test/e2e/janus/video-room.test.ts' },
];

/** Match patterns of all listed sites, for the manifest's content scripts. */
export const listedMatches: readonly string[] = callSites.flatMap((site) => site.matches);

/** The name of the listed site that a match pattern belongs to; null for all other patterns. */
export function siteOf(pattern: string): string | null {
  return callSites.find(({ matches }) => matches.includes(pattern))?.name ?? null;
}
