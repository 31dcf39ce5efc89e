// Runs in extension pages.

/** Connects the page recognizer to the browser. */
import { realTimers } from '../../clock/clock.ts';
import { CanvasReader } from '../../grab/canvas.ts';
import { pictureLimit } from '../../grab/geometry.ts';
import { startGrab } from '../../grab/grab.ts';
import type { Wish } from '../../grab/types.ts';
import { ProblemError } from '../../messaging/problems.ts';
import type { CaptionLanguage } from '../../messaging/recognition.ts';
import type { Frame } from '../frame.ts';
import type { RecognizerWorker } from '../worker/messages.ts';
import { selfTestKey } from '../worker/self-test.ts';
import { createPageRecognizer } from './recognizer.ts';
import type { VideoReader } from './sources.ts';
import type { PageRecognizer } from './types.ts';

/**
 * @param base URL of the extension's root, ending in `/`
 * @param dwellMs how long a sign must be held, ms, as for captions
 * @param language of the shipped gestures' captions
 */
export function openPageRecognizer(
  base: string,
  dwellMs: number,
  language: CaptionLanguage,
): PageRecognizer {
  return createPageRecognizer({
    makeWorker: () =>
      new Worker(`${base}recognizer-worker.js`, { type: 'module' }) as RecognizerWorker,
    base,
    browser: navigator.userAgent,
    recall: () => localStorage.getItem(selfTestKey),
    after: realTimers.after,
    startGrab,
    openVideo,
    readImage,
    dwellMs,
    language,
  });
}

async function readImage(file: Blob, timestamp: number): Promise<Frame> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (error) {
    throw new ProblemError('frame-unreadable', `${nameOf(file)} is not a picture.`, {
      cause: error,
    });
  }
  try {
    const { width, height } = bitmap;
    const wish: Wish = { region: null, limit: pictureLimit };
    return new CanvasReader().read(bitmap, width, height, timestamp, wish).frame;
  } finally {
    bitmap.close();
  }
}

const nameOf = (file: Blob): string => (file instanceof File ? file.name : 'The file');

/** Resolves at the next event of this name; rejects with the element's error. */
function once(video: HTMLVideoElement, event: string, file: Blob): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      video.removeEventListener(event, onEvent);
      video.removeEventListener('error', onError);
    };
    const onEvent = (): void => {
      done();
      resolve();
    };
    const onError = (): void => {
      done();
      const why = video.error?.message ?? '';
      reject(new ProblemError('frame-unreadable', `${nameOf(file)} cannot be played. ${why}`));
    };
    video.addEventListener(event, onEvent);
    video.addEventListener('error', onError);
  });
}

async function openVideo(file: Blob): Promise<VideoReader> {
  const video = document.createElement('video');
  // Chromium's policy of extension pages allows the page's own object URLs as 'self'.
  const url = URL.createObjectURL(file);
  const canvas = new CanvasReader();
  const dispose = (): void => {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  };
  const seek = async (seconds: number): Promise<void> => {
    const seeked = once(video, 'seeked', file);
    video.currentTime = seconds;
    await seeked;
  };
  try {
    video.muted = true;
    video.preload = 'auto';
    const loaded = once(video, 'loadeddata', file);
    video.src = url;
    await loaded;
    // Recordings made by browsers have no duration; a seek beyond the end stops at it.
    if (!Number.isFinite(video.duration)) await seek(Number.MAX_SAFE_INTEGER);
    const seconds = Number.isFinite(video.duration) ? video.duration : video.currentTime;
    return {
      durationMs: seconds * 1000,
      async read(atMs, wish) {
        await seek(atMs / 1000);
        const { videoWidth, videoHeight } = video;
        return canvas.read(video, videoWidth, videoHeight, atMs, wish).frame;
      },
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}
