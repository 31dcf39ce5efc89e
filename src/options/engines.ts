/** The recognizer and the trainer of a page. */
import { ProblemError } from '../messaging/problems.ts';
import type { OptionsServices } from './services.ts';

/** Stands where this build has none: says so instead of failing in the dark. */
export const engines: Pick<OptionsServices, 'recognizer' | 'trainer'> = {
  recognizer() {
    throw new ProblemError('internal', 'This build has no recognizer for pages.');
  },
  trainer() {
    throw new ProblemError('internal', 'This build has no trainer.');
  },
};
