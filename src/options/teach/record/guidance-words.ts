import type { Guidance } from '../../../teaching/recording/guidance.ts';
import type { MessageKey } from '../../../ui/i18n.ts';
import { hindranceWords } from '../../../ui/why-words.ts';

/** What to do while recording. */
export const guidanceWords: Readonly<Record<Guidance, MessageKey>> = {
  'go-on': 'teach_goOn',
  'no-hand': hindranceWords['no-hand'],
  'into-picture': hindranceWords['cut-off'],
  'more-light': hindranceWords['hard-to-see'],
  'hold-still': 'teach_holdStill',
  closer: hindranceWords['too-small'],
  further: 'teach_further',
  'turn-hand': 'teach_turnHand',
  'move-about': 'teach_moveAbout',
  'other-hand': 'teach_otherHand',
  rest: 'teach_rest',
  face: 'teach_face',
  cup: 'teach_cup',
  'sign-once': 'teach_signOnce',
  'in-movement': 'teach_inMovement',
  'got-it': 'teach_gotIt',
  'too-short': 'teach_tooShort',
  'too-long': 'teach_tooLong',
};
