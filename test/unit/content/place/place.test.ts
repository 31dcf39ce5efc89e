import { beforeEach, describe, expect, it, vi } from 'vitest';
import { loadSiteLook, saveSiteLook } from '../../../../src/content/place/place-store.ts';
import { createPlacement, type Placement } from '../../../../src/content/place/placement.ts';
import type { Look } from '../../../../src/overlay/look.ts';
import type { Place } from '../../../../src/overlay/place.ts';
import type { OverlayActions } from '../../../../src/overlay/types.ts';
import { defaultSettings } from '../../../../src/settings/schema.ts';
import { maxSites, placesKey } from '../../../../src/settings/site-records.ts';
import { memoryArea } from '../../background/fake-storage.ts';

const site = 'https://meet.example';

describe('the remembered look of a site', () => {
  it('is loaded for its own site only', async () => {
    const area = memoryArea();
    await saveSiteLook(area, site, { place: { x: 0.2, y: 0.7 }, size: 130 });
    expect(await loadSiteLook(area, site)).toEqual({ place: { x: 0.2, y: 0.7 }, size: 130 });
    expect(await loadSiteLook(area, 'https://other.example')).toEqual({});
  });

  it('is forgotten when it equals the settings', async () => {
    const area = memoryArea();
    await saveSiteLook(area, site, { size: 130 });
    await saveSiteLook(area, site, {});
    expect(area.items[placesKey]).toEqual([]);
  });

  it('is forgotten when too many sites were changed after it', async () => {
    const area = memoryArea();
    for (let i = 0; i <= maxSites; i++)
      await saveSiteLook(area, `https://${i}.example`, { size: 75 });
    await saveSiteLook(area, 'https://1.example', { size: 90 });
    expect(area.items[placesKey]).toHaveLength(maxSites);
    expect(await loadSiteLook(area, 'https://0.example')).toEqual({});
    expect(await loadSiteLook(area, 'https://1.example')).toEqual({ size: 90 });
  });

  it.each([[null], ['x'], [[[site, { place: { x: 7, y: 0 } }]]], [[[site, { size: 1e9 }]]]])(
    'is empty when storage contains %j',
    async (stored) => {
      expect(await loadSiteLook(memoryArea({ [placesKey]: stored }), site)).toEqual({});
    },
  );
});

describe('the overlay of a site', () => {
  let area: ReturnType<typeof memoryArea>;
  let actions: OverlayActions;
  let dressed: { look: Look; place: Place } | null;
  const onHover = vi.fn();
  const onSize = vi.fn();
  const make = (where: string | null = site): Placement =>
    createPlacement(
      {
        mount: (given) => {
          actions = given;
          return {
            show() {},
            whenShown: (work) => work(),
            dress: (look, place) => {
              dressed = { look, place };
            },
            dispose() {},
          };
        },
        area,
        site: where,
        onWrong: vi.fn(),
        onHover,
        onPanel: vi.fn(),
        onSize,
      },
      defaultSettings,
    );
  const stored = () => loadSiteLook(area, site);

  beforeEach(() => {
    area = memoryArea();
    dressed = null;
    onHover.mockClear();
  });

  it('follows the settings', () => {
    const placement = make();
    placement.mount();
    expect(dressed).toMatchObject({ look: { captionSize: 100 }, place: 'bottom' });
    placement.configure({ ...defaultSettings, captionPosition: 'top', captionSize: 150 });
    expect(dressed).toMatchObject({ look: { captionSize: 150 }, place: 'top' });
  });

  it('stays where the user put it, on the next page too, until it is reset', async () => {
    const placement = make();
    placement.mount();
    actions.onMoved?.('top-end');
    await vi.waitFor(async () => expect(await stored()).toEqual({ place: 'top-end' }));
    const next = make();
    await next.read();
    next.mount();
    expect(dressed?.place).toBe('top-end');
    next.resize(1);
    expect(dressed?.look.captionSize).toBe(115);
    actions.onMoved?.(null);
    expect(dressed).toMatchObject({ look: { captionSize: 100 }, place: 'bottom' });
    await vi.waitFor(async () => expect(await stored()).toEqual({}));
  });

  it('grows and shrinks by steps, up to the last one', async () => {
    const placement = make();
    placement.mount();
    for (let i = 0; i < 20; i++) placement.resize(1);
    expect(dressed?.look.captionSize).toBe(250);
    expect([placement.size, placement.canResize(1), placement.canResize(-1)]).toEqual([
      250,
      false,
      true,
    ]);
    for (let i = 0; i < 40; i++) placement.resize(-1);
    expect(dressed?.look.captionSize).toBe(60);
    await vi.waitFor(async () => expect(await stored()).toEqual({ size: 60 }));
  });

  it('says when its size is another, by whatever changed it', () => {
    onSize.mockClear();
    const placement = make();
    placement.resize(1);
    placement.configure({ ...defaultSettings, captionPosition: 'top' });
    expect(onSize).toHaveBeenCalledOnce();
    placement.mount();
    actions.onMoved?.(null);
    expect(onSize).toHaveBeenCalledTimes(2);
  });

  it('is not remembered in a private window', async () => {
    const placement = make(null);
    placement.mount();
    actions.onMoved?.('top');
    placement.resize(1);
    await placement.read();
    expect(dressed?.place).toBe('top');
    expect(area.items).toEqual({});
  });

  it('no longer keeps lines once it is disposed of', () => {
    make().mount().dispose();
    expect(onHover).toHaveBeenLastCalledWith(false);
  });
});
