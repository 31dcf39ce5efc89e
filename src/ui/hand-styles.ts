/** Styles of drawn hands and movements (`hand-drawing.tsx`, `movement-drawing.tsx`). */
export const handStyles = `
.hand-drawing { display: block; inline-size: 4.5rem; block-size: 4.5rem; flex: none; }
.hand-edge, .hand-flesh { fill: none; stroke-linecap: round; stroke-linejoin: round; }
.hand-edge { stroke: var(--hand-edge); }
.hand-flesh { stroke: var(--hand); }
.hand-flesh.filled { fill: var(--hand); }
.movement-drawing { display: flex; flex-wrap: wrap; gap: .35rem; }
.way, .way-edge { fill: none; stroke-linecap: round; stroke-linejoin: round; }
.way { stroke: var(--accent); stroke-width: 3; }
.way.ahead { stroke-width: 1.75; stroke-dasharray: .1 4; }
.way-edge { stroke: var(--background); stroke-width: 6; stroke-opacity: .8; }
.hand-none { fill: none; stroke: var(--edge); stroke-width: 2; stroke-dasharray: 5 5; }
@media (forced-colors: active) {
  .hand-drawing { forced-color-adjust: none; --hand: Canvas; --hand-edge: CanvasText; --edge: CanvasText; --accent: Highlight; --background: Canvas; }
}
`;
