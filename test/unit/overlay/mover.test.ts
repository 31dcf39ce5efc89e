// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMover, type Mover } from '../../../src/overlay/mover.ts';
import { type Place, sharesOf } from '../../../src/overlay/place.ts';

/** A window of 1000 x 500 px with captions of 200 x 100 px, which are always where they are put. */
const room = { width: 1000, height: 500 };
const size = { width: 200, height: 100 };

let root: ShadowRoot;
let stage: HTMLElement;
let handle: HTMLElement;
let place: Place;
let mover: Mover;
const forged = new WeakSet<Event>();
const onMoved = vi.fn();
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
    onMoved,
    onHover,
    // Events of a test count as the user's, unless the test marks them as forged.
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
  it('moves captions and leaves them where they were dropped', () => {
    pointer('pointerdown', 500, 450);
    expect(mover.dragging).toBe(true);
    pointer('pointermove', 300, 250);
    expect(place).toEqual({ x: 0.25, y: 0.5 });
    expect(onMoved).not.toHaveBeenCalled();
    pointer('pointerup', 300, 250);
    expect(onMoved).toHaveBeenCalledExactlyOnceWith({ x: 0.25, y: 0.5 });
    expect(mover.dragging).toBe(false);
  });

  it('keeps the handle at the pointer when captions grow meanwhile', () => {
    const panel = root.querySelector('.stack')!;
    const box = panel.getBoundingClientRect.bind(panel);
    pointer('pointerdown', 500, 450);
    pointer('pointermove', 400, 350);
    expect(place).toEqual({ x: 0.375, y: 0.75 });
    // Captions have grown upwards by 40 px: their corner is higher, the handle is where it was.
    const stood = handle.getBoundingClientRect();
    const corner = box();
    panel.getBoundingClientRect = () =>
      new DOMRect(corner.left, corner.top - 40, corner.width, corner.height + 40);
    handle.getBoundingClientRect = () => stood;
    pointer('pointermove', 400, 350);
    expect(place).toEqual({ x: 0.375, y: 260 / 360 });
  });

  it('snaps captions that are dropped near a corner', () => {
    pointer('pointerdown', 500, 450);
    pointer('pointermove', 120, 60);
    pointer('pointerup', 120, 60);
    expect(onMoved).toHaveBeenCalledExactlyOnceWith('top-start');
    expect(place).toBe('top-start');
  });

  it('is undone by Escape, and when the browser cancels the pointer', () => {
    for (const give of [() => key('Escape'), () => pointer('pointercancel', 0, 0)]) {
      pointer('pointerdown', 500, 450);
      pointer('pointermove', 300, 250);
      give();
      expect(place).toBe('bottom');
    }
    expect(onMoved).not.toHaveBeenCalled();
  });

  it('is no press, while a press without a move goes to the next snap position', () => {
    pointer('pointerdown', 500, 450);
    pointer('pointermove', 300, 250);
    pointer('pointerup', 300, 250);
    handle.click();
    expect(onMoved).toHaveBeenCalledOnce();
    pointer('pointerdown', 300, 250);
    pointer('pointerup', 301, 250);
    handle.click();
    expect(onMoved).toHaveBeenLastCalledWith('bottom');
  });

  it('does not start with other mouse buttons, nor beside the handle', () => {
    handle.dispatchEvent(new PointerEvent('pointerdown', { button: 2, bubbles: true }));
    pointer('pointerdown', 500, 450, stage);
    expect(mover.dragging).toBe(false);
  });
});

describe('keys on the handle', () => {
  it('move captions from where they are', () => {
    expect(key('ArrowLeft').defaultPrevented).toBe(true);
    expect(place).toEqual({ x: 0.48, y: 1 });
    key('ArrowUp', { shiftKey: true });
    expect(onMoved).toHaveBeenLastCalledWith({ x: 0.48, y: 0.8 });
  });

  it('restore the place of the settings by Home', () => {
    key('Home');
    expect(onMoved).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('are otherwise left to the page and the browser', () => {
    expect(key('Tab').defaultPrevented).toBe(false);
    expect(key('ArrowLeft', { altKey: true }).defaultPrevented).toBe(false);
    expect(onMoved).not.toHaveBeenCalled();
  });
});

describe('captions count as hovered', () => {
  const at = (x: number, y: number): void => {
    window.dispatchEvent(new PointerEvent('pointerdown', { clientX: x, clientY: y }));
  };

  it('only while the pointer is at them', async () => {
    at(500, 450);
    expect(onHover.mock.calls).toEqual([[true]]);
    expect(stage.classList.contains('near')).toBe(true);
    at(500, 100);
    await vi.waitFor(() => expect(onHover.mock.calls).toEqual([[true], [false]]));
    expect(stage.classList.contains('near')).toBe(false);
  });

  it('once a fast pointer comes to rest at them', async () => {
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

  it('not by a pointer event that the page dispatches', async () => {
    const event = new PointerEvent('pointermove', { clientX: 500, clientY: 450 });
    forged.add(event);
    window.dispatchEvent(event);
    at(500, 100);
    await new Promise((done) => requestAnimationFrame(done));
    expect(onHover).not.toHaveBeenCalled();
    expect(stage.classList.contains('near')).toBe(false);
  });

  it('no longer once they are gone, when nothing listens in the window', () => {
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

it('the mover ignores events once it is disposed of', () => {
  mover.dispose();
  key('Home');
  pointer('pointerdown', 500, 450);
  expect(onMoved).not.toHaveBeenCalled();
  expect(mover.dragging).toBe(false);
});
