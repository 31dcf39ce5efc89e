// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPressable, type Pressable } from '../../../src/overlay/pressable.ts';
import { settle } from './mounted.ts';

let host: HTMLElement;
let root: ShadowRoot;
let stage: HTMLElement;
let pressable: Pressable;
/** Whether the browser passes our element over when it looks what lies at a point. */
let dead: boolean;
let looks: number;

beforeEach(() => {
  dead = false;
  looks = 0;
  host = document.createElement('div');
  root = host.attachShadow({ mode: 'closed' });
  stage = document.createElement('div');
  root.append(stage);
  document.documentElement.append(host);
  const probe = () => root.querySelector<HTMLElement>('.probe')!;
  root.elementsFromPoint = () => {
    looks++;
    expect(probe().style.display).toBe('block');
    return dead ? [] : [stage, probe()];
  };
  pressable = createPressable({ document, root, stage });
});
afterEach(() => {
  pressable.dispose();
  host.remove();
  document.documentElement.inert = false;
});

const isInert = (): boolean => stage.classList.contains('inert');
const happens = (type: string): unknown => document.body.dispatchEvent(new Event(type));

describe('buttons of the overlay', () => {
  it('are hidden while the browser passes over our element', () => {
    dead = true;
    pressable.watch(true);
    expect(isInert()).toBe(true);
    dead = false;
    pressable.look();
    expect(isInert()).toBe(false);
  });

  it.each(['toggle', 'close', 'focusin', 'pointerover', 'fullscreenchange'])(
    'are looked up again when the page’s dialogs may have changed: %s',
    (type) => {
      pressable.watch(true);
      dead = true;
      happens(type);
      expect(isInert()).toBe(true);
    },
  );

  it('are looked up again when a dialog that was about to open has opened', async () => {
    pressable.watch(true);
    happens('beforetoggle');
    dead = true;
    await Promise.resolve();
    expect(isInert()).toBe(true);
  });

  it.each([
    ['our element', () => host],
    ['the root element', () => document.documentElement],
  ])('are looked up again when the page makes %s inert', async (_, element) => {
    pressable.watch(true);
    dead = true;
    element().inert = true;
    element().setAttribute('inert', '');
    await settle();
    expect(isInert()).toBe(true);
  });

  it('cost no look while there are none', () => {
    pressable.look();
    happens('focusin');
    pressable.watch(true);
    pressable.watch(false);
    const before = looks;
    happens('focusin');
    pressable.look();
    expect(looks).toBe(before);
  });

  it('leave nothing in the way of the page between two looks', () => {
    pressable.watch(true);
    expect(root.querySelector('.probe')?.getAttribute('style') ?? '').toBe('');
  });

  it('are shown where the browser cannot be asked', () => {
    Reflect.deleteProperty(root, 'elementsFromPoint');
    Object.assign(root, { elementsFromPoint: undefined });
    pressable.watch(true);
    expect(isInert()).toBe(false);
  });

  it('are not looked up after the end', async () => {
    pressable.watch(true);
    pressable.dispose();
    const before = looks;
    happens('focusin');
    happens('beforetoggle');
    host.setAttribute('inert', '');
    await settle();
    expect(looks).toBe(before);
  });
});

it('a watch that starts twice listens once', () => {
  const added = vi.spyOn(document, 'addEventListener');
  pressable.watch(true);
  const { length } = added.mock.calls;
  pressable.watch(true);
  expect(added.mock.calls.length).toBe(length);
  added.mockRestore();
});
