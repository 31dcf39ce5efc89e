import { HandDrawing, type Marked } from '../../ui/hand-drawing.tsx';
import type { Words } from '../../ui/i18n.ts';
import { MovementDrawing, WayDrawing } from '../../ui/movement-drawing.tsx';
import type { Advice } from './advice.ts';
import type { ComparedHand } from './hand-differences.ts';
import { type LetterPath, wayOfTip } from './letter-paths.ts';
import type { PracticeModel } from './model.ts';
import { parts } from './movement-differences.ts';

export interface CompareProps {
  model: PracticeModel;
  words: Words;
}

/** The hand to show, and beside it the user's own, both as in a mirror; what differs is marked. */
export function Compare({ model, words }: CompareProps) {
  const item = model.item.value;
  if (item?.path) return <Movements model={model} words={words} />;
  const marked = markedOf(model.advice.value);
  const way = model.drawn.value?.drawnWay;
  return (
    <div class="practice-hands">
      <figure>
        <Target model={model} marked={marked} />
        <figcaption>{words('practice_target')}</figcaption>
      </figure>
      <figure>
        <Own model={model} marked={marked} />
        <figcaption>{words('practice_own')}</figcaption>
      </figure>
      {way && <Ways model={model} words={words} way={way} />}
    </div>
  );
}

function Target({ model, marked }: { model: PracticeModel; marked: Marked }) {
  const target = model.drawn.value?.targets[0];
  return target ? (
    <HandDrawing
      points={target.points}
      mirror={target.handedness === model.drawnSide.value}
      marked={marked}
    />
  ) : (
    <HandDrawing points={null} />
  );
}

/** Reads the hand itself, so that a frame redraws nothing else. */
function Own({ model, marked }: { model: PracticeModel; marked: Marked }) {
  const hand = model.hand.value;
  return <HandDrawing points={hand?.points ?? null} mirror marked={marked} />;
}

/** The way that a fingertip draws, beside the user's own, both as in a mirror. */
function Ways({ model, words, way }: CompareProps & { way: LetterPath }) {
  const own = model.movement.value;
  return (
    <>
      <figure>
        {/* A left hand draws it the other way round. */}
        <WayDrawing points={way.path} mirror={model.drawnSide.value === 'Right'} />
        <figcaption>{words('practice_way')}</figcaption>
      </figure>
      <figure>
        <WayDrawing points={own ? wayOfTip(own, way.tip) : []} mirror />
        <figcaption>{words('practice_ownMovement')}</figcaption>
      </figure>
    </>
  );
}

function Movements({ model, words }: CompareProps) {
  const path = model.item.value?.path ?? [];
  const own = model.movement.value;
  const marked = markedPart(model.advice.value);
  const flipped = leads(path) !== model.drawnSide.value && model.side.value !== 'shown';
  return (
    <div class="practice-movements">
      <figure>
        <MovementDrawing
          hands={path}
          mirror={!flipped}
          label={words('practice_target')}
          marked={marked}
        />
        <figcaption>{words('practice_target')}</figcaption>
      </figure>
      <figure>
        {own ? (
          <MovementDrawing
            hands={own}
            mirror
            label={words('practice_ownMovement')}
            marked={marked}
          />
        ) : (
          <HandDrawing points={null} />
        )}
        <figcaption>{words('practice_ownMovement')}</figcaption>
      </figure>
    </div>
  );
}

/** The hand that a take of one hand is of; of one with both hands, the one that is seen more. */
function leads(path: readonly Pick<ComparedHand, 'handedness'>[]): 'Left' | 'Right' {
  const left = path.filter(({ handedness }) => handedness === 'Left').length;
  return left > path.length / 2 ? 'Left' : 'Right';
}

function markedPart(advice: Advice): number | undefined {
  if (advice.say !== 'movement' || advice.difference.what === 'hands') return undefined;
  return parts.indexOf(advice.difference.part);
}

function markedOf(advice: Advice): Marked {
  if (advice.say !== 'correct') return [];
  // As long as the whole hand is turned another way, its fingers are hard to tell apart.
  if (advice.differences.some(({ fingers }) => fingers.length === 0)) return ['palm'];
  return advice.differences.flatMap(({ fingers }) => fingers);
}
