import { colors } from '../ui/tokens.ts';

/**
 * The overlay's stylesheet.
 *
 * `:host` rules are `!important` because only then does the shadow tree win over the page's own
 * rules for the host. Fonts are the browser's generic ones, named here and not by a custom
 * property: a page can define a font of any other name, or a value for any property (`@property`),
 * and would learn from what is loaded for it (`unicode-range`) which letters the captions contain.
 * Sizes depend on the browser's default font size (`medium`), so that the user's setting counts and
 * the page's does not. The panel's default colour is opaque enough for its text to keep 4.5:1 on
 * any picture (`test/unit/overlay/look.test.ts` proves it). `stage.ts` sets the properties that
 * follow the user's settings.
 *
 * Whether something covers a button, browsers find out by a hit test that ignores `pointer-events`:
 * an overlay as large as the window would disable the browser's own camera buttons
 * (`<usermedia>`) all over the page. That hit test passes through what is hidden, fully transparent
 * or clipped. So the host is hidden, and only what is drawn and the band are visible. The band is
 * the room that captions may ever need at this place and size; it covers the page from the first
 * hand on (`types.ts`), so that the page cannot measure the captions themselves.
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
  visibility: hidden !important;
  z-index: 2147483647 !important;
  font: medium/1.35 system-ui, sans-serif !important;
  color-scheme: dark !important;
  user-select: none !important;
}
:host([hidden]) { display: none !important; }

/* Sizes depend on the stage, so that a small one (on the options page) shows the same proportions. */
.stage {
  position: absolute;
  inset: 0;
  container-type: size;
  /* The room of a call's usual control bar. It keeps its height in a low or zoomed window, where 12 %
     of the window would be inside the bar. */
  --reserve: min(max(12cqh, 6em, 96px), 25cqh);
}
/* All that is drawn lies in the band, except for the tools, which are shown only to the user's own
   pointer or focus. The stack stands in it as the band stands in the window, and so as the stack
   would stand in the window. */
.band, .stack {
  position: absolute;
  left: var(--x, 50%);
  top: var(--y, 100%);
  transform: translate(calc(-1 * var(--x, 50%)), calc(-1 * var(--y, 100%)));
  box-sizing: border-box;
}
.band {
  --letter: calc(var(--scale) * clamp(1.375em, .9em + 1.1cqw, 2.25em));
  --widest: 100cqw;
  --highest: 100cqh;
  /* A digit is at most .65 em wide in the fonts of the systems that we know of. */
  width: min(var(--widest), max(24em, (var(--columns, 60) * .65 + 1.4) * var(--letter)));
  /* The status row, and above it all rows of text, or one row and a notice or suggested words. */
  height: min(var(--highest), 2.4em + max(
    min(60cqh, (var(--rows, 4) * 1.3 + .75) * var(--letter)),
    2.05 * var(--letter) + 5em
  ));
  overflow: clip;
}
.band.standing { visibility: visible; }
.near .band, .band:has(:focus-visible) { overflow: visible; }
.stack {
  width: max-content;
  max-width: 100%;
  max-height: 100%;
  display: flex;
  flex-direction: column;
  align-items: var(--items, center);
  justify-content: flex-end;
  gap: .4em;
  visibility: hidden;
}
.notice, .captions, .tools, .words, .hint, .dwell { visibility: visible; }
.high .stack { flex-direction: column-reverse; }
/* The status row lies just above a call's usual control bar, and captions above that row. Captions that
   others see may stand there too, in a picture of the page. */
.snapped .band {
  --gap: 4cqw;
  --above: max(1em, var(--clear-above, 0px) + .25em);
  --below: max(var(--reserve), var(--clear-below, 0px));
  --widest: calc(100cqw - 2 * var(--gap));
  --highest: min(70cqh, 100cqh - var(--above) - var(--below));
  left: calc(var(--gap) + (100cqw - 2 * var(--gap)) * var(--sx, .5));
  top: calc(var(--above) + (100cqh - var(--above) - var(--below)) * var(--sy, 1));
}
p { margin: 0; }

