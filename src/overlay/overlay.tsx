// Runs in the content script's isolated world, drawing into the call page's document.

import { render } from 'preact';
import { defaultSettings } from '../settings/schema.ts';
import { callPanelStyles } from './call-panel/styles.ts';
import { CallPanelBox } from './call-panel/view.tsx';
import { createLineFit } from './fit.ts';
import type { Look } from './look.ts';
import { createMover } from './mover.ts';
import type { Place } from './place.ts';
import { createPressable } from './pressable.ts';
import { whenSettled } from './settled.ts';
import { createShadowHost } from './shadow-host.ts';
import { applyLook, applyPlace, applyRoom } from './stage.ts';
import { createStill } from './still.ts';
import { overlayStyles } from './styles.ts';
import { createTickSound, type TickSound } from './tick-sound.ts';
import type { ClearRoom, Overlay, OverlayActions, OverlayStrings, OverlayView } from './types.ts';
import { Band, hasButtons, isEmpty, isStanding, OverlayStack, textsOf } from './view.tsx';

export type { Overlay, OverlayActions, OverlayStrings, OverlayView } from './types.ts';

export interface OverlayOptions {
  strings: OverlayStrings;
  /**
   * What the user can do in the overlay; the tools beside captions are shown if `onWrong` is given.
   */
  actions?: OverlayActions;
  /** The sound of new captions. Default: `createTickSound`. */
  tick?: TickSound;
  /** When the page may get our element. Default: `whenSettled`. */
  settling?: typeof whenSettled;
  /**
   * Says how much room captions leave free, when that changes; returns what ends it. Captions that the
   * user has put somewhere stay there.
   */
  watchRoom?: (onRoom: (room: ClearRoom) => void) => () => void;
  /** Receives errors inside the overlay; nothing is ever thrown into the page. */
  onError?: (error: unknown) => void;
}

/**
 * Makes the caption overlay of one document. Nothing is put into the page before there is something
 * to show or a camera to watch, nor before the page has settled, and nothing is drawn while there is
 * nothing to show.
 *
 * If the page keeps removing our element, captions stay hidden; the page wins.
 */
