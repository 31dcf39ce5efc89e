import { eyeStyles } from '../camera/styles.ts';
import { pathStyles } from './path/styles.ts';

/** The styles of this section only; options.tsx adopts them after the shared ones. */
export const teachStyles = `${eyeStyles}${pathStyles}
.teach { display: grid; gap: 1.5rem; min-inline-size: 0; }
.teach .part { display: grid; gap: .75rem; min-inline-size: 0; justify-items: stretch; }
.teach p { max-inline-size: 40rem; overflow-wrap: anywhere; }
.teach .state { max-inline-size: 40rem; }
.teach .outcome:empty { display: none; }
.teach h3 { margin-block: .6rem 0; }

.own {
  list-style: none;
  margin: 0;
  padding: 0;
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 10.5rem), 1fr));
  gap: .9rem;
}
.own > li { display: grid; }
.own-gesture {
  appearance: none;
  display: grid;
  gap: .15rem;
  justify-items: start;
  align-content: start;
  padding: .9rem 1rem;
  border: 1px solid var(--line);
  border-radius: .75rem;
  background: var(--background);
  color: var(--text);
  font: inherit;
  text-align: start;
  overflow-wrap: anywhere;
  cursor: pointer;
}
.own-gesture:hover { background: var(--surface); border-color: var(--edge); }
.own-gesture .hand-drawing { margin-block-end: .4rem; }
.own-name { font-weight: 650; }
.own-caption, .own-count { color: var(--text-dim); font-size: .875rem; }
.own-count.few { color: var(--error); }
.own-new {
  place-content: center;
  justify-items: center;
  gap: .5rem;
  min-block-size: 9.5rem;
  border: 2px dashed var(--edge);
}
.plus { position: relative; inline-size: 1.5rem; block-size: 1.5rem; }
.plus::before, .plus::after {
  content: "";
  position: absolute;
  inset: 0;
  margin: auto;
  background: currentColor;
  border-radius: 1px;
}
.plus::before { block-size: 2.5px; }
.plus::after { inline-size: 2.5px; }

.screen-head { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.screen-head h2 { font-size: 1.4rem; overflow-wrap: anywhere; }
.arrow {
  display: inline-block;
  inline-size: .55em;
  block-size: .55em;
  margin-inline-end: .2em;
  border: solid currentColor;
  border-width: 2px 0 0 2px;
  transform: rotate(-45deg);
  translate: 0 -1px;
}
[dir="rtl"] .arrow { transform: rotate(135deg); }
.gesture-form { display: grid; gap: 1rem; max-inline-size: 30rem; }
.note.fault { color: var(--error); font-weight: 600; }
.teach details { display: grid; gap: .75rem; }
.teach details[open] > summary { margin-block-end: .9rem; }
.teach details > .gesture-form + .danger { margin-block-start: 1.5rem; }
.teach summary { cursor: pointer; font-weight: 600; inline-size: fit-content; }

.record { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
.record-start, .record-going, .record-unsaved { display: grid; gap: .6rem; justify-items: start; }
.record-unsaved { padding: .8rem 1rem; border: 1px solid var(--error); border-radius: .6rem; max-inline-size: 40rem; }
.countdown {
  display: grid;
  place-items: center;
  --size: min(8rem, 25cqi);
  inline-size: var(--size);
  block-size: var(--size);
  border-radius: 50%;
  background: rgb(16 18 20 / .72);
  color: #fff;
  font-size: calc(.625 * var(--size));
  line-height: 1;
  font-weight: 700;
  font-variant-numeric: tabular-nums;
}
.guidance { min-block-size: 1.4em; font-size: 1.25rem; line-height: 1.4; font-weight: 650; }
.record-count { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .75rem; align-items: center; inline-size: 100%; }
.record-count span { font-variant-numeric: tabular-nums; white-space: nowrap; }
.suggestions { margin: 0; padding-inline-start: 1.25rem; display: grid; gap: .25rem; }

.review { display: grid; gap: .75rem; min-inline-size: 0; }
.samples {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr));
  gap: .5rem;
  margin: 0;
  padding: 0;
  border: 0;
  min-inline-size: 0;
}
.samples legend { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.sample {
  position: relative;
  display: grid;
  justify-items: center;
  align-content: start;
  gap: .3rem;
  padding: 1.35rem .35rem .35rem;
  border: 1.5px solid var(--line);
  border-radius: .6rem;
  cursor: pointer;
}
.samples.moving { grid-template-columns: repeat(auto-fill, minmax(min(100%, 15.5rem), 1fr)); }
.sample.moved { grid-column: span 2; }
.samples.moving .sample.moved { grid-column: auto; }
.sample .movement-drawing { flex-wrap: nowrap; inline-size: 100%; justify-content: center; }
.sample .movement-drawing .hand-drawing { flex: 0 1 6rem; min-inline-size: 0; block-size: auto; aspect-ratio: 1; }
.proposal { display: grid; gap: .6rem; justify-items: start; padding: .8rem 1rem; border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: .6rem; max-inline-size: 40rem; }
.sample:hover { background: var(--surface); }
.sample input {
  position: absolute;
  inset-block-start: .4rem;
  inset-inline-start: .4rem;
  inline-size: 1.1rem;
  block-size: 1.1rem;
  margin: 0;
  accent-color: var(--error);
}
.sample.chosen { border-color: var(--error); }
.sample.chosen .hand-drawing, .sample.chosen .movement-drawing { opacity: .4; }
.sample.chosen .movement-drawing .hand-drawing { opacity: 1; }
.sample-about { font-size: .75rem; line-height: 1.25; text-align: center; color: var(--text-dim); overflow-wrap: anywhere; }

.train-going { display: flex; flex-wrap: wrap; gap: 1rem; align-items: end; max-inline-size: 40rem; }
.train-going label { flex: 1 1 14rem; display: grid; gap: .35rem; }
.live { display: grid; gap: .6rem; }
.advice, .qualities, .pairs { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; }
.advice li {
  display: flex;
  flex-wrap: wrap;
  gap: .5rem 1rem;
  align-items: center;
  justify-content: space-between;
  padding: .7rem .9rem;
  border: 1px solid var(--line);
  border-inline-start: 4px solid var(--accent);
  border-radius: .5rem;
}
.advice p { flex: 1 1 18rem; }
.qualities { grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); }
.qualities li { display: flex; gap: .9rem; align-items: center; padding: .7rem .9rem; border: 1px solid var(--line); border-radius: .75rem; }
.pairs { grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.pairs li { display: grid; gap: .6rem; align-content: start; padding: .8rem .9rem; border: 1px solid var(--line); border-radius: .75rem; }
.pair { display: flex; gap: .75rem; align-items: center; }
.versus { position: relative; inline-size: 1.25rem; block-size: 2px; background: var(--text-dim); }
.versus::after {
  content: "";
  position: absolute;
  inset-inline-end: 0;
  inset-block-start: -3px;
  inline-size: .5rem;
  block-size: .5rem;
  border: solid var(--text-dim);
  border-width: 2px 2px 0 0;
  transform: rotate(45deg);
}
[dir="rtl"] .versus::after { transform: rotate(-135deg); }

.confusion { overflow: auto; max-inline-size: 100%; }
.confusion table { border-collapse: separate; border-spacing: 2px; font-size: .875rem; }
.confusion caption { text-align: start; padding-block-end: .5rem; color: var(--text-dim); }
.confusion th { padding: .25rem .5rem; font-weight: 600; text-align: start; max-inline-size: 10rem; overflow-wrap: break-word; vertical-align: bottom; }
.confusion tbody td { min-inline-size: 2.75rem; padding: .35rem .5rem; text-align: center; border-radius: .3rem; background: var(--surface); font-variant-numeric: tabular-nums; }
${[1, 2, 3, 4, 5, 6, 7]
  .map(
    (step) =>
      `.confusion td.right.shade-${step} { background: color-mix(in srgb, var(--accent) ${step * 5}%, var(--surface)); }
.confusion td.off.shade-${step} { background: color-mix(in srgb, var(--error) ${step * 5}%, var(--surface)); }`,
  )
  .join('\n')}
@media (forced-colors: active) {
  .own-gesture, .sample, .countdown { border-color: CanvasText; }
  .sample.chosen { border-width: 3px; }
  .confusion tbody td { border: 1px solid CanvasText; }
  .versus { forced-color-adjust: none; background: CanvasText; }
  .versus::after { border-color: CanvasText; }
  .plus::before, .plus::after { forced-color-adjust: none; background: CanvasText; }
}
`;
