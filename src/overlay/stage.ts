/** Puts look and place of captions onto the element that holds them; no inline style from HTML. */
import { type Look, lookProperties } from './look.ts';
import { type Direction, type Place, sharesOf } from './place.ts';

/** Below this share of the room captions lie high: what belongs beside them goes below them. */
const highShare = 0.3;

/** @param stage the element of class `stage` of `styles.ts` */
export function applyLook(stage: HTMLElement, look: Look): void {
  for (const [name, value] of Object.entries(lookProperties(look)))
    stage.style.setProperty(name, value);
  // By class: a page could give a custom property another value (`styles.ts`).
  for (const font of ['serif', 'mono'] as const)
    stage.classList.toggle(font, look.captionFont === font);
}

export interface PlaceOptions {
  dir: Direction;
  /** Leaves the order of things as it is: they are being dragged. */
  keepOrder?: boolean;
}

export function applyPlace(
  stage: HTMLElement,
  place: Place,
  { dir, keepOrder = false }: PlaceOptions,
): void {
  const { x, y } = sharesOf(place, dir);
  stage.style.setProperty('--x', `${(100 * x).toFixed(2)}%`);
  stage.style.setProperty('--y', `${(100 * y).toFixed(2)}%`);
  stage.style.setProperty('--sx', x.toFixed(4));
  stage.style.setProperty('--sy', y.toFixed(4));
  stage.classList.toggle('snapped', typeof place === 'string');
  // Flex knows no left and right, only start and end.
  const side = x < 0.34 ? 'left' : x > 0.66 ? 'right' : 'center';
  const start = dir === 'rtl' ? 'right' : 'left';
  const items = side === 'center' ? 'center' : side === start ? 'flex-start' : 'flex-end';
  stage.style.setProperty('--items', items);
  if (!keepOrder) stage.classList.toggle('high', y < highShare);
}
