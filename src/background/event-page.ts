// Runs in the event page (Firefox); the manifest loads the recognizer's host into the same page.

import { startBackground } from './background.ts';
import { eventPageHost } from './host.ts';

startBackground({ host: eventPageHost, sitesAreOptional: true });
