// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStill, type Still } from '../../../src/overlay/still.ts';

/**
 * Where the stylesheet would put the tools, px; each row of captions moves them up by its height.
 */
const row = 30;
let rows: number;
let left: number;
let stage: HTMLElement;
let still: Still;

const find = (selector: string): HTMLElement => stage.querySelector<HTMLElement>(selector)!;
const addLine = (): void => {
  const line = document.createElement('p');
  line.className = 'line';
  line.style.lineHeight = `${row}px`;
  line.getBoundingClientRect = () => new DOMRect(0, 0, 100, row);
  find('.captions').append(line);
};
const shift = (): [number, number] => {
  const [x = 0, y = 0] = find('.tools').style.translate.split(' ').map(Number.parseFloat);
  return [x || 0, y || 0];
};
const toolsAt = (): [number, number] => {
  const { left: x, top: y } = find('.tools').getBoundingClientRect();
  return [x, y];
};

beforeEach(() => {
  rows = 1;
  left = 300;
  stage = document.createElement('div');
  stage.innerHTML = '<div class="tools"></div><div class="captions"></div>';
  document.body.append(stage);
  stage.getBoundingClientRect = () => new DOMRect(0, 0, 1000, 500);
  find('.captions').getBoundingClientRect = () =>
    new DOMRect(left, 400 - row * rows, 200, row * rows);
  find('.tools').getBoundingClientRect = () => {
    const [x, y] = shift();
    return new DOMRect(left + x, 360 - row * rows + y, 180, 36);
  };
  addLine();
  still = createStill(stage, () => 2);
});
afterEach(() => document.body.replaceChildren());

describe('the tools', () => {
  it('move with captions while the user is not at them', () => {
    still.keep(() => {
      rows = 2;
    });
    expect(shift()).toEqual([0, 0]);
  });

  it('stay where they are while the user is at them, however captions grow, shrink and widen', () => {
    still.set(true);
    const before = toolsAt();
    for (const [height, x] of [
      [2, 280],
      [4, 120],
      [1, 330],
    ] as const) {
      still.keep(() => {
        [rows, left] = [height, x];
      });
      expect(toolsAt()).toEqual(before);
    }
  });

  it('leave room for a second line, unless there is one or never will be', () => {
    still.set(true);
    expect(shift()).toEqual([0, -row]);
    still.set(false);
    expect(shift()).toEqual([0, 0]);
    stage.className = 'high';
    still.set(true);
    expect(shift()).toEqual([0, row]);
    still.set(false);
    addLine();
    still.set(true);
    expect(shift()).toEqual([0, 0]);
    find('.line').remove();
    const alone = createStill(stage, () => 1);
    alone.set(true);
    expect(shift()).toEqual([0, 0]);
  });

  it('move entirely into the window', () => {
    left = -70;
    still.set(true);
    expect(toolsAt()[0]).toBe(0);
  });

  it('return to where the stylesheet puts them when the user has moved the captions', () => {
    still.set(true);
    addLine();
    still.keep(() => {
      rows = 3;
    });
    still.renew();
    expect(shift()).toEqual([0, 0]);
  });

  it('may disappear with the last line', () => {
    still.set(true);
    const draw = vi.fn(() => {
      stage.replaceChildren();
      still.set(false);
    });
    still.keep(draw);
    expect(draw).toHaveBeenCalledOnce();
  });
});

describe('captions', () => {
  it('get no smaller while the user is at them', () => {
    rows = 2;
    still.set(true);
    still.keep(() => {});
    expect(find('.captions').style.minHeight).toContain(`${2 * row}px`);
    expect(find('.captions').style.minWidth).toContain('200px');
    still.set(false);
    expect(find('.captions').style.minHeight).toBe('');
    expect(find('.captions').style.minWidth).toBe('');
  });
});
