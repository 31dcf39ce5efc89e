/**
 * Where the recognizer runs: an offscreen document in Chromium (`offscreen.ts`), the background's own
 * event page in Firefox.
 */
export interface RecognizerHost {
  /**
   * Starts the page that hosts the recognizer; many calls at once start one.
   * @throws ProblemError `recognizer-lost`
   */
  ensure(): Promise<void>;
}

/** What differs between the browsers. */
export interface Platform {
  host: RecognizerHost;
  /**
   * Whether the user may withhold the sites that the manifest lists, as in Firefox; in Chromium
   * they come with the installation.
   */
  sitesAreOptional: boolean;
}

/**
 * The event page is its own host: the manifest loads the recognizer's script into it beside the
 * background's, and whoever is asked here is there.
 */
export const eventPageHost: RecognizerHost = { ensure: async () => undefined };
