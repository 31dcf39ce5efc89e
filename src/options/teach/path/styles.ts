/** The line of steps, the picture with what stands on it, and the bars beside it. */
export const pathStyles = `
.steps { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem 1.4rem; }
.steps li { display: flex; align-items: center; gap: .5rem; color: var(--text-dim); }
.steps li[aria-current] { color: var(--text); font-weight: 650; }
.step-mark {
  display: grid;
  place-items: center;
  inline-size: 1.6rem;
  block-size: 1.6rem;
  border: 1.5px solid var(--edge);
  border-radius: 50%;
  font-size: .875rem;
  line-height: 1;
  font-variant-numeric: tabular-nums;
}
.steps .done .step-mark { border-color: var(--accent); }
.steps .done .step-mark::before {
  content: "";
  inline-size: .3rem;
  block-size: .6rem;
  border: solid var(--accent);
  border-width: 0 2px 2px 0;
  rotate: 45deg;
  translate: 0 -1px;
}
.steps [aria-current] .step-mark { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }

/* The steps say what the section is for, and leave their room to the picture. */
main:has(.steps) > .about { display: none; }

/* At most 55 % of the window's height, so that what stands below it is in view, too. */
.teach .eye { max-inline-size: none; }
.teach .camera-view { inline-size: min(100%, 55vh * 4 / 3); max-inline-size: none; }
.look-and-bars { display: grid; grid-template-columns: minmax(0, auto) minmax(13rem, 1fr); gap: 1.5rem; align-items: start; }
.look-and-bars .eye { inline-size: calc(48vh * 4 / 3); max-inline-size: 100%; }
.teach .eye-live { justify-content: start; }
.train:has(> .outcome:empty:only-child) { margin-block-start: -1.5rem; }
.look-and-bars .camera-view { inline-size: 100%; }
.live-bars { display: grid; gap: .75rem; align-content: start; min-inline-size: 0; }
.live-bars ul { display: grid; gap: .75rem; }
.live-bars li { display: grid; gap: .25rem; }
.bar-name { overflow-wrap: anywhere; }
.live-bars .own-bar .bar-name { font-size: 1.25rem; line-height: 1.25; font-weight: 650; }
.live-bars .own-bar .meter { block-size: 1.5rem; border-radius: .75rem; }
.look-and-bars:not(:has(.camera-view)) { grid-template-columns: minmax(0, 1fr); }
@media (max-width: 62rem) {
  .look-and-bars { grid-template-columns: minmax(0, 1fr); }
}

/* People stand back with both hands up: what they read is as large as the picture allows. */
.teach .camera-over { container-type: inline-size; }
.on-picture {
  place-self: stretch;
  display: grid;
  grid-template-rows: auto minmax(0, 1fr) auto;
  min-inline-size: 0;
  color: #fff;
  pointer-events: none;
}
.teach .camera-over > .on-picture { pointer-events: none; }
.on-picture button { pointer-events: auto; }
.on-top { display: flex; flex-wrap: wrap; gap: .4rem; align-items: start; justify-content: space-between; padding: .6rem; }
.on-name, .on-picture .record-count {
  max-inline-size: 100%;
  padding: .15em .5em;
  border-radius: .5rem;
  background: rgb(16 18 20 / .86);
  font-size: clamp(1rem, 4.5cqi, 1.9rem);
  line-height: 1.3;
  font-weight: 650;
  overflow-wrap: anywhere;
}
.on-picture .record-count { display: grid; grid-template-columns: auto; gap: .1em; inline-size: auto; padding-block-end: .35em; margin-inline-start: auto; font-variant-numeric: tabular-nums; }
.on-picture progress { accent-color: #5cc8a8; block-size: .5rem; }
.on-middle { display: grid; place-items: center; min-block-size: 0; }
.on-bottom {
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: .4rem .8rem;
  align-items: center;
  padding: .6rem .8rem;
  background: rgb(16 18 20 / .86);
}
.on-bottom:has(> :only-child:empty) { visibility: hidden; }
.on-bottom:has(> button:only-child) { background: none; }
.on-bottom > :only-child { grid-column: 1 / -1; justify-self: center; text-align: center; }
.on-picture .on-warning { grid-column: 1 / -1; padding-block-end: .3rem; border-block-end: 2px solid #ff9a90; font-size: clamp(1rem, 3.8cqi, 1.5rem); line-height: 1.25; font-weight: 650; max-inline-size: none; }
.on-warning:empty { display: none; }
.resembles { padding-inline-start: .75rem; border-inline-start: 4px solid var(--error); font-weight: 650; }
.on-picture .guidance { min-block-size: 1.2em; max-inline-size: none; text-wrap: balance; font-size: clamp(1.1rem, 5cqi, 2.1rem); line-height: 1.2; }
.on-picture button { min-block-size: 2.75rem; padding-inline: 1.4rem; font-size: clamp(1rem, 3.5cqi, 1.35rem); }
.on-picture .button { background: #5cc8a8; color: #0b1512; }
.on-picture .button:hover { background: #7ad7bb; }
.on-picture .quiet { border-color: #fff; background: rgb(16 18 20 / .86); color: #fff; }
.on-picture .quiet:hover { background: #3a4046; }
.on-picture :focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
/* On a small picture the hand must stay in sight. */
@container (max-width: 22rem) {
  .on-picture .on-warning { font-size: .8125rem; }
  /* The warning stands beside the button, in place of the guidance, which is only heard then. */
  .on-picture .on-warning:not(:empty) { grid-column: 1; padding: 0; padding-inline-start: .4rem; border-block-end: 0; border-inline-start: 3px solid #ff9a90; }
  .on-warning:not(:empty) + .guidance { position: absolute; inline-size: 1px; block-size: 1px; min-block-size: 0; overflow: hidden; clip-path: inset(50%); }
  .on-picture .guidance { font-size: 1rem; }
  .on-bottom { padding: .4rem .5rem; }
}
@media (forced-colors: active) {
  .on-name, .on-picture .record-count, .on-bottom { border: 1px solid CanvasText; background: Canvas; color: CanvasText; }
  .on-bottom:has(> button:only-child) { border: 0; background: none; }
  .on-picture .button, .on-picture .quiet { border: 1px solid ButtonText; background: ButtonFace; color: ButtonText; }
  .on-picture :focus-visible { outline-color: Highlight; }
  .steps [aria-current] .step-mark { border-width: 3px; }
  .steps .done .step-mark::before { border-color: CanvasText; }
}
`;
