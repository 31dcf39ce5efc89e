/** The styles of this section only; options.tsx adopts them after the shared ones. */
export const practiceStyles = `
:root { --marked-hand: #f0a35e; }
@media (prefers-color-scheme: dark) { :root { --marked-hand: #c9731f; } }
.practice { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem; min-inline-size: 0; }
.practice-what > * { min-inline-size: 0; }
.practice-what { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 1rem; align-items: start; max-inline-size: 50rem; }
.practice-what .practice-word { grid-column: 1 / -1; max-inline-size: 26rem; }
.practice-what .practice-word .note, .practice-what .practice-word .said { min-block-size: 1.5em; }
.practice-look { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 2rem; align-items: start; }
.practice-sign { display: grid; gap: .9rem; min-inline-size: 0; }
.practice-heading { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; }
.practice-heading h2 { overflow-wrap: anywhere; min-inline-size: 0; }
.practice-hands { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1rem; max-inline-size: 28rem; }
.practice-movements { display: grid; gap: 1rem; max-inline-size: 28rem; }
.practice figure { margin: 0; display: grid; gap: .4rem; justify-items: center; align-content: start; padding: .75rem; border-radius: .75rem; background: var(--surface); }
.practice figcaption { color: var(--text-dim); font-size: .875rem; text-align: center; }
.practice-hands .hand-drawing { inline-size: 100%; max-inline-size: 12rem; block-size: auto; aspect-ratio: 1; }
.practice-movements .movement-drawing { flex-wrap: nowrap; inline-size: 100%; justify-content: center; }
.practice-movements .movement-drawing .hand-drawing { flex: 0 1 8rem; min-inline-size: 0; block-size: auto; aspect-ratio: 1; }
.practice .movement-drawing .hand-drawing.marked { border-radius: .5rem; outline: 3px solid var(--marked-hand); }
.practice-word button { white-space: nowrap; }
.practice .hand-flesh.marked { stroke: var(--marked-hand); }
.practice .hand-flesh.filled.marked { fill: var(--marked-hand); }
.practice-advice { font-size: 1.25rem; line-height: 1.35; font-weight: 650; min-block-size: 2.7em; text-wrap: pretty; overflow-wrap: anywhere; }
.practice-advice.right { color: var(--accent); }
.practice-letters { list-style: none; display: flex; flex-wrap: wrap; gap: .35rem; margin: 0; padding: 0; }
.practice-letters li { min-inline-size: 2.25rem; padding: .15rem .35rem; border: 1px solid var(--line); border-radius: .5rem; text-align: center; font-size: 1.125rem; font-weight: 650; color: var(--text-dim); }
.practice-letters li.done { color: var(--accent); border-color: var(--accent); background: var(--surface); }
.practice-letters li[aria-current] { color: var(--text); border: 2px solid var(--accent); }
.practice-counts { display: grid; gap: .6rem; justify-items: start; max-inline-size: 40rem; }
@media (max-width: 56rem) {
  .practice-look { grid-template-columns: minmax(0, 1fr); }
}
@media (forced-colors: active) {
  .practice figure { border: 1px solid CanvasText; }
  .practice .hand-drawing { --marked-hand: Highlight; }
  .practice-letters li[aria-current] { border-color: Highlight; }
}
`;