export function mountOverlay(document: Document, options: OverlayOptions): Overlay {
  const onError = options.onError ?? (() => {});
  const { strings, actions = {}, tick = createTickSound(), settling = whenSettled } = options;
  const dir = strings.dir ?? 'ltr';
  const host = createShadowHost(document, {
    styles: overlayStyles + callPanelStyles,
    // Never move a button that is focused or being pressed.
    free: () =>
      !last?.notice && !last?.hint && !last?.panel && !mover.dragging && !host.root.activeElement,
    onError,
  });

  const stage = document.createElement('div');
  stage.className = 'stage';
  if (strings.lang) stage.lang = strings.lang;
  stage.dir = dir;
  host.root.append(stage);
  const still = createStill(stage, () => look.captionLines);
  const fit = createLineFit(stage);
  const pressable = createPressable({ document, root: host.root, stage });

  let look: Look = defaultSettings;
  let place: Place = defaultSettings.captionPosition;
  let last: OverlayView | null = null;
  let newest = 0;
  let hovered = false;
  let settled = false;
  /** What to do once the page has settled. */
  const waiting: (() => void)[] = [() => last && draw(last)];
  let disposed = false;

  const safely = (work: () => void): void => {
    if (disposed) return;
    try {
      work();
    } catch (error) {
      onError(error);
    }
  };

  const put = (next: Place, dragging: boolean): void => {
    place = next;
    applyPlace(stage, next, { dir, keepOrder: dragging });
  };
  /** The window, the place or the look of captions has changed. */
  const renew = (): void => {
    fit.look();
    still.renew();
  };
  const resized = new ResizeObserver(() => safely(renew));
  resized.observe(stage);
  const mover = createMover({
    root: host.root,
    stage,
    window: document.defaultView ?? window,
    dir,
    place: () => place,
    put: (next, dragging) => {
      put(next, dragging);
      if (!dragging) renew();
    },
    onMoved: (next) => safely(() => actions.onMoved?.(next)),
    onHover: (next) =>
      safely(() => {
        hovered = next;
        watchButtons();
        still.set(hovered);
        actions.onHover?.(hovered);
      }),
    onNear: () => safely(pressable.look),
  });
  const { onWrong, onAccept, onPanel } = actions;
  const tools = onWrong && {
    onWrong: () => safely(onWrong),
    onPanel: onPanel && (() => safely(onPanel)),
  };

  const watchButtons = (): void => pressable.watch(hovered || (last !== null && hasButtons(last)));

  /** A tool that goes with the last caption hands a keyboard's focus on, to what can undo that. */
  const keepFocus = (work: () => void): void => {
    const before = host.root.activeElement;
    const isByKey = before?.matches('.tools :focus-visible') ?? false;
    work();
    if (isByKey && !before?.isConnected)
      host.root.querySelector<HTMLElement>('.hint button')?.focus();
  };

  /** What the captions were fitted for: most drawings only move the ring, and measuring costs the page. */
  let fitted = '';
  const refit = (texts: string): void => {
    if (texts !== fitted && fit.look()) fitted = texts;
  };

  const draw = (view: OverlayView): void => {
    last = view;
    if (!settled) return;
    const empty = isEmpty(view);
    const standing = isStanding(view);
    const stack = (
      <OverlayStack
        view={view}
        strings={strings}
        aloud={look.captionsAloud}
        tools={tools ?? null}
        onAccept={onAccept && ((index) => safely(() => onAccept(index)))}
      />
    );
    const band = <Band standing={standing}>{!empty && stack}</Band>;
    const { panel } = view;
    const all = (
      <>
        {(!empty || standing) && band}
        {panel && <CallPanelBox panel={panel} />}
      </>
    );
    // Before it is drawn, so that the panel can take the focus; it gives it back while it is still seen.
    if (panel) host.setVisible(true);
    const texts = textsOf(view);
    keepFocus(() =>
      still.keep(() => {
        render(all, stage);
        refit(texts);
      }),
    );
    host.setVisible(!empty || view.standing === true || Boolean(panel));
    refit(texts);
    mover.shown(view.lines.length > 0 || Boolean(view.hint));
    watchButtons();
  };

  const dressed = (): string => `${stage.className} ${stage.style.cssText}`;
  applyLook(stage, look);
  put(place, false);
  const stopWatchingRoom = options.watchRoom?.((room) =>
    safely(() => {
      const before = dressed();
      applyRoom(stage, room);
      if (dressed() !== before) renew();
    }),
  );
  const stopWaiting = settling(document, () => {
    settled = true;
    for (const work of waiting.splice(0)) safely(work);
  });
  return {
    whenShown(work) {
      if (settled) safely(work);
      else waiting.push(work);
    },
    show: (view) =>
      safely(() => {
        draw(view);
        if (!settled) return;
        const id = view.lines.at(-1)?.id ?? newest;
        if (id <= newest) return;
        newest = id;
        if (look.captionSound) tick.play();
      }),
    dress: (nextLook, nextPlace) =>
      safely(() => {
        const before = dressed();
        if (nextLook !== look) {
          const redraw = nextLook.captionsAloud !== look.captionsAloud;
          look = nextLook;
          applyLook(stage, look);
          if (redraw && last) draw(last);
        }
        if (!mover.dragging) put(nextPlace, false);
        // Settings are read for many reasons; most change nothing here.
        if (dressed() !== before) renew();
      }),
    dispose() {
      if (disposed) return;
      disposed = true;
      try {
        stopWaiting();
        stopWatchingRoom?.();
        resized.disconnect();
        render(null, stage);
        mover.dispose();
        pressable.dispose();
        tick.dispose();
        host.dispose();
      } catch (error) {
        onError(error);
      }
    },
  };
}
