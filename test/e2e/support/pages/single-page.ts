/** A call in a single-page app, which moves from room to room while the document stays. */
import './call.ts';

/** Another address and another view; the video elements, and the camera, go along. */
function go(path: string): void {
  history.pushState({}, '', path);
  const view = document.createElement('main');
  const title = document.createElement('h1');
  title.textContent = path;
  view.append(title, ...document.querySelectorAll('video'));
  document.body.replaceChildren(view);
}

declare global {
  var goTo: typeof go;
}
globalThis.goTo = go;
