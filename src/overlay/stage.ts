/**
 * Applies look and place of captions to the element that holds them; never by a `style` attribute.
 */
import { type Look, lookProperties } from './look.ts';
import { type Direction, type Place, sharesOf } from './place.ts';
import type { ClearRoom } from './types.ts';

/** Captions above this share of the free room have their tools and status below them. */
const highShare = 0.3;

/** @param stage the element of class `stage` of `styles.ts` */
export function applyLook(stage: HTMLElement, look: Look): void {
  for (const [name, value] of Object.entries(lookProperties(look)))
    stage.style.setProperty(name, value);
  // By class: a page could set another value for a custom property (`styles.ts`).
  for (const font of ['serif', 'mono'] as const)
    stage.classList.toggle(font, look.captionFont === font);
}

export interface PlaceOptions {
  dir: Direction;
  /** Leaves the order of captions and tools as it is, because captions are being dragged. */
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
  // Flexbox has start and end, but no left and right.
  const side = x < 0.34 ? 'left' : x > 0.66 ? 'right' : 'center';
  const start = dir === 'rtl' ? 'right' : 'left';
  const items = side === 'center' ? 'center' : side === start ? 'flex-start' : 'flex-end';
  stage.style.setProperty('--items', items);
  if (!keepOrder) stage.classList.toggle('high', y < highShare);
}

/** What captions leave free of the window besides a call's usual control bar. */
export function applyRoom(stage: HTMLElement, { above, below }: ClearRoom): void {
  stage.style.setProperty('--clear-above', `${above}px`);
  stage.style.setProperty('--clear-below', `${below}px`);
}
