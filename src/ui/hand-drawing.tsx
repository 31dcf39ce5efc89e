import { box, type HandPoint, type HandShape, type Stroke, shapeHand } from './hand-shape.ts';

/** Parts of a hand. */
export type Marked = readonly (number | 'palm')[];

export interface HandDrawingProps {
  /** 21 points in MediaPipe's order, in any unit; null or damaged: an empty box is drawn. */
  points: readonly HandPoint[] | null;
  /** Swap left and right, as users see themselves in a mirror. */
  mirror?: boolean;
  /** Fingers that stand out, 0 for the thumb; 'palm' for the palm. */
  marked?: Marked;
  /** Side in CSS pixels; left out: as in the stylesheet (`.hand-drawing`). */
  size?: number;
}

/**
 * A hand drawn from landmarks. It is hidden from screen readers, so its name must be shown beside
 * it. It is not flipped in right-to-left pages, because left and right are part of a sign.
 */
export function HandDrawing({ points, mirror = false, marked, size }: HandDrawingProps) {
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
        <HandMarks shape={shape} edge={shape.edgeWidth} marked={marked} />
      ) : (
        <rect class="hand-none" x="20" y="20" width="60" height="60" rx="12" />
      )}
    </svg>
  );
}

export interface HandMarksProps {
  shape: HandShape;
  /** Width of the edge, in units of the box. */
  edge: number;
  marked?: Marked | undefined;
}

/** The strokes of a hand, within an SVG. */
export function HandMarks({ shape, edge, marked = [] }: HandMarksProps) {
  return (
    <>
      {/* First the outline of the whole hand: no line must separate fingers from the palm. */}
      {[...shape.under, shape.palm, ...shape.over].map((part) => (
        <Edge key={part.path} part={part} edge={edge} whole />
      ))}
      {shape.under.map((part) => (
        <Part key={part.path} part={part} edge={edge} marked={isMarked(part, marked)} />
      ))}
      <Edge part={shape.palm} edge={shape.under.length > 0 ? edge : 0} />
      <Flesh part={shape.palm} filled marked={isMarked(shape.palm, marked)} />
      {shape.over.map((part) => (
        <Part key={part.path} part={part} edge={edge} marked={isMarked(part, marked)} />
      ))}
    </>
  );
}

const isMarked = ({ finger = 'palm' }: { finger?: number | 'palm' }, marked: Marked): boolean =>
  marked.includes(finger);

function Part({ part, edge, marked }: { part: Stroke; edge: number; marked: boolean }) {
  return (
    <>
      <Edge part={part} edge={edge} />
      <Flesh part={part} marked={marked} />
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

function Flesh({ part, filled, marked }: { part: Stroke; filled?: boolean; marked: boolean }) {
  return (
    <path
      class={`hand-flesh${filled ? ' filled' : ''}${marked ? ' marked' : ''}`}
      d={part.path}
      stroke-width={part.width.toFixed(1)}
    />
  );
}
