import type { MessageKey } from './i18n.ts';

/**
 * What happened and what to do when a page of the extension gets no camera; the problems' own
 * sentences speak of a call. Null for a problem that has nothing to do with cameras.
 */
export function cameraProblemKey(code: string): MessageKey | null {
  switch (code) {
    case 'no-camera':
      return 'camera_none';
    case 'camera-refused':
      return 'camera_refused';
    case 'camera-failed':
      return 'camera_failed';
    default:
      return null;
  }
}