.notice, .hint, .dwell, .tool {
  background: ${colors.panel};
  color: ${colors.onPanel};
  box-sizing: border-box;
}

.panel {
  position: relative;
  min-height: 0;
  max-width: 100%;
  display: flex;
  flex-direction: column;
  align-items: inherit;
}
.captions {
  box-sizing: border-box;
  background: var(--panel);
  color: var(--color);
  /* \`fit.ts\` makes letters smaller, and rows no shorter by that. */
  max-width: min(100%, (var(--line) + 1.4em) / var(--fit, 1));
  max-height: 60cqh;
  min-height: 0;
  overflow: hidden;
  display: flex;
  flex-direction: column;
  justify-content: flex-end;
  padding: .35em .7em .4em;
  border-radius: .4em;
  font-family: inherit;
  font-size: calc(var(--letter) * var(--fit, 1));
  line-height: 1.3;
  font-weight: var(--weight);
  text-align: var(--align);
  text-shadow: var(--edge);
  text-wrap: balance;
  overflow-wrap: anywhere;
}
.serif .captions { font-family: serif; }
.mono .captions { font-family: monospace; }
.line::before, .name::before, .word::before, .quiet::before { content: attr(data-text); }
/* An arrow back: the word that was read goes, its letters return. */
.word.back::before { content: '\\21b6\\a0' attr(data-text); }
/* If the language is unknown, each text has its own direction; dir="auto" cannot see generated text. */
.line[dir=auto], .name[dir=auto], .word { unicode-bidi: plaintext; }
.line {
  flex: none;
  color: var(--dim);
  white-space: pre-wrap;
  transition: color .4s;
}
.line[hidden] { display: none; }
.line[data-rows] { display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }
/* The cursor of a word that may still grow: a border, so that forced colours show it and no screen
   reader reads it; out of the flow, so that it starts no new row; still, so that the page does not
   paint for it. */
.line.growing::after {
  content: '';
  position: absolute;
  height: 1em;
  margin-block-start: .2em;
  margin-inline-start: .06em;
  border-inline-start: .08em solid currentColor;
}
.line.newest { color: var(--color); animation: come .12s ease-out; }
@keyframes come { from { opacity: 0; } }

.tools {
  position: absolute;
  inset-inline-end: 0;
  bottom: calc(100% + .25em);
  display: flex;
  gap: .35em;
  opacity: 0;
}
.high .tools { bottom: auto; top: calc(100% + .25em); }
.near .tools, .tools:has(:focus-visible) { opacity: 1; }
.tool {
  all: unset;
  box-sizing: border-box;
  min-width: 2.25em;
  min-height: 2.25em;
  padding: .3em .8em;
  display: inline-flex;
  align-items: center;
  justify-content: center;
  border-radius: .4em;
  background: rgb(16 18 20 / .94);
  color: ${colors.onPanel};
  border: 1px solid ${colors.ringTrack};
  cursor: pointer;
  white-space: nowrap;
}
.near .tool, .tools:has(:focus-visible) .tool { pointer-events: auto; }
.tool:hover { border-color: ${colors.onPanel}; }
.tool:focus-visible { outline: .15em solid ${colors.accentOnDark}; outline-offset: .1em; }
.tool svg { width: 1.35em; height: 1.35em; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.words { flex: none; display: flex; flex-wrap: wrap; gap: .35em; padding-block-start: .35em; }
.word { pointer-events: auto; }
.opener { padding: .3em; }
.handle { padding: .3em; cursor: grab; touch-action: none; }
.handle:active { cursor: grabbing; }

/* Read out by screen readers; transparent, so that it covers nothing. */
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; opacity: 0; visibility: visible; }
.probe { display: none; position: absolute; inset: 0 auto auto 0; width: 1px; height: 1px; opacity: 0; visibility: visible; pointer-events: auto; }
/* What cannot be pressed now is not shown (pressable.ts). */
.inert .tools, .inert .words, .inert :is(.notice, .hint) button { visibility: hidden; }

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
.sent { padding-inline: .75em; font-size: .85em; }
/* As many rows as it needs: it is a sentence. */
.quiet { box-sizing: border-box; padding: .3em .9em; font-size: .85em; text-align: center; text-wrap: balance; }
.status:has(.pill, .quiet) { height: auto; min-height: 2em; }
.pill { box-sizing: border-box; flex: none; width: min(34em, 92cqw); max-width: none; justify-content: center; font-size: .9em; animation: come .12s ease-out; }
.pill .name { max-width: none; }
.pill svg { width: 1.25em; height: 1.25em; flex: none; fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 24em; }
.ring { width: 1.35em; height: 1.35em; flex: none; transform: rotate(-90deg); }
/* Moves with each answer: a transition between them would make the page paint all the time. */
.ring circle { fill: none; stroke-width: 3.5; }
.track { stroke: ${colors.ringTrack}; }
.held { stroke: ${colors.accentOnDark}; stroke-linecap: butt; }

