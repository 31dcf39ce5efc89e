/** A site for video calls that captions run on without asking. */
export interface CallSite {
  name: string;
  /** Match patterns of the pages in which its calls run. */
  matches: readonly string[];
  /** The maker's page that states the address; where there is none, the web client's own address. */
  source: string;
}

/**
 * The listed call sites. Only addresses that their makers give; all others, and every server that
 * people run themselves (Galene, BigBlueButton, an own Jitsi), are allowed by "enable on this site".
 */
export const callSites: readonly CallSite[] = [
  {
    name: 'Google Meet',
    matches: ['https://meet.google.com/*'],
    source: 'https://support.google.com/a/answer/1279090',
  },
  {
    // The web client runs at app.zoom.us/wc; companies have their own sub-domains.
    name: 'Zoom',
    matches: ['https://*.zoom.us/*'],
    source: 'https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0060561',
  },
  {
    name: 'Microsoft Teams',
    matches: ['https://teams.microsoft.com/*', 'https://teams.cloud.microsoft/*'],
    source: 'https://learn.microsoft.com/en-us/microsoft-365/enterprise/urls-and-ip-address-ranges',
  },
  {
    name: 'Microsoft Teams, free',
    matches: ['https://teams.live.com/*'],
    source: 'https://teams.live.com/',
  },
  {
    name: 'Jitsi Meet',
    matches: ['https://meet.jit.si/*'],
    source: 'https://github.com/jitsi/jitsi-meet#readme',
  },
  {
    name: 'Jitsi as a Service',
    matches: ['https://8x8.vc/*'],
    source: 'https://developer.8x8.com/jaas',
  },
  {
    name: 'Whereby',
    matches: ['https://whereby.com/*', 'https://*.whereby.com/*'],
    source: 'https://docs.whereby.com/whereby-for-web-browser/react-based-browser-sdk/quick-start',
  },
  {
    name: 'Webex',
    matches: ['https://*.webex.com/*'],
    source: 'https://developer.cisco.com/docs/webex-meetings/url-api-tips-and-tricks',
  },
  {
    name: 'Discord',
    matches: ['https://discord.com/*'],
    source: 'https://discord.com/app',
  },
  {
    name: 'Slack',
    matches: ['https://app.slack.com/*'],
    source: 'https://app.slack.com/',
  },
];

/** Match patterns of all listed sites, for the manifest's content scripts. */
export const listedMatches: readonly string[] = callSites.flatMap((site) => site.matches);
