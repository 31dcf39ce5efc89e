import { HandDrawing, HandMarks } from './hand-drawing.tsx';
import { box } from './hand-shape.ts';
import {
  type MovementPicture,
  type PlacedHand,
  shapeMovement,
  shapeWay,
} from './movement-shape.ts';

export interface MovementDrawingProps {
  /** All hands of one movement, in order of time. */
  hands: readonly PlacedHand[];
  /** Swap left and right, as users see themselves in a mirror. */
  mirror?: boolean;
  /** What it shows, for screen readers. */
  label: string;
  /** The picture that stands out: 0 for the start, 2 for the end. */
  marked?: number | undefined;
}

/**
 * A movement at its start, middle and end, side by side in the reading direction; each picture shows the
 * way of the wrists, as far as it has been gone. The pictures themselves are never flipped.
 */
export function MovementDrawing({ hands, mirror = false, label, marked }: MovementDrawingProps) {
  const pictures = shapeMovement(hands, 3, mirror);
  return (
    <span class="movement-drawing" role="img" aria-label={label} title={label}>
      {pictures.length > 0 ? (
        pictures.map((picture, i) => <Moment key={i} picture={picture} marked={i === marked} />)
      ) : (
        <HandDrawing points={null} />
      )}
    </span>
  );
}

export interface WayDrawingProps {
  /** Of one point, in any unit. */
  points: readonly (readonly [x: number, y: number])[];
  mirror?: boolean;
}

/** The way of one point, as of a fingertip that draws a letter; an empty box if it goes nowhere. */
export function WayDrawing({ points, mirror = false }: WayDrawingProps) {
  const way = shapeWay(points, mirror);
  if (!way) return <HandDrawing points={null} />;
  return (
    <svg class="hand-drawing" viewBox={`0 0 ${box} ${box}`} aria-hidden="true" focusable="false">
      <path class="way" d={`${way.line} ${way.tip}`} />
    </svg>
  );
}

export interface SampleDrawingProps {
  /** The hands of a sample; null: an empty box is drawn. */
  hands: readonly PlacedHand[] | null;
  mirror?: boolean;
}

/** One small picture of a sample: its hand, or the middle of its movement with the whole way. */
export function SampleDrawing({ hands, mirror = false }: SampleDrawingProps) {
  const [picture] = hands ? shapeMovement(hands, 1, mirror) : [];
  if (!picture) return <HandDrawing points={hands?.[0]?.points ?? null} mirror={mirror} />;
  return <Moment picture={picture} whole />;
}

interface MomentProps {
  picture: MovementPicture;
  /** Draw all of the way alike. */
  whole?: boolean;
  marked?: boolean;
}

function Moment({ picture, whole = false, marked = false }: MomentProps) {
  return (
    <svg
      class={marked ? 'hand-drawing marked' : 'hand-drawing'}
      viewBox={`0 0 ${box} ${box}`}
      aria-hidden="true"
      focusable="false"
    >
      {picture.hands.map(({ shape, x, y, scale }) => (
        <g
          key={`${x}/${y}`}
          transform={`translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`}
        >
          {/* Edges keep about their width, however small the hand is. */}
          <HandMarks shape={shape} edge={shape.edgeWidth / Math.max(0.5, scale)} />
        </g>
      ))}
      {picture.ways.map(({ before, after, tip }, i) => (
        <g key={i}>
          <path class="way-edge" d={`${before} ${after} ${tip}`} />
          <path class={whole ? 'way' : 'way ahead'} d={after} />
          <path class="way" d={`${before} ${tip}`} />
        </g>
      ))}
    </svg>
  );
}