.notice, .hint {
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
.notice p, .hint p { flex: 0 1 auto; overflow-wrap: anywhere; }
.notice button, .hint button {
  all: unset;
  cursor: pointer;
  box-sizing: border-box;
  /* At least 24 by 24 px: WCAG 2.2, 2.5.8. */
  min-height: 2.25em;
  padding: .35em .9em;
  border-radius: .4em;
  font-weight: 600;
  color: ${colors.onAccentOnDark};
  background: ${colors.accentOnDark};
}
.notice button { pointer-events: auto; }
/* Like the tools, so that the page cannot find them, and from them the first caption. */
.near .hint button, .hint:has(:focus-visible) button { pointer-events: auto; }
.notice button:hover, .hint button:hover { background: ${colors.accentOnDarkHover}; }
.hint { flex: none; max-width: 100%; gap: .4em 1em; padding: .5em .8em; }
.high .hint { order: -1; }
/* Captions keep their room in the band, which must not grow with what is shown in it. */
@container (max-width: 68em) {
  .hint { max-width: min(100%, 48em); font-size: .85em; }
  .hint + .status { height: 0; margin-block-start: -.4em; overflow: hidden; }
}
@container (max-width: 36em) {
  .pill { height: 3.6em; }
  .pill .name { white-space: normal; }
}
@container (max-width: 45em) {
  .hint button { padding-inline: .6em; }
}
.answers { display: flex; flex-wrap: wrap; justify-content: center; gap: .4em; }
.hint button:last-child { background: none; color: ${colors.onPanel}; box-shadow: inset 0 0 0 1px ${colors.onPanelDim}; }
.hint button:last-child:hover { background: none; box-shadow: inset 0 0 0 1px ${colors.onPanel}; }
.notice button:focus-visible, .hint button:focus-visible { outline: .15em solid ${colors.onPanel}; outline-offset: .15em; }

@media (prefers-reduced-motion: reduce) {
  .line, .line.newest, .pill { animation: none; transition: none; }
}
@media (forced-colors: active) {
  .captions, .notice, .hint, .dwell, .tool { background: Canvas; color: CanvasText; border: 1px solid CanvasText; text-shadow: none; }
  .line, .line.newest { color: CanvasText; }
  .tool:focus-visible { outline-color: Highlight; }
  /* Distinguished by thickness, whatever the colours are. */
  .ring .track { stroke: CanvasText; stroke-width: 1; }
  .ring .held { stroke: Highlight; stroke-width: 5; }
  .notice button, .hint button, .hint button:last-child { forced-color-adjust: none; box-shadow: none; background: ButtonFace; color: ButtonText; border: 1px solid ButtonText; }
  .notice button:hover, .hint button:hover, .hint button:last-child:hover { background: ButtonFace; box-shadow: none; border-color: Highlight; }
  .notice button:focus-visible, .hint button:focus-visible { outline-color: Highlight; }
}
`;
