import type { Problem } from '../../messaging/problems.ts';
import { cameraProblemKey } from '../../ui/camera-problem.ts';
import { problemKey, type Words } from '../../ui/i18n.ts';

/** What happened and what to do, in the words of extension pages, which do not mention a call. */
export function pageSentence(words: Words, { code }: Problem): string {
  const camera = cameraProblemKey(code);
  if (camera) return words(camera);
  if (code === 'frame-unreadable') return words('camera_unreadable');
  if (code === 'recognizer-lost') return words('camera_recognizerLost');
  if (code === 'internal') return words('camera_internal');
  return words(problemKey(code));
}
