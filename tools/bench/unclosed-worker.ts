// Reads and closes frames in a worker, for `unclosed-frame.ts`.

import { readAll } from './unclosed-read.ts';

self.addEventListener(
  'message',
  ({ data }: MessageEvent<ReadableStream<VideoFrame> | 'collect'>) => {
    if (data === 'collect') {
      globalThis.gc?.();
      self.postMessage('collected');
    } else {
      void readAll(data).then(() => self.postMessage('over'));
    }
  },
);
self.postMessage('ready');
