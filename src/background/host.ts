/**
 * Where the recognizer runs: an offscreen document in Chromium (`offscreen.ts`), the background's
 * own event page in Firefox.
 */
export interface RecognizerHost {
  /**
   * Starts the page that hosts the recognizer, if it is not running; concurrent calls start one.
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
 * background's, so when `ensure` runs the host already exists.
 */
export const eventPageHost: RecognizerHost = { ensure: async () => undefined };
