// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMover, type Mover } from '../../../src/overlay/mover.ts';
import { type Place, sharesOf } from '../../../src/overlay/place.ts';

/** A window of 1000 x 500 px with captions of 200 x 100 px in it, which stand where they are put. */
const room = { width: 1000, height: 500 };
const size = { width: 200, height: 100 };

let root: ShadowRoot;
let stage: HTMLElement;
let handle: HTMLElement;
let place: Place;
let mover: Mover;
const forged = new WeakSet<Event>();
const moved = vi.fn();
const onHover = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  place = 'bottom';
  const host = document.createElement('div');
  document.body.append(host);
  root = host.attachShadow({ mode: 'open' });
  stage = document.createElement('div');
  stage.innerHTML =
    '<div class="stack"><div class="panel"><button class="handle"><svg></svg></button></div></div>';
  root.append(stage);
  handle = root.querySelector<HTMLElement>('.handle')!;
  handle.setPointerCapture = () => {};
  stage.getBoundingClientRect = () => new DOMRect(0, 0, room.width, room.height);
  const box = () => {
    const { x, y } = sharesOf(place, 'ltr');
    return new DOMRect(
      x * (room.width - size.width),
      y * (room.height - size.height),
      size.width,
      size.height,
    );
  };
  for (const name of ['.stack', '.panel', '.handle'])
    root.querySelector<HTMLElement>(name)!.getBoundingClientRect = box;
  mover = createMover({
    root,
    stage,
    window,
    dir: 'ltr',
    place: () => place,
    put: (next) => {
      place = next;
    },
    onMoved: moved,
    onHover,
    // What a test makes is the user's, but for what it says is not.
    trusted: (event) => !forged.has(event),
  });
  mover.shown(true);
});
afterEach(() => {
  mover.dispose();
  document.body.replaceChildren();
});

const pointer = (type: string, x: number, y: number, target: EventTarget = handle): void => {
  target.dispatchEvent(
    new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, button: 0, bubbles: true }),
  );
};
const key = (name: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', {
    key: name,
    bubbles: true,
    cancelable: true,
    ...more,
  });
  handle.dispatchEvent(event);
  return event;
};

describe('dragging the handle', () => {
  it('takes captions along and leaves them where they were dropped', () => {
    pointer('pointerdown', 500, 450);
    expect(mover.dragging).toBe(true);
    pointer('pointermove', 300, 250);
    expect(place).toEqual({ x: 0.25, y: 0.5 });
    expect(moved).not.toHaveBeenCalled();
    pointer('pointerup', 300, 250);
    expect(moved).toHaveBeenCalledExactlyOnceWith({ x: 0.25, y: 0.5 });
    expect(mover.dragging).toBe(false);
  });

  it('keeps the handle at the pointer when lines come meanwhile and the captions grow', () => {
    const panel = root.querySelector('.stack')!;
    const box = panel.getBoundingClientRect.bind(panel);
    pointer('pointerdown', 500, 450);
    pointer('pointermove', 400, 350);
    expect(place).toEqual({ x: 0.375, y: 0.75 });
    // Grown upwards by 40 px: the corner is higher, the handle stands where it was.
    const stood = handle.getBoundingClientRect();
    const corner = box();
    panel.getBoundingClientRect = () =>
      new DOMRect(corner.left, corner.top - 40, corner.width, corner.height + 40);
    handle.getBoundingClientRect = () => stood;
    pointer('pointermove', 400, 350);
    expect(place).toEqual({ x: 0.375, y: 260 / 360 });
  });

  it('snaps near a corner', () => {
    pointer('pointerdown', 500, 450);
    pointer('pointermove', 120, 60);
    pointer('pointerup', 120, 60);
    expect(moved).toHaveBeenCalledExactlyOnceWith('top-start');
    expect(place).toBe('top-start');
  });

  it('is given up by Escape, and when the browser takes the pointer away', () => {
    for (const give of [() => key('Escape'), () => pointer('pointercancel', 0, 0)]) {
      pointer('pointerdown', 500, 450);
      pointer('pointermove', 300, 250);
      give();
      expect(place).toBe('bottom');
    }
    expect(moved).not.toHaveBeenCalled();
  });

  it('is no press, but a press without a move is: it goes to the next snap position', () => {
    pointer('pointerdown', 500, 450);
    pointer('pointermove', 300, 250);
    pointer('pointerup', 300, 250);
    handle.click();
    expect(moved).toHaveBeenCalledOnce();
    pointer('pointerdown', 300, 250);
    pointer('pointerup', 301, 250);
    handle.click();
    expect(moved).toHaveBeenLastCalledWith('bottom');
  });

  it('is not begun by the other buttons of a mouse, nor beside the handle', () => {
    handle.dispatchEvent(new PointerEvent('pointerdown', { button: 2, bubbles: true }));
    pointer('pointerdown', 500, 450, stage);
    expect(mover.dragging).toBe(false);
  });
});

