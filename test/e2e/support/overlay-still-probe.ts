// Runs in a page of Chromium: the overlay alone, with a way to look into its closed root.
import { mountOverlay, type OverlayView } from '../../../src/overlay/overlay.tsx';
import type { Place } from '../../../src/overlay/place.ts';
import { defaultSettings, type Settings } from '../../../src/settings/schema.ts';

export interface Scene {
  dir: 'ltr' | 'rtl';
  place: Place;
  look: Partial<Settings>;
}

export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Pixels, rounded to a hundredth. */
export type Rects = Record<'handle' | 'wrong' | 'panel' | 'newest', Rect>;

declare global {
  var overlayProbe: {
    mount(scene: Scene): void;
    show(view: Partial<OverlayView>): void;
    dress(look: Partial<Settings>, place: Place): void;
    rects(): Rects;
    /** The lines that are drawn, oldest first. */
    lines(): string[];
    /** Texts of the overlay that are cut off, or lie outside of the window. */
    cut(): string[];
    /** How much of the window's height the captions cover, 0..1. */
    share(): number;
    /** How high letters of the newest line are, px. */
    letters(): number;
    /** Whether the tools are shown and the handle can be pressed in its middle. */
    isHandleReady(): boolean;
    areToolsShown(): boolean;
    /** Whether something of the overlay is drawn: the tools, suggested words, a notice's button. */
    isDrawn(selector: string): boolean;
    /** What answers a press in the middle of it: `null` when that is not in the overlay. */
    hit(selector: string): string | null;
    /** Whether the overlay has looked up where the pointer is since it last moved. */
    hasLookedUp(): boolean;
    /** How often "That was wrong" was pressed, and where captions were put. */
    readonly pressed: number;
    readonly moved: readonly (Place | null)[];
  };
}

let root: ShadowRoot;
let isMounting = false;
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (init) {
  const made = attach.call(this, init);
  // A test may attach roots of its own.
  if (isMounting) root = made;
  return made;
};

/** The overlay's timers that have not fired yet; the mover sets one for each look-up. */
const timers = new Set<number>();
const { setTimeout, clearTimeout } = window;
Object.assign(window, {
  setTimeout(run: () => void, ms?: number): number {
    const timer = setTimeout(() => {
      timers.delete(timer);
      run();
    }, ms);
    timers.add(timer);
    return timer;
  },
  clearTimeout(timer: number): void {
    timers.delete(timer);
    clearTimeout(timer);
  },
});

const element = (selector: string): HTMLElement => {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The overlay has no ${selector}`);
  return found;
};
const rounded = (px: number): number => Math.round(px * 100) / 100;
const rect = (selector: string): Rect => {
  const { left, top, width, height } = element(selector).getBoundingClientRect();
  return {
    left: rounded(left),
    top: rounded(top),
    width: rounded(width),
    height: rounded(height),
  };
};

const drawnLines = (): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>('.line')].filter((line) => line.checkVisibility());
/** Whether less than all of it is inside of what clips it; a few hundredths of a pixel are rounding. */
const isCut = (text: HTMLElement): boolean => {
  const inner = text.getBoundingClientRect();
  const clips = [text.closest('.captions'), element('.band'), document.documentElement];
  return clips.some((clip) => {
    if (!clip) return false;
    const { left, top, right, bottom } =
      clip === document.documentElement
        ? new DOMRect(0, 0, window.innerWidth, window.innerHeight)
        : clip.getBoundingClientRect();
    const over = [left - inner.left, top - inner.top, inner.right - right, inner.bottom - bottom];
    return Math.max(...over) > 0.05;
  });
};

let overlay: ReturnType<typeof mountOverlay> | null = null;
let pressed = 0;
let moved: (Place | null)[] = [];

globalThis.overlayProbe = {
  mount({ dir, place, look }) {
    overlay?.dispose();
    pressed = 0;
    moved = [];
    isMounting = true;
    overlay = mountOverlay(document, {
      strings: {
        captions: 'Captions',
        move: 'Move',
        wrong: 'That was wrong',
        panel: 'Open the panel',
        putBack: 'Put back',
        dir,
      },
      actions: {
        onAccept() {},
        onWrong: () => pressed++,
        onMoved: (next) => moved.push(next),
      },
      onError: (fault) => {
        throw fault;
      },
    });
    isMounting = false;
    this.dress(look, place);
  },
  show: (view) => overlay?.show({ lines: [], candidate: null, notice: null, ...view }),
  dress: (look, place) => overlay?.dress({ ...defaultSettings, ...look }, place),
  rects: () => ({
    handle: rect('.handle'),
    wrong: rect('.tools .tool:last-child'),
    panel: rect('.panel'),
    newest: rect('.newest'),
  }),
  lines: () => drawnLines().map(({ dataset }) => dataset.text ?? ''),
  cut() {
    const texts = [...drawnLines(), ...root.querySelectorAll<HTMLElement>('.notice p, .hint p')];
    return texts.filter(isCut).map(({ dataset, textContent }) => dataset.text ?? textContent ?? '');
  },
  share: () => rect('.captions').height / window.innerHeight,
  letters: () => Number.parseFloat(getComputedStyle(element('.newest')).fontSize),
  isHandleReady() {
    const { left, top, width, height } = rect('.handle');
    const hit = root.elementFromPoint(left + width / 2, top + height / 2);
    return this.areToolsShown() && hit?.closest('.handle') === element('.handle');
  },
  isDrawn(selector) {
    const { visibility, opacity } = getComputedStyle(element(selector));
    return visibility === 'visible' && opacity === '1';
  },
  hit(selector) {
    const { left, top, width, height } = rect(selector);
    return root.elementFromPoint(left + width / 2, top + height / 2)?.className ?? null;
  },
  areToolsShown: () => getComputedStyle(element('.tools')).opacity === '1',
  hasLookedUp: () => timers.size === 0,
  get pressed() {
    return pressed;
  },
  get moved() {
    return moved;
  },
};
