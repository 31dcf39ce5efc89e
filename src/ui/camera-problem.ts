import type { MessageKey } from './i18n.ts';

/**
 * The message for an extension page that gets no camera; the usual messages of these problems are
 * about a call. Null for problems that have nothing to do with cameras.
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