describe('keys on the handle', () => {
  it('move captions from where they stand', () => {
    expect(key('ArrowLeft').defaultPrevented).toBe(true);
    expect(place).toEqual({ x: 0.48, y: 1 });
    key('ArrowUp', { shiftKey: true });
    expect(moved).toHaveBeenLastCalledWith({ x: 0.48, y: 0.8 });
  });

  it('put them back by Home', () => {
    key('Home');
    expect(moved).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('are left to the page and the browser otherwise', () => {
    expect(key('Tab').defaultPrevented).toBe(false);
    expect(key('ArrowLeft', { altKey: true }).defaultPrevented).toBe(false);
    expect(moved).not.toHaveBeenCalled();
  });
});

describe('captions are held', () => {
  const at = (x: number, y: number): void => {
    window.dispatchEvent(new PointerEvent('pointerdown', { clientX: x, clientY: y }));
  };

  it('while the pointer is at them, and no longer', async () => {
    at(500, 450);
    expect(onHover.mock.calls).toEqual([[true]]);
    expect(stage.classList.contains('near')).toBe(true);
    at(500, 100);
    await vi.waitFor(() => expect(onHover.mock.calls).toEqual([[true], [false]]));
    expect(stage.classList.contains('near')).toBe(false);
  });

  it('wherever a fast pointer comes to rest', async () => {
    at(500, 100);
    at(500, 450);
    expect(onHover, 'not looked up at once').not.toHaveBeenCalled();
    await vi.waitFor(() => expect(onHover).toHaveBeenCalledExactlyOnceWith(true));
  });

  it('while the pointer is at their tools, which may be wider than they are', async () => {
    const tools = document.createElement('div');
    tools.className = 'tools';
    tools.getBoundingClientRect = () => new DOMRect(200, 350, 400, 36);
    root.querySelector('.panel')?.append(tools);
    at(220, 360);
    expect(onHover, 'the tools are not shown yet').not.toHaveBeenCalled();
    at(500, 450);
    await vi.waitFor(() => expect(onHover.mock.calls).toEqual([[true]]));
    at(220, 360);
    await new Promise((done) => setTimeout(done, 150));
    expect(onHover.mock.calls).toEqual([[true]]);
    at(100, 360);
    await vi.waitFor(() => expect(onHover.mock.calls).toEqual([[true], [false]]));
  });

  it('until the pointer leaves the window', () => {
    at(500, 450);
    window.dispatchEvent(new PointerEvent('pointerout', { relatedTarget: null }));
    expect(onHover).toHaveBeenLastCalledWith(false);
  });

  it('by no pointer that the page makes up', async () => {
    const event = new PointerEvent('pointermove', { clientX: 500, clientY: 450 });
    forged.add(event);
    window.dispatchEvent(event);
    at(500, 100);
    await new Promise((done) => requestAnimationFrame(done));
    expect(onHover).not.toHaveBeenCalled();
    expect(stage.classList.contains('near')).toBe(false);
  });

  it('no longer once they are gone, and nothing listens in the window then', () => {
    const removed = vi.spyOn(window, 'removeEventListener');
    at(500, 450);
    mover.shown(false);
    expect(onHover).toHaveBeenLastCalledWith(false);
    expect(removed.mock.calls.map(([type]) => type)).toEqual([
      'pointermove',
      'pointerdown',
      'pointerout',
    ]);
    onHover.mockClear();
    at(500, 450);
    expect(onHover).not.toHaveBeenCalled();
  });
});

it('hears nothing once it is disposed', () => {
  mover.dispose();
  key('Home');
  pointer('pointerdown', 500, 450);
  expect(moved).not.toHaveBeenCalled();
  expect(mover.dragging).toBe(false);
});
