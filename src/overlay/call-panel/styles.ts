import { colors } from '../../ui/tokens.ts';

/**
 * The panel in the call. It stands above a call's usual control bar (`--reserve` of `styles.ts`),
 * and its box follows from the window alone, never from what it holds.
 */
export const callPanelStyles = `
.call-panel {
  position: absolute;
  inset-inline-end: 1em;
  top: 1em;
  width: min(21em, 100cqw - 2em);
  height: min(40em, 100cqh - 1em - var(--reserve));
  box-sizing: border-box;
  display: flex;
  flex-direction: column;
  visibility: visible;
  pointer-events: auto;
  overflow: hidden;
  border: 1px solid ${colors.ringTrack};
  border-radius: .75em;
  background: rgb(16 18 20);
  color: ${colors.onPanel};
  box-shadow: 0 .25em 1.5em rgb(0 0 0 / .4);
  outline: none;
}
.inert .call-panel { visibility: hidden; }
.call-panel header, .call-panel .row { display: flex; align-items: center; justify-content: space-between; gap: .5em; }
.call-panel header { flex: none; padding-block: .5em .2em; padding-inline: 1em .6em; }
.call-panel [role=tablist] { flex: none; display: flex; flex-wrap: wrap; padding-inline: .6em; border-block-end: 1px solid ${colors.ringTrack}; }
.call-panel .parts {
  flex: 1;
  min-height: 0;
  overflow-y: auto;
  padding: .8em 1em;
  scrollbar-width: thin;
}
.call-panel h2, .call-panel h3 { margin: 0; font-size: 1em; font-weight: 600; }
.call-panel h3 { font-size: .85em; color: ${colors.onPanelDim}; margin-block-end: .4em; }
.call-panel .part { margin-block-start: .9em; }
.call-panel .part:first-child { margin-block-start: 0; }
.call-panel .about { font-size: .85em; color: ${colors.onPanelDim}; margin-block-start: .3em; }
.call-panel .last { margin: 0; padding: 0; list-style: none; }
.call-panel .last li { padding-block: .2em; overflow-wrap: anywhere; }
.drawn::before { content: attr(data-text); }
.drawn { text-align: left; }
.drawn[dir=auto] { unicode-bidi: plaintext; }
[dir=rtl] .drawn { text-align: right; }
.call-panel button {
  all: unset;
  box-sizing: border-box;
  /* At least 24 by 24 px: WCAG 2.2, 2.5.8. */
  min-height: 2.4em;
  padding: .4em .8em;
  border: 1px solid ${colors.onPanelDim};
  border-radius: .45em;
  cursor: pointer;
  overflow-wrap: anywhere;
}
.call-panel button:hover { border-color: ${colors.onPanel}; }
.call-panel button:focus-visible { outline: .15em solid ${colors.accentOnDark}; outline-offset: .1em; }
.call-panel button[aria-disabled=true] { cursor: default; color: ${colors.onPanelDim}; border-style: dashed; border-color: ${colors.ringTrack}; }
.call-panel .icon { display: inline-flex; align-items: center; justify-content: center; flex: none; width: 2.4em; padding: 0; }
.call-panel header .icon { border-color: transparent; }
.call-panel header .icon:hover { border-color: ${colors.onPanel}; }
.call-panel svg { width: 1.25em; height: 1.25em; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; }
/* The line below the chosen one is its border, which forced colours keep. */
.call-panel [role=tab] { padding-inline: .6em; white-space: nowrap; border-color: transparent; border-width: 0 0 .2em; border-radius: .3em .3em 0 0; color: ${colors.onPanelDim}; }
.call-panel [role=tab]:hover { border-color: ${colors.onPanelDim}; color: ${colors.onPanel}; }
.call-panel [role=tab][aria-selected=true] { border-color: ${colors.accentOnDark}; color: ${colors.onPanel}; font-weight: 600; }
.call-panel [role=tab]:focus-visible, .call-panel .parts:focus-visible { outline: .15em solid ${colors.accentOnDark}; outline-offset: -.15em; }
.call-panel .wide { display: block; width: 100%; text-align: center; }
.call-panel .choices { display: flex; flex-wrap: wrap; gap: .4em; }
.call-panel .choices button { flex: 1 1 auto; max-width: 100%; text-align: center; }
.call-panel [aria-pressed=true] { background: ${colors.accentOnDark}; color: ${colors.onAccentOnDark}; border-color: ${colors.accentOnDark}; font-weight: 600; }
.call-panel [aria-pressed=true]:hover { background: ${colors.accentOnDarkHover}; }
.call-panel .switch { display: flex; align-items: center; justify-content: space-between; gap: .8em; width: 100%; padding-inline: 0; border-color: transparent; }
.call-panel .switch:hover { border-color: transparent; }
.call-panel .switch:hover .track-box { border-color: ${colors.onPanel}; }
.track-box { flex: none; position: relative; width: 2.6em; height: 1.4em; border: 1px solid ${colors.onPanelDim}; border-radius: 1em; box-sizing: border-box; }
.track-box::after { content: ''; position: absolute; inset-block-start: .15em; inset-inline-start: .2em; width: .95em; height: .95em; border-radius: 50%; background: ${colors.onPanelDim}; }
[aria-checked=true] .track-box { background: ${colors.accentOnDark}; border-color: ${colors.accentOnDark}; }
[aria-checked=true] .track-box::after { inset-inline-start: auto; inset-inline-end: .2em; background: ${colors.onAccentOnDark}; }

@media (forced-colors: active) {
  .call-panel { background: Canvas; color: CanvasText; border-color: CanvasText; }
  .call-panel h3, .call-panel .about { color: CanvasText; }
  .call-panel button { background: ButtonFace; color: ButtonText; border-color: ButtonText; }
  .call-panel button:hover { border-color: Highlight; }
  .call-panel button:focus-visible { outline-color: Highlight; }
  .call-panel button[aria-disabled=true] { color: GrayText; border-color: GrayText; }
  .call-panel [aria-pressed=true] { forced-color-adjust: none; background: Highlight; color: HighlightText; border-color: Highlight; }
  .call-panel [role=tab], .call-panel [role=tab]:hover { background: Canvas; color: CanvasText; border-color: Canvas; }
  .call-panel [role=tab][aria-selected=true] { border-color: Highlight; }
  .call-panel .switch { background: Canvas; color: CanvasText; border-color: Canvas; }
  .track-box, .track-box::after { forced-color-adjust: none; }
  .track-box { border-color: ButtonText; }
  .track-box::after { background: ButtonText; }
  [aria-checked=true] .track-box { background: Highlight; border-color: Highlight; }
  [aria-checked=true] .track-box::after { background: HighlightText; }
}
`;
