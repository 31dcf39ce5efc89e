/**
 * The styles of this section only; options.tsx adopts them after the shared ones. Those of the
 * camera panel are in the Teach section's stylesheet, which the same page adopts.
 */
export const tryStyles = `
.try { display: grid; gap: 2rem; min-inline-size: 0; }
.try-look { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 3fr); gap: 2rem; align-items: start; }
.try-picture { display: grid; gap: 1rem; min-inline-size: 0; }
.try-picture > .field { max-inline-size: 20rem; }
.holding {
  place-self: end center;
  display: flex;
  align-items: center;
  gap: .6rem;
  margin: .8rem;
  padding: .3rem .9rem .3rem .4rem;
  border-radius: 2rem;
  background: rgb(16 18 20 / .86);
  color: #fff;
  font-weight: 600;
}
.holding circle { fill: none; stroke-width: 5; }
.holding .ring-track { stroke: rgb(255 255 255 / .28); }
.holding .ring { stroke: #5cc8a8; }
.try-said { display: grid; gap: .1rem; padding: .8rem 1rem; border-radius: .75rem; background: var(--surface); }
.try-said .said-title { color: var(--text-dim); font-size: .875rem; }
.try-said .said-last { font-size: 1.5rem; line-height: 1.3; font-weight: 650; min-block-size: 1.3em; overflow-wrap: anywhere; }
.scores { display: grid; gap: .5rem; min-inline-size: 0; }
.scores ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem; }
.scores li { display: grid; grid-template-columns: 2.5rem minmax(0, 1fr); column-gap: .75rem; row-gap: .2rem; align-items: center; }
.scores .hand-drawing { inline-size: 2.5rem; block-size: 2.5rem; grid-row: span 2; }
.scores .score-name { align-self: end; line-height: 1.25; }
.scores .meter { align-self: start; }
.score-name { overflow-wrap: anywhere; font-size: .9375rem; }
.false-test { display: grid; gap: .75rem; justify-items: start; max-inline-size: 40rem; }
.false-test-going { display: grid; gap: .6rem; inline-size: 100%; justify-items: start; }
.false-test-going .seconds { font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.verdict { font-size: 1.15rem; font-weight: 650; }
.fired { list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem; }
@media (max-width: 56rem) {
  .try-look { grid-template-columns: minmax(0, 1fr); }
}
@media (forced-colors: active) {
  .holding, .try-said { border: 1px solid CanvasText; }
  .holding .ring { forced-color-adjust: none; stroke: Highlight; }
}
`;
