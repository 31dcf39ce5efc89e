/** Captions outside a call: the options page shows by them what the settings do. */
import { render } from 'preact';
import { adoptStyles } from '../ui/sheet.ts';
import { createLineFit } from './fit.ts';
import type { Look } from './look.ts';
import { wantedContrast } from './look.ts';
import type { Place } from './place.ts';
import { applyLook, applyPlace } from './stage.ts';
import { overlayStyles } from './styles.ts';
import type { OverlayStrings, OverlayView } from './types.ts';
import { Band, OverlayStack } from './view.tsx';

export { leastContrast, lookSettings } from './look.ts';
export { wantedContrast };

export interface Preview {
  show(view: OverlayView, look: Look, place: Place): void;
  dispose(): void;
}

/** The overlay of a call covers the window; a preview covers its host element. */
const previewStyles = `
${overlayStyles}
:host(.captions-preview) { position: absolute !important; z-index: auto !important; }
`;

/** A preview is lower than a window, and shows all lines in it as long as they have room. */
const previewShare = 0.6;

/** @param host an empty element of class `captions-preview` inside a positioned element */
export function mountPreview(host: HTMLElement, strings: OverlayStrings): Preview {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  adoptStyles(root, previewStyles);
  const stage = host.ownerDocument.createElement('div');
  stage.className = 'stage';
  const dir = strings.dir ?? 'ltr';
  stage.dir = dir;
  root.append(stage);
  const fit = createLineFit(stage, previewShare);
  return {
    show(view, look, place) {
      applyLook(stage, look);
      applyPlace(stage, place, { dir });
      render(
        <Band standing={false}>
          <OverlayStack view={view} strings={strings} aloud={false} tools={null} />
        </Band>,
        stage,
      );
      fit.look();
    },
    dispose() {
      render(null, stage);
      stage.remove();
    },
  };
}
