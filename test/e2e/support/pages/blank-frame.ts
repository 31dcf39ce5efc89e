/** A call in a frame that has no address: a fresh `about:blank`, which the page fills by script. */
import { TestCall } from './call.ts';

const frame = document.createElement('iframe');
frame.width = '640';
frame.height = '480';
document.body.append(frame);
const inner = frame.contentDocument as Document;
for (const id of ['local', 'remote']) {
  const video = inner.createElement('video');
  Object.assign(video, { id, autoplay: true, muted: true, playsInline: true, width: 280 });
  inner.body.append(video);
}
globalThis.call = new TestCall(inner);
