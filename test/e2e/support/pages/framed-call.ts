/** Adds a frame for each `src` of the query, with the query's `allow` and `sandbox`. */
const query = new URLSearchParams(location.search);

export interface FrameAttributes {
  src: string;
  allow?: string | null;
  sandbox?: string | null;
  width?: number;
}

function addFrame({ src, allow, sandbox, width = 680 }: FrameAttributes): void {
  const frame = document.createElement('iframe');
  frame.width = String(width);
  frame.height = '400';
  frame.allow = allow ?? 'camera; autoplay';
  if (sandbox) frame.setAttribute('sandbox', sandbox);
  frame.src = src;
  document.body.append(frame);
}

for (const src of query.getAll('src'))
  addFrame({ src, allow: query.get('allow'), sandbox: query.get('sandbox') });

declare global {
  var addCallFrame: typeof addFrame;
}
globalThis.addCallFrame = addFrame;
