import { beforeEach, describe, expect, it, vi } from 'vitest';
import { mountRoaming } from '../../../../src/content/where/roaming.ts';
import type { Overlay, OverlayView } from '../../../../src/overlay/types.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';

interface Made {
  at: unknown;
  shown: OverlayView[];
  /** Whether new captions made a sound when the last view was shown. */
  loud: boolean;
  disposed: boolean;
  /** The page has settled, and gets the overlay. */
  settle(): void;
}

const home = { name: 'home' };
const other = { name: 'other' };
const view = { lines: [{ id: 1, text: 'Yes' }], candidate: null, notice: null } as OverlayView;
const loudLook = { ...defaultSettings, captionSound: true };

let made: Made[];
let current: unknown;
let moved: () => void;
let refusing: unknown[];
const disposeWhere = vi.fn();
const onMoved = vi.fn();

const roam = (): Overlay =>
  mountRoaming({
    mount: (at) => {
      if (refusing.includes(at)) throw new TypeError('createElement is not a function');
      const one: Made = { at, shown: [], loud: false, disposed: false, settle: () => undefined };
      let sound = false;
      made.push(one);
      return {
        show: (next) => {
          one.shown.push(next);
          one.loud = sound;
        },
        dress: ({ captionSound }) => {
          sound = captionSound;
        },
        whenShown: (work) => {
          one.settle = () => {
            if (!one.disposed) work();
          };
        },
        dispose: () => {
          one.disposed = true;
        },
      };
    },
    watchWhere: (onChange) => {
      moved = onChange;
      return {
        get document() {
          return current as Document;
        },
        dispose: disposeWhere,
      };
    },
    home: home as unknown as Document,
    onMoved,
  });
const move = (to: unknown): void => {
  current = to;
  moved();
};
const standing = (): unknown[] => made.filter(({ disposed }) => !disposed).map(({ at }) => at);

beforeEach(() => {
  made = [];
  refusing = [];
  current = home;
  disposeWhere.mockClear();
  onMoved.mockClear();
});

describe('an overlay that moves to another document', () => {
  it('takes all its lines along, and stands in one document at a time', () => {
    const overlay = roam();
    overlay.dress(loudLook, 'top');
    overlay.show(view);
    move(other);
    expect(standing()).toEqual([other]);
    expect(made.at(-1)!.shown).toEqual([view]);
    move(home);
    expect(standing()).toEqual([home]);
    expect(made).toHaveLength(3);
  });

  it('makes no sound for captions that are not new, and one for the next', () => {
    const overlay = roam();
    overlay.dress(loudLook, 'top');
    overlay.show(view);
    move(other);
    expect(made.at(-1)!.loud).toBe(false);
    overlay.show(view);
    expect(made.at(-1)!.loud).toBe(true);
  });

  it('says that nothing points at its captions any more', () => {
    roam();
    move(other);
    expect(onMoved).toHaveBeenCalledTimes(1);
  });

  it('stands in its own document if the other one takes no overlay', () => {
    refusing = [other];
    current = other;
    roam().show(view);
    expect(standing()).toEqual([home]);
    move(home);
    move(other);
    expect(standing()).toEqual([home]);
  });

  it('throws nothing if no document takes it any more, and comes back with one that does', () => {
    const overlay = roam();
    overlay.show(view);
    refusing = [home, other];
    move(other);
    expect(standing()).toEqual([]);
    overlay.show(view);
    refusing = [];
    move(home);
    expect(made.at(-1)!.shown).toEqual([view]);
  });

  it('stops watching when it cannot be mounted at all', () => {
    refusing = [home];
    expect(roam).toThrow(TypeError);
    expect(disposeWhere).toHaveBeenCalledTimes(1);
  });

  it('says once that it is shown, also if it moves before its first page has settled', () => {
    const onShown = vi.fn();
    roam().whenShown(onShown);
    move(other);
    made[0]!.settle();
    expect(onShown).not.toHaveBeenCalled();
    made[1]!.settle();
    made[1]!.settle();
    expect(onShown).toHaveBeenCalledTimes(1);
  });

  it('leaves nothing behind', () => {
    const overlay = roam();
    move(other);
    overlay.dispose();
    expect(standing()).toEqual([]);
    expect(disposeWhere).toHaveBeenCalledTimes(1);
  });
});
