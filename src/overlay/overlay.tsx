import { render } from 'preact';
import { adoptStyles } from '../ui/sheet.ts';
import { createHost } from './host.ts';
import { overlayStyles } from './styles.ts';
import type { Overlay, OverlayStrings, OverlayView } from './types.ts';
import { isEmpty, OverlayStack } from './view.tsx';

export type { Overlay, OverlayStrings, OverlayView } from './types.ts';

export interface OverlayOptions {
  strings: OverlayStrings;
  /** Hears of faults inside the overlay; nothing is ever thrown into the page. */
  report?: (error: unknown) => void;
}

/**
 * Makes the caption overlay of one document. Nothing is put into the page before there is
 * something to show, and nothing is drawn while there is not.
 *
 * While the page keeps throwing our element out, captions are not seen; that is the page's word.
 */
export function mountOverlay(document: Document, options: OverlayOptions): Overlay {
  const report = options.report ?? (() => {});
  const { strings } = options;
  const host = createHost(document, report);
  adoptStyles(host.root, overlayStyles);

  const stage = document.createElement('div');
  if (strings.lang) stage.lang = strings.lang;
  stage.dir = strings.dir ?? 'ltr';
  host.root.append(stage);

  let newest = 0;
  let disposed = false;
  return {
    show(view: OverlayView) {
      if (disposed) return;
      try {
        const empty = isEmpty(view);
        render(empty ? null : <OverlayStack view={view} strings={strings} />, stage);
        host.setVisible(!empty);
        const id = view.lines.at(-1)?.id ?? newest;
        // A button under the user's finger or focus is not moved.
        if (id !== newest && !view.notice) host.raise();
        newest = id;
      } catch (error) {
        report(error);
      }
    },
    dispose() {
      if (disposed) return;
      disposed = true;
      try {
        render(null, stage);
        host.dispose();
      } catch (error) {
        report(error);
      }
    },
  };
}
