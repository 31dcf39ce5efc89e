import { startBackground } from './background.ts';
import { eventPageHost } from './host.ts';

// Firefox's background. The manifest loads the recognizer's host into the same page.
startBackground({ host: eventPageHost, sitesAreOptional: true });
