/** A site for video calls that captions run on without asking. */
export interface CallSite {
  name: string;
  /** Match patterns of the pages in which its calls run. */
  matches: readonly string[];
  /** Where the maker states the address. */
  source: string;
}

/**
 * The listed call sites. Only addresses that their makers state; all others, and every server that
 * people run themselves (Galene, BigBlueButton, an own Jitsi), are allowed by "enable on this site".
 */
export const callSites: readonly CallSite[] = [
  {
    name: 'Google Meet',
    matches: ['https://meet.google.com/*'],
    source: 'https://support.google.com/meet/answer/9303069',
  },
  {
    // The web client runs at app.zoom.us/wc; companies have their own sub-domains.
    name: 'Zoom',
    matches: ['https://*.zoom.us/*'],
    source: 'https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0064261',
  },
  {
    name: 'Microsoft Teams',
    matches: [
      'https://teams.microsoft.com/*',
      'https://teams.live.com/*',
      'https://teams.cloud.microsoft/*',
    ],
    source: 'https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges',
  },
  {
    name: 'Jitsi Meet',
    matches: ['https://meet.jit.si/*', 'https://8x8.vc/*'],
    source: 'https://jitsi.github.io/handbook/docs/user-guide/user-guide-start-a-jitsi-meeting',
  },
  {
    name: 'Whereby',
    matches: ['https://whereby.com/*', 'https://*.whereby.com/*'],
    source: 'https://docs.whereby.com/whereby-101/create-your-first-room',
  },
  {
    name: 'Webex',
    matches: ['https://*.webex.com/*'],
    source: 'https://help.webex.com/en-us/article/WBX000028782',
  },
  {
    name: 'Discord',
    matches: ['https://discord.com/*'],
    source: 'https://support.discord.com/hc/articles/360041721052',
  },
  {
    name: 'Slack',
    matches: ['https://app.slack.com/*'],
    source: 'https://slack.com/help/articles/4402059015315',
  },
];

/** Match patterns of all listed sites, for the manifest's content scripts. */
export const listedMatches: readonly string[] = callSites.flatMap((site) => site.matches);
