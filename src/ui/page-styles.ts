import { handStyles } from './hand-styles.ts';

/** Styles for pages in a full tab, beyond those of the popup: fields, dialogs, hands, camera. */
export const pageStyles = `
body { font-size: 1rem; line-height: 1.5; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 700; }
h2 { font-size: 1.2rem; line-height: 1.3; font-weight: 650; }
h3 { margin: 0; font-size: 1rem; line-height: 1.35; font-weight: 650; }
/* A heading takes the focus when its section opens: it is read, not operated. */
h1:focus-visible { outline-offset: 6px; border-radius: 2px; }
ul.plain { list-style: none; margin: 0; padding: 0; }
.fold { border: 1px solid var(--line); border-radius: .75rem; }
.fold > summary {
  display: flex;
  flex-wrap: wrap;
  gap: .25rem .75rem;
  align-items: baseline;
  padding: .9rem 1.1rem;
  cursor: pointer;
  border-radius: .75rem;
  list-style: none;
}
.fold > summary::-webkit-details-marker { display: none; }
.fold > summary::before {
  content: "";
  align-self: center;
  inline-size: .5rem;
  block-size: .5rem;
  border: solid currentColor;
  border-width: 0 .125rem .125rem 0;
  transform: rotate(-45deg);
}
:dir(rtl) > .fold > summary::before { transform: rotate(135deg); }
.fold[open] > summary::before { transform: rotate(45deg); }
/* Beside its mark, also if it has two lines; a note that has no room stands below. */
.fold > summary h2 { flex: 0 1 auto; max-inline-size: calc(100% - 1.25rem); font-size: 1.05rem; }
.folded { display: grid; gap: .9rem; padding: 0 1.1rem 1.1rem; }
.facts kbd { padding: .05rem .4rem; border: 1px solid var(--line); border-radius: .3rem; background: var(--surface); font: inherit; white-space: nowrap; }
.note { color: var(--text-dim); font-size: .875rem; }
.unseen {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
/* A file field is shown by its label, on every page that has one. */
input[type="file"].unseen:focus-visible + label { outline: 2px solid var(--accent); outline-offset: 2px; }
label.quiet { display: inline-flex; align-items: center; }
.row { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; }
.stack { display: grid; gap: 1.25rem; justify-items: stretch; }
.card {
  padding: 1rem 1.1rem;
  border: 1px solid var(--line);
  border-radius: .75rem;
  background: var(--background);
}
.empty { padding: 1.5rem; border: 1px dashed var(--edge); border-radius: .75rem; color: var(--text-dim); }

.quiet, .danger {
  appearance: none;
  min-block-size: 2.25rem;
  padding: .3rem .85rem;
  border: 1px solid var(--edge);
  border-radius: .5rem;
  background: var(--background);
  color: var(--text);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
.quiet:hover { background: var(--surface); border-color: var(--text-dim); }
.danger, .quiet.danger { border-color: var(--error); color: var(--error); }
.danger:hover, .quiet.danger:hover { background: var(--error); color: var(--on-error); }
.quiet:disabled, .danger:disabled { opacity: .45; cursor: default; }
a { color: var(--accent); }

.field input[type="text"], .field input[type="search"], .field textarea {
  inline-size: 100%;
  min-inline-size: 0;
  min-block-size: 2.25rem;
  padding: .3rem .6rem;
  border: 1px solid var(--edge);
  border-radius: .5rem;
  background: var(--background);
  color: var(--text);
  font: inherit;
}
.field input[aria-invalid="true"] { border-color: var(--error); }
.with-button { display: flex; gap: .5rem; align-items: center; }
.field-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; justify-content: space-between; }
.slider-foot { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; min-block-size: 2rem; }
.slider-foot .said { margin-inline-start: auto; }
.slider-foot .quiet, .with-button .quiet { min-block-size: 2rem; padding: .1rem .6rem; font-size: .875rem; }
.slider-foot .quiet { margin-inline-start: auto; }
.slider-foot .said:not(:empty) + .quiet { margin-inline-start: 0; }
.said { font-size: .8125rem; line-height: 1.3; color: var(--accent); }
.said.wrong { color: var(--error); }

.slider-line { display: flex; flex-wrap: wrap; align-items: center; gap: .35rem .75rem; }
.slider-track { position: relative; flex: 1 1 6rem; display: grid; }
.slider input { inline-size: 100%; margin: 0; block-size: 1.5rem; accent-color: var(--accent); }
.slider output { min-inline-size: 3.2em; font-variant-numeric: tabular-nums; text-align: end; }
/* The thumb's middle runs half its width (8 px) inside the ends. */
.slider .tick {
  position: absolute;
  inset-block-start: calc(100% - 3px);
  inset-inline-start: calc(8px + (100% - 16px) * var(--at) - 1px);
  inline-size: 2px;
  block-size: 7px;
  background: var(--text-dim);
}

.choice { margin: 0; padding: 0; border: 0; display: grid; gap: .6rem; min-inline-size: 0; }
.choice legend { padding: 0; margin-block-end: .5rem; font-weight: 600; }
.choice label { display: flex; gap: .6rem; align-items: baseline; cursor: pointer; }
.choice input { flex: none; accent-color: var(--accent); margin: 0; inline-size: 1rem; block-size: 1rem; translate: 0 .15rem; }
.choice label:has(:disabled) { cursor: default; }
.choice label:has(:disabled) .choice-name { color: var(--text-dim); }
.choice-name { display: block; }
.choice .note { display: block; }
.check { display: flex; gap: .6rem; align-items: baseline; cursor: pointer; }
.check input { flex: none; margin: 0; inline-size: 1rem; block-size: 1rem; accent-color: var(--accent); translate: 0 .15rem; }

.meter {
  position: relative;
  block-size: .6rem;
  border-radius: .3rem;
  background: var(--surface);
  box-shadow: inset 0 0 0 1px var(--edge);
  overflow: hidden;
}
.meter-bar {
  position: absolute;
  inset-block: 0;
  inset-inline-start: 0;
  inline-size: calc(100% * var(--share));
  background: var(--edge);
}
.meter.reached .meter-bar { background: var(--accent); }
.meter-mark {
  position: absolute;
  inset-block: 0;
  inset-inline-start: calc(100% * var(--at) - 1px);
  inline-size: 2px;
  background: var(--text);
}

.dialog {
  inline-size: min(34rem, calc(100vw - 2rem));
  max-block-size: calc(100vh - 2rem);
  padding: 1.25rem;
  border: 1px solid var(--line);
  border-radius: .9rem;
  background: var(--background);
  color: var(--text);
  box-shadow: 0 1rem 3rem rgb(0 0 0 / .3);
  overflow: auto;
}
.dialog::backdrop { background: rgb(0 0 0 / .5); }
.dialog-body { display: grid; gap: .9rem; margin-block: .75rem 1.25rem; overflow-wrap: anywhere; }
.dialog-actions { justify-content: end; }

${handStyles}
.camera-view {
  position: relative;
  aspect-ratio: 4 / 3;
  inline-size: 100%;
  max-inline-size: 40rem;
  border-radius: .75rem;
  background: #101214;
  overflow: hidden;
}
.camera-picture, .camera-picture > *, .camera-over { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; }
.camera-picture > * { object-fit: cover; }
.camera-view.mirrored video { transform: scaleX(-1); }
.camera-over { display: grid; place-items: center; pointer-events: none; }
.camera-over > * { pointer-events: auto; }
.camera-caption {
  place-self: end center;
  margin: .8rem;
  padding: .35rem .8rem;
  border-radius: .5rem;
  background: rgb(16 18 20 / .86);
  color: #fff;
  font-size: 1.25rem;
  font-weight: 600;
  overflow-wrap: anywhere;
}

@media (forced-colors: active) {
  .quiet, .quiet:hover, .danger, .danger:hover, .quiet.danger:hover { border-color: ButtonText; background: ButtonFace; color: ButtonText; }
  .quiet:hover, .danger:hover { border-color: Highlight; }
  .slider .tick { forced-color-adjust: none; background: CanvasText; }
  .meter { forced-color-adjust: none; background: Canvas; box-shadow: inset 0 0 0 1px CanvasText; }
  .meter-bar { background: GrayText; }
  .meter.reached .meter-bar { background: Highlight; }
  .meter-mark { background: CanvasText; }
  .camera-caption { border: 1px solid CanvasText; }
}
`;
