import { themeStyles } from './tokens.ts';

/** The stylesheet of the shared components; every extension page adopts it first. */
export const uiStyles = `${themeStyles}
*, *::before, *::after { box-sizing: border-box; }

body {
  margin: 0;
  background: var(--background);
  color: var(--text);
  font: 0.875rem/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
p, h1, h2 { margin: 0; }

:focus { outline: none; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

.switch {
  appearance: none;
  flex: none;
  position: relative;
  inline-size: 2.75rem;
  block-size: 1.5rem;
  margin: 0;
  padding: 0;
  border: 1.5px solid var(--edge);
  border-radius: 1rem;
  background: var(--background);
  cursor: pointer;
  transition: background .15s, border-color .15s;
}
.switch::before {
  content: "";
  position: absolute;
  inset-block-start: calc(50% - .5rem);
  inset-inline-start: .18rem;
  inline-size: 1rem;
  block-size: 1rem;
  border-radius: 50%;
  background: var(--edge);
  transition: inset-inline-start .15s, background .15s;
}
.switch[aria-checked="true"] { background: var(--accent); border-color: var(--accent); }
.switch[aria-checked="true"]::before {
  inset-inline-start: calc(100% - 1.18rem);
  background: var(--on-accent);
}
.switch:disabled { cursor: default; opacity: .45; }

.button {
  appearance: none;
  min-block-size: 2.25rem;
  padding: .35rem .9rem;
  border: 0;
  border-radius: .5rem;
  background: var(--accent);
  color: var(--on-accent);
  font: inherit;
  font-weight: 600;
  cursor: pointer;
}
.button:hover { background: var(--accent-hover); }
.button:disabled { opacity: .45; cursor: default; }

.field { display: grid; gap: .3rem; }
.field label { font-weight: 600; }
.field select {
  inline-size: 100%;
  min-block-size: 2.25rem;
  padding: .3rem .5rem;
  border: 1px solid var(--edge);
  border-radius: .5rem;
  background: var(--background);
  color: var(--text);
  font: inherit;
  text-overflow: ellipsis;
}
.field .note { color: var(--text-dim); font-size: .8125rem; }

.state {
  display: grid;
  grid-template-columns: auto 1fr;
  column-gap: .6rem;
  padding: .7rem .8rem;
  border: 1px solid var(--line);
  border-radius: .6rem;
  background: var(--surface);
  overflow-wrap: anywhere;
}
/* Hollow, filled, square: the shape tells what the colour tells. */
.state { --mark: var(--edge); --fill: transparent; }
.state.on { --mark: var(--accent); }
.state.seen { --mark: var(--accent); --fill: var(--accent); }
.state.error { --mark: var(--error); --fill: var(--error); }
.state .mark {
  align-self: start;
  margin-block-start: .36em;
  inline-size: .7em;
  block-size: .7em;
  border-radius: 50%;
  border: 2px solid var(--mark);
  background: var(--fill);
}
.state.error .mark { border-radius: 2px; }
.state .title { font-weight: 600; }
.state .detail { grid-column: 2; color: var(--text-dim); }
.state.error .detail { color: var(--text); }
.state > .button, .state > .quiet { grid-column: 2; justify-self: start; margin-block-start: .6rem; }

/* A picture, so its colours are its own in every theme; its border stands out from any. */
.sent-preview {
  display: block;
  flex: none;
  max-inline-size: 100%;
  aspect-ratio: 16 / 9;
  border: 1px solid var(--edge);
  border-radius: .4rem;
}

@media (prefers-reduced-motion: reduce) {
  .switch, .switch::before { transition: none; }
}
@media (forced-colors: active) {
  .switch { border-color: ButtonText; }
  .switch::before { background: ButtonText; }
  .switch[aria-checked="true"] { forced-color-adjust: none; background: Highlight; border-color: Highlight; }
  .switch[aria-checked="true"]::before { background: HighlightText; }
  .switch:disabled { border-color: GrayText; opacity: 1; }
  .switch:disabled::before { background: GrayText; }
  .button, .button:hover { border: 1px solid ButtonText; background: ButtonFace; color: ButtonText; }
  .button:hover { border-color: Highlight; }
  .state .mark { forced-color-adjust: none; }
  .state, .state.on { --mark: CanvasText; }
  .state.seen, .state.error { --mark: CanvasText; --fill: CanvasText; }
  :focus-visible { outline-color: Highlight; }
}
`;
