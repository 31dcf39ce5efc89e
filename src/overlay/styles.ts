import { colors } from '../ui/tokens.ts';

/**
 * The overlay's whole look.
 *
 * `:host` rules are `!important` because only then does the shadow tree win over the page's own
 * rules for the host. Sizes hang on the browser's default font size (`medium`), so that the user's
 * setting counts and the page's does not. The panel's colour is opaque enough for its text to keep
 * 4.5:1 on pure white (`test/unit/ui/tokens.test.ts` does the sum).
 */
export const overlayStyles = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 !important;
  box-sizing: border-box !important;
  width: auto !important;
  height: auto !important;
  max-width: none !important;
  max-height: none !important;
  margin: 0 !important;
  padding: 0 !important;
  border: 0 !important;
  background: none !important;
  overflow: hidden !important;
  pointer-events: none !important;
  z-index: 2147483647 !important;
  font: medium/1.35 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif !important;
  color-scheme: dark !important;
  user-select: none !important;
}
:host([hidden]) { display: none !important; }

.stack {
  position: absolute;
  inset-inline: 0;
  /* The status row lies just above the usual control bar, and the captions above it. The bar keeps
     its height in a low or zoomed window, where 12vh would fall into it. */
  bottom: min(max(12vh, 5.25em), 25vh);
  max-height: 70vh;
  display: flex;
  flex-direction: column;
  align-items: center;
  justify-content: flex-end;
  gap: .4em;
  padding-inline: 4vw;
}
p { margin: 0; }

.captions, .notice, .dwell, .seen {
  background: ${colors.panel};
  color: ${colors.onPanel};
  box-sizing: border-box;
}

.captions {
  max-width: min(100%, 34em);
  max-height: 60vh;
  min-height: 0;
  overflow: hidden;
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  padding: .35em .7em .4em;
  border-radius: .4em;
  font-size: clamp(1.375em, .9em + 1.1vw, 2.25em);
  line-height: 1.3;
  font-weight: 500;
  text-align: center;
  text-wrap: balance;
  overflow-wrap: anywhere;
}
.line {
  flex: none;
  color: ${colors.onPanelDim};
  white-space: pre-wrap;
  transition: color .15s;
}
.line.newest { color: ${colors.onPanel}; animation: come .12s ease-out; }
@keyframes come { from { opacity: 0; } }

.status {
  flex: none;
  height: 2em;
  display: flex;
  align-items: center;
  justify-content: center;
  max-width: 100%;
}
.dwell {
  display: inline-flex;
  align-items: center;
  gap: .45em;
  max-width: 100%;
  padding: .2em .75em .2em .35em;
  padding-inline: .35em .75em;
  border-radius: 1em;
}
.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 24em; }
.ring { width: 1.35em; height: 1.35em; flex: none; transform: rotate(-90deg); }
/* Moves in the steps of the answers: a transition between them has the page paint all the time. */
.ring circle { fill: none; stroke-width: 3.5; }
.track { stroke: ${colors.ringTrack}; }
.held { stroke: ${colors.accentOnDark}; stroke-linecap: butt; }
.seen { display: inline-flex; padding: .35em; border-radius: 50%; }
.dot { width: .5em; height: .5em; border-radius: 50%; background: ${colors.accentOnDark}; }

.notice {
  pointer-events: none;
  max-width: min(100%, 36em);
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: center;
  gap: .5em 1em;
  padding: .6em .9em;
  border-radius: .6em;
  user-select: text;
}
.notice p { flex: 0 1 auto; overflow-wrap: anywhere; }
.notice button {
  all: unset;
  pointer-events: auto;
  cursor: pointer;
  box-sizing: border-box;
  /* 24 by 24 px at least: WCAG 2.2, 2.5.8. */
  min-height: 2.25em;
  padding: .35em .9em;
  border-radius: .4em;
  font-weight: 600;
  color: ${colors.onAccentOnDark};
  background: ${colors.accentOnDark};
}
.notice button:hover { background: ${colors.accentOnDarkHover}; }
.notice button:focus-visible { outline: .15em solid ${colors.onPanel}; outline-offset: .15em; }

@media (prefers-reduced-motion: reduce) {
  .line, .line.newest { animation: none; transition: none; }
}
@media (forced-colors: active) {
  .captions, .notice, .dwell, .seen { background: Canvas; color: CanvasText; border: 1px solid CanvasText; }
  .line, .line.newest { color: CanvasText; }
  /* Told apart by thickness, whatever the colours are. */
  .ring .track { stroke: CanvasText; stroke-width: 1; }
  .ring .held { stroke: Highlight; stroke-width: 5; }
  .dot { forced-color-adjust: none; background: Highlight; }
  .notice button { forced-color-adjust: none; background: ButtonFace; color: ButtonText; border: 1px solid ButtonText; }
  .notice button:hover { background: ButtonFace; border-color: Highlight; }
  .notice button:focus-visible { outline-color: Highlight; }
}
`;
