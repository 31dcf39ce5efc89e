import { box, type HandPoint, type HandShape, type Stroke, shapeHand } from './hand-shape.ts';

export interface HandDrawingProps {
  /** 21 points in MediaPipe's order, in any unit; null or damaged: an empty box is drawn. */
  points: readonly HandPoint[] | null;
  /** Swap left and right, as users see themselves in a mirror. */
  mirror?: boolean;
  /** Side in CSS pixels; left out: as in the stylesheet (`.hand-drawing`). */
  size?: number;
}

/**
 * A hand drawn from landmarks. It is hidden from screen readers, so its name must be shown beside
 * it. It is not flipped in right-to-left pages, because left and right are part of a sign.
 */
export function HandDrawing({ points, mirror = false, size }: HandDrawingProps) {
  const shape = points && shapeHand(points, mirror);
  return (
    <svg
      class="hand-drawing"
      viewBox={`0 0 ${box} ${box}`}
      width={size}
      height={size}
      aria-hidden="true"
      focusable="false"
    >
      {shape ? (
        <HandMarks shape={shape} edge={shape.edgeWidth} />
      ) : (
        <rect class="hand-none" x="20" y="20" width="60" height="60" rx="12" />
      )}
    </svg>
  );
}

/** The strokes of a hand, within an SVG. @param edge width of the edge, in units of the box */
export function HandMarks({ shape, edge }: { shape: HandShape; edge: number }) {
  return (
    <>
      {/* First the outline of the whole hand: no line must separate fingers from the palm. */}
      {[...shape.under, shape.palm, ...shape.over].map((part) => (
        <Edge key={part.path} part={part} edge={edge} whole />
      ))}
      {shape.under.map((part) => (
        <Part key={part.path} part={part} edge={edge} />
      ))}
      <Edge part={shape.palm} edge={shape.under.length > 0 ? edge : 0} />
      <Flesh part={shape.palm} filled />
      {shape.over.map((part) => (
        <Part key={part.path} part={part} edge={edge} />
      ))}
    </>
  );
}

function Part({ part, edge }: { part: Stroke; edge: number }) {
  return (
    <>
      <Edge part={part} edge={edge} />
      <Flesh part={part} />
    </>
  );
}

function Edge({ part, edge, whole }: { part: Stroke; edge: number; whole?: boolean }) {
  return (
    <path
      class="hand-edge"
      d={whole ? part.path : part.edge}
      stroke-width={(part.width + 2 * edge).toFixed(1)}
    />
  );
}

function Flesh({ part, filled }: { part: Stroke; filled?: boolean }) {
  return (
    <path
      class={filled ? 'hand-flesh filled' : 'hand-flesh'}
      d={part.path}
      stroke-width={part.width.toFixed(1)}
    />
  );
}
