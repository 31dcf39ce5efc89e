import { adoptStyles } from '../ui/sheet.ts';

/**
 * The element that carries the overlay, and keeps its place in the page.
 *
 * It is a manual popover, so that it lies in the top layer above fullscreen elements and dialogs.
 * Whatever enters the top layer last is on top, so the popover is shown again when something else
 * has entered.
 */
export interface ShadowHost {
  readonly root: ShadowRoot;
  /** Shows the element on top of the page, or hides it; idempotent. */
  setVisible(visible: boolean): void;
  dispose(): void;
}

export interface ShadowHostParts {
  /** The stylesheet of the overlay. */
  styles: string;
  /** Whether nothing in the overlay is focused or being pressed, so that it may be shown again. */
  free(): boolean;
  onError(error: unknown): void;
}

/**
 * How many times in a row the element is reinserted after the page has removed it: enough for an
 * app that rebuilds its page, too few to fight with one that does not want it.
 */
export const maxReturns = 5;
/** How long to wait after the last of these before reinserting again, ms. */
export const truceMs = 10_000;
/** How long to wait between two raises above the rest of the top layer, ms. */
export const raiseMs = 500;

/**
 * The page must learn nothing about captions from this element. So it is a plain `div`: a custom
 * element could be defined by the page, whose class could then reach the closed shadow root
 * (`attachInternals`). And it is shown again when something else has come on top, not when there is
 * a caption: the page sees every `toggle` event.
 */
export function createShadowHost(
  document: Document,
  { styles, free, onError }: ShadowHostParts,
): ShadowHost {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  const asPopover = typeof host.showPopover === 'function';
  if (asPopover) host.setAttribute('popover', 'manual');
  host.hidden = true;

  let visible = false;
  let returns = 0;
  let truce: ReturnType<typeof setTimeout> | undefined;
  let raising: ReturnType<typeof setTimeout> | undefined;

  const safely = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      onError(error);
    }
  };

  const listeners = new AbortController();
  const { signal } = listeners;

  /** Keeps events on our buttons from the page's own handlers. */
  const stopAtHost = (event: Event): void => event.stopPropagation();
  const stoppedTypes = [
    ...['click', 'dblclick', 'contextmenu', 'keydown', 'keyup', 'keypress', 'focusin', 'focusout'],
    ...['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove'],
  ];
  for (const type of stoppedTypes) root.addEventListener(type, stopAtHost, { signal });

  /** Without popovers, only descendants of the fullscreen element are drawn in fullscreen. */
  const parent = (): Element | null =>
    (asPopover ? null : document.fullscreenElement) ?? document.documentElement;

  /**
   * Adopts the stylesheet again if it was lost: the page can move the element through another
   * document.
   */
  const applyStyles = (): void => {
    const styled = (root.adoptedStyleSheets?.length ?? 0) > 0 || root.querySelector('style');
    if (!styled) adoptStyles(root, styles);
  };
  applyStyles();

  const show = (): void => {
    const home = parent();
    if (!home) return;
    if (host.parentNode !== home) {
      home.append(host);
      applyStyles();
    }
    host.hidden = false;
    if (!asPopover) return;
    if (host.getAttribute('popover') !== 'manual') host.setAttribute('popover', 'manual');
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  };

  // An element that the page removed is reinserted by `reinsert`, which is rate-limited.
  const bringToTop = (): void => safely(() => visible && host.isConnected && show());

  /** Something else has entered the top layer, or may have: a dialog takes the focus. */
  const onOther = (event: Event): void => {
    if (!asPopover || !visible || event.target === host || raising !== undefined) return;
    if ((event as ToggleEvent).newState === 'closed') return;
    if (free()) bringToTop();
    // If something else keeps claiming the top, raise ours at most once per `raiseMs`.
    raising = setTimeout(() => {
      raising = undefined;
      if (free()) bringToTop();
    }, raiseMs);
  };
  document.addEventListener('fullscreenchange', bringToTop, { signal });
  document.addEventListener('toggle', onOther, { capture: true, signal });
  document.addEventListener('focusin', onOther, { capture: true, signal });

  const reinsert = (): void => {
    // In the document of a removed frame, the element still counts as connected.
    if (!visible || (host.isConnected && host.ownerDocument === document)) return;
    if (returns >= maxReturns) {
      truce ??= setTimeout(() => {
        truce = undefined;
        returns = 0;
        safely(reinsert);
      }, truceMs);
      return;
    }
    returns++;
    show();
    watch();
  };
  // The document is watched too: `document.open()` replaces its root element.
  const watcher = new MutationObserver(() => safely(reinsert));
  const watch = (): void => {
    watcher.disconnect();
    watcher.observe(document, { childList: true });
    if (host.parentNode) watcher.observe(host.parentNode, { childList: true });
  };

  const stopWatching = (): void => {
    watcher.disconnect();
    clearTimeout(truce);
    clearTimeout(raising);
    truce = undefined;
    raising = undefined;
  };

  return {
    root,
    setVisible(next) {
      if (next === visible) return;
      visible = next;
      safely(() => {
        if (visible) {
          returns = 0;
          show();
          watch();
        } else {
          stopWatching();
          if (asPopover && host.isConnected && host.matches(':popover-open')) host.hidePopover();
          host.hidden = true;
        }
      });
    },
    dispose() {
      visible = false;
      stopWatching();
      listeners.abort();
      host.remove();
    },
  };
}
