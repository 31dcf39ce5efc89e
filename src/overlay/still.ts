/**
 * Keeps the tools where the user aims at them while captions come and go beside them.
 *
 * Captions grow upwards from the bottom of the window and downwards from its top, and the tools
 * stand at the end that grows. So while the pointer or the focus is at the captions, the tools are
 * moved back after each drawing to where they were, captions never get smaller, and the tools leave
 * room for a second line.
 */
export interface Still {
  /**
   * While on, `keep` and `renew` take effect; turned off, all returns to where the stylesheet puts
   * it.
   */
  set(on: boolean): void;
  /** Runs `draw`; afterwards the tools are where they were, and captions are no smaller. */
  keep(draw: () => void): void;
  /** Starts over: the user has moved the captions, or changed their look. */
  renew(): void;
}

const within = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));

/**
 * @param stage the element of class `stage` of `styles.ts`
 * @param mostLines at most this many captions are shown at once
 */
export function createStill(stage: HTMLElement, mostLines: () => number): Still {
  let on = false;
  /** How far the tools are from where the stylesheet puts them, px. */
  let away = { x: 0, y: 0 };

  const find = (name: 'tools' | 'captions'): HTMLElement | null =>
    stage.querySelector<HTMLElement>(`.${name}`);

  const move = (tools: HTMLElement | null, x: number, y: number): void => {
    if (x === 0 && y === 0) return;
    away = { x: away.x + x, y: away.y + y };
    if (tools) tools.style.translate = `${away.x}px ${away.y}px`;
  };

  const release = (): void => {
    away = { x: 0, y: 0 };
    find('tools')?.style.removeProperty('translate');
    for (const side of ['min-width', 'min-height']) find('captions')?.style.removeProperty(side);
  };

  /** Leaves room for a second line beside a single one, and keeps the tools inside the window. */
  const makeRoom = (): void => {
    const tools = find('tools');
    const [line, second] = stage.querySelectorAll<HTMLElement>('.line');
    if (!tools || !line) return;
    const inner = tools.getBoundingClientRect();
    const outer = stage.getBoundingClientRect();
    const row = Number.parseFloat(getComputedStyle(line).lineHeight) || 0;
    const alone = !second && mostLines() > 1;
    const room = alone ? Math.max(0, 2 * row - line.getBoundingClientRect().height) : 0;
    const shift = stage.classList.contains('high') ? room : -room;
    move(
      tools,
      within(inner.left, outer.left, outer.right - inner.width) - inner.left,
      within(inner.top + shift, outer.top, outer.bottom - inner.height) - inner.top,
    );
  };

  return {
    set(next) {
      if (next === on) return;
      on = next;
      if (on) makeRoom();
      else release();
    },
    keep(draw) {
      const tools = on ? find('tools') : null;
      const captions = find('captions');
      if (!tools || !captions) {
        draw();
        return;
      }
      const from = tools.getBoundingClientRect();
      const { width, height } = captions.getBoundingClientRect();
      captions.style.minWidth = `min(${width}px, 100cqw)`;
      captions.style.minHeight = `min(${height}px, 60cqh)`;
      draw();
      // The last line may have gone, and the tools with it.
      if (!on || !tools.isConnected) return;
      const to = tools.getBoundingClientRect();
      move(tools, from.left - to.left, from.top - to.top);
    },
    renew() {
      if (!on) return;
      release();
      makeRoom();
    },
  };
}
