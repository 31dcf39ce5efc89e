import { box, type HandPoint, type Stroke, shapeHand } from './hand-shape.ts';

export interface HandDrawingProps {
  /** 21 points in MediaPipe's order, in any unit; null or damaged: an empty frame is drawn. */
  points: readonly HandPoint[] | null;
  /** As in a mirror: how users see themselves. */
  mirror?: boolean;
  /** Side in CSS pixels; left out: the style sheet says (`.hand-drawing`). */
  size?: number;
}

/**
 * A hand drawn from landmarks. Hidden from screen readers: its name must stand beside it. It never
 * turns round in right-to-left pages, because left and right are part of a sign.
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
        <>
          {/* The outline of the whole first, so that no line runs between finger and palm. */}
          {[...shape.under, shape.palm, ...shape.over].map((part) => (
            <Edge key={part.path} part={part} edge={shape.edgeWidth} whole />
          ))}
          {shape.under.map((part) => (
            <Part key={part.path} part={part} edge={shape.edgeWidth} />
          ))}
          <Edge part={shape.palm} edge={shape.under.length > 0 ? shape.edgeWidth : 0} />
          <Flesh part={shape.palm} filled />
          {shape.over.map((part) => (
            <Part key={part.path} part={part} edge={shape.edgeWidth} />
          ))}
        </>
      ) : (
        <rect class="hand-none" x="20" y="20" width="60" height="60" rx="12" />
      )}
    </svg>
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
