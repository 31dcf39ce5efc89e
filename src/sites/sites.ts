// Runs in the options page, and in Node for the programs in tools; a list.

/** A site, or a server that people run themselves, for video calls. */
export interface CallSite {
  name: string;
  /**
   * Match patterns of the pages in which its calls run: captions can be switched on there without
   * asking. A pattern without a port covers all ports (Firefox knows no patterns with one).
   */
  matches: readonly string[];
  /** Where the address is stated: by its maker, else the web client's own address. */
  source: string;
  /** People run it on servers of their own too, or only there; the user enables captions on those. */
  ownServers: boolean;
  /** `expected`: its pages do what the tests' pages do, but we have not been in a call there. */
  support: 'expected';
}

/** A call that the end-to-end tests are in. */
export interface TestedCall {
  name: string;
  /** Path of the tests in this repository. */
  testedBy: string;
}

const expected = { ownServers: false, support: 'expected' } as const;

/**
 * The call sites that we know of. Addresses are only those that their makers give; what people run
 * on servers of their own is enabled on the site in question.
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

/** What the word "tested" stands for: these, and nothing else. */
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
