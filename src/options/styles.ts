/** Styles of the options page and its sections; Captions, Teach and Try add their own. */
export const optionsStyles = `
.skip {
  position: absolute;
  inset-inline-start: 1rem;
  inset-block-start: -5rem;
  z-index: 2;
  padding: .5rem .9rem;
  border-radius: 0 0 .5rem .5rem;
  background: var(--accent);
  color: var(--on-accent);
  font-weight: 600;
}
.skip:focus { inset-block-start: 0; }
.page {
  display: grid;
  grid-template-columns: 13rem minmax(0, 1fr);
  gap: 2.5rem;
  max-inline-size: 66rem;
  margin-inline: auto;
  padding: 2rem 1.5rem 4rem;
}
.page > header { position: sticky; inset-block-start: 2rem; align-self: start; display: grid; gap: 1.25rem; }
.brand { display: flex; align-items: center; gap: .6rem; font-weight: 650; font-size: 1.05rem; }
nav ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .15rem; }
nav a {
  display: block;
  padding: .45rem .75rem;
  border-inline-start: 3px solid transparent;
  border-radius: .4rem;
  color: var(--text);
  text-decoration: none;
}
nav a:hover { background: var(--surface); }
nav a[aria-current] {
  background: var(--surface);
  border-inline-start-color: var(--accent);
  border-start-start-radius: 0;
  border-end-start-radius: 0;
  font-weight: 650;
}
.page > main { display: grid; align-content: start; gap: 1.25rem; min-inline-size: 0; }
.page > main > .unreviewed { margin-block-start: 1.25rem; padding-block-start: .75rem; border-block-start: 1px solid var(--line); }
.page > main > .about { color: var(--text-dim); margin-block-start: -.85rem; max-inline-size: 40rem; text-wrap: pretty; }

@media (max-width: 43.75rem) {
  .page { grid-template-columns: minmax(0, 1fr); gap: 1.5rem; padding: 1rem 1rem 3rem; }
  .page > header { position: static; gap: .75rem; }
  nav ul { display: flex; flex-wrap: wrap; gap: .35rem; }
  nav a { padding: .3rem .7rem; border: 1px solid var(--line); border-radius: 2rem; }
  nav a[aria-current] { border-color: var(--accent); border-radius: 2rem; }
}

.list-tools { display: grid; grid-template-columns: minmax(0, 1fr) minmax(9rem, 14rem); gap: 1rem; align-items: end; }
.group { display: grid; gap: .9rem; }
.fold > summary .note { margin-inline-start: auto; }
.gestures { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: .9rem; }
.gesture { display: grid; grid-template-columns: 5.5rem minmax(0, 1fr); gap: .3rem 1rem; align-content: start; }
.gesture > .figure { display: grid; gap: .5rem; align-content: start; justify-items: center; }
.gesture .hand-drawing { inline-size: 5.5rem; block-size: 5.5rem; }
.gesture .switch-row { font-weight: 650; display: flex; gap: .75rem; align-items: center; justify-content: space-between; }
.gesture .switch-row label { flex: 1; cursor: pointer; overflow-wrap: anywhere; }
/* Wide enough for a name beside its switch: names break only between words. */
.gestures:has(> .letter) { grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); }
.gesture.letter { grid-template-columns: 3.5rem minmax(0, 1fr); column-gap: .6rem; padding: .75rem; }
.gesture.letter .switch-row { flex-wrap: wrap; gap: .25rem .6rem; }
.gesture.letter .switch-row label { flex: 1 1 4.5rem; overflow-wrap: break-word; }
.gesture.letter:has(details[open]) { grid-column: span 2; }
.gesture.letter .hand-drawing { inline-size: 3.5rem; block-size: 3.5rem; }
.often-wrong { display: grid; gap: .5rem; }
.more > summary { cursor: pointer; inline-size: fit-content; font-size: .875rem; font-weight: 600; color: var(--text-dim); }
.more > :not(summary) { margin-block-start: .6rem; }
.gesture > .words { display: grid; gap: .5rem; align-content: start; }
.pack > .field { max-inline-size: 30rem; }
.warning { font-size: .875rem; padding-inline-start: .6rem; border-inline-start: 3px solid var(--edge); }
.gesture.off .hand-drawing { opacity: .5; }
.gesture .field label { font-size: .875rem; font-weight: 600; }
.gesture .field .note { font-size: .8125rem; }
.gesture .small { min-block-size: 2rem; padding: .1rem .6rem; font-size: .875rem; }
.gesture .meter { inline-size: 100%; }
.own-way { display: flex; flex-wrap: wrap; gap: .4rem .75rem; align-items: center; }
.own-way .own-way-on { flex-basis: 100%; font-size: .875rem; font-weight: 600; }
.own-way .said:empty { display: none; }
.own-way .quiet { min-block-size: 2rem; padding: .1rem .6rem; font-size: .875rem; }
.way-about { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 1rem; align-items: center; }
.dialog .camera-view { max-inline-size: 22rem; }
.way-done { font-weight: 650; }
#gestures-watch > .folded { justify-items: start; }
#gestures-watch .eye { inline-size: min(100%, 22rem); }
.group > .said:empty, #gestures-watch .said:empty, .stack > .said:empty { display: none; }

.settings { display: grid; gap: 1rem; max-inline-size: 40rem; }
.switch-row { display: flex; gap: 1rem; align-items: center; justify-content: space-between; }
.switch-row label { flex: 1; cursor: pointer; font-weight: 600; }

.sites { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .75rem; max-inline-size: 40rem; }
.sites li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem 1rem; align-items: center; padding: .5rem .9rem; min-block-size: 3.25rem; overflow-wrap: anywhere; }
.sites li + li { border-block-start: 1px solid var(--line); }
.sites li:has(> button) { grid-template-columns: minmax(0, 1fr) auto auto; }
.sites li > :first-child { justify-self: start; }
.sites .more { grid-column: 1 / -1; min-inline-size: 0; }
/* A box of its own: in a line of the other direction, names would change places with "More". */
.sites .more .chosen { display: inline-block; margin-inline-start: .75rem; font-weight: 400; overflow-wrap: anywhere; }
.site-choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .75rem 1rem; align-items: start; padding-block-end: .35rem; }
.site-choices .field label { font-size: .875rem; font-weight: 600; }
.site-choices select { inline-size: 100%; }
.sites .site { font-weight: 600; }
.sites .call-site { display: grid; justify-items: start; }
.sites .call-name { font-weight: 600; }
.sites .call-name + .site { color: var(--text-dim); font-size: .875rem; font-weight: 400; }

.packs { list-style: none; margin: 0; padding: 0; display: grid; gap: 1rem; }
.pack { display: grid; gap: .75rem; }
.drop { display: grid; gap: .5rem; justify-items: start; padding: 1.25rem; border: 2px dashed var(--edge); border-radius: .75rem; }
.drop.over { border-color: var(--accent); background: var(--surface); }
.refusals { margin: 0; padding-inline-start: 1.2rem; display: grid; gap: .35rem; max-block-size: 16rem; overflow: auto; }
.state > .refusals { grid-column: 2; margin-block-start: .4rem; }
.undo-bar { position: sticky; inset-block-end: .75rem; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .5rem 1rem; max-inline-size: 40rem; padding: .6rem .9rem; border: 1px solid var(--edge); border-radius: .75rem; background: var(--surface); }
.undo-bar.unseen { position: absolute; padding: 0; border: 0; }
/* What has the focus is not scrolled below the bar. */
:root:has(.undo-bar button) { scroll-padding-block-end: 5rem; }
.facts { margin: 0; border-collapse: collapse; max-inline-size: 40rem; inline-size: 100%; }
.facts th { text-align: start; font-weight: 400; }
.facts thead th { text-align: end; overflow-wrap: normal; }
dialog .facts { font-size: .875rem; line-height: 1.3; }
dialog .facts th, dialog .facts td { padding-block: .3rem; }
.facts th, .facts td { padding: .5rem .25rem; border-block-end: 1px solid var(--line); vertical-align: baseline; }
.facts td { text-align: end; font-variant-numeric: tabular-nums; font-weight: 600; }

@media (max-width: 30rem) {
  .sites li > :first-child { grid-column: 1 / -1; }
  .list-tools { grid-template-columns: minmax(0, 1fr); }
  .gesture { grid-template-columns: 4rem minmax(0, 1fr); }
  .gesture .hand-drawing { inline-size: 4rem; block-size: 4rem; }
}
/* The drawing stands above, so that a caption has room in its field. */
@media (max-width: 26rem) {
  .gesture:not(.letter) { grid-template-columns: minmax(0, 1fr); }
  .gesture:not(.letter) > .figure { justify-items: start; }
}
@media (forced-colors: active) and (min-width: 43.76rem) {
  /* A transparent border would get the text's colour here, so that every section would look chosen. */
  nav a { border-inline-start-color: Canvas; }
}
@media (forced-colors: active) {
  nav a[aria-current] { border-inline-start-color: Highlight; }
  .skip { border: 1px solid LinkText; }
}
`;
