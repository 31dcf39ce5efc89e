import { HandDrawing, HandMarks } from './hand-drawing.tsx';
import { box } from './hand-shape.ts';
import { type MovementPicture, type PlacedHand, shapeMovement } from './movement-shape.ts';

export interface MovementDrawingProps {
  /** All hands of one movement, in order of time. */
  hands: readonly PlacedHand[];
  /** Swap left and right, as users see themselves in a mirror. */
  mirror?: boolean;
  /** What it shows, for screen readers. */
  label: string;
}

/**
 * A movement at its start, middle and end, side by side in the reading direction; each picture shows the
 * way of the wrists, as far as it has been gone. The pictures themselves are never flipped.
 */
export function MovementDrawing({ hands, mirror = false, label }: MovementDrawingProps) {
  const pictures = shapeMovement(hands, 3, mirror);
  return (
    <span class="movement-drawing" role="img" aria-label={label} title={label}>
      {pictures.length > 0 ? (
        pictures.map((picture, i) => <Moment key={i} picture={picture} />)
      ) : (
        <HandDrawing points={null} />
      )}
    </span>
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

/** @param whole draw all of the way alike. */
function Moment({ picture, whole = false }: { picture: MovementPicture; whole?: boolean }) {
  return (
    <svg class="hand-drawing" viewBox={`0 0 ${box} ${box}`} aria-hidden="true" focusable="false">
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
