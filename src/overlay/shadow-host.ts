import { adoptStyles } from '../ui/sheet.ts';

/**
 * The element that carries the overlay: where it stands in the page and how it stays there.
 *
 * It is a manual popover, so that it lies in the top layer above fullscreen elements and dialogs.
 * What enters the top layer last lies on top, so it is shown anew when something else came in.
 */
export interface ShadowHost {
  readonly root: ShadowRoot;
  /** Puts the element on top of the page, or takes it off; idempotent. */
  setVisible(visible: boolean): void;
  dispose(): void;
}

/** What the host is given. */
export interface ShadowHostParts {
  /** The sheet of what is shown. */
  styles: string;
  /** Whether nothing in it has the focus or is under a finger, so that it may be shown anew. */
  free(): boolean;
  onError(error: unknown): void;
}

/**
 * How often the element is put back after the page took it out, in a row: enough for an app that
 * rebuilds its page, not enough for a fight with one that does not want it.
 */
export const maxReturns = 5;
/** After so long it is put back that often again, ms. */
export const truceMs = 10_000;
/** It goes above what the page puts into the top layer at most so often, ms. */
export const raiseMs = 500;

/**
 * The page must learn nothing of the captions by this element. So it is a plain `div`: an element
 * of a name that the page can define would be built by the page's own class, which can keep the key
 * to a closed shadow root (`attachInternals`). And it is shown anew when something else has come
 * on top, not when there is a caption: every `toggle` is seen by the page.
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

  /** The page's own key and click handlers are not meant for our buttons. */
  const stopAtHost = (event: Event): void => event.stopPropagation();
  const stoppedTypes = [
    ...['click', 'dblclick', 'contextmenu', 'keydown', 'keyup', 'keypress', 'focusin', 'focusout'],
    ...['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove'],
  ];
  for (const type of stoppedTypes) root.addEventListener(type, stopAtHost, { signal });

  /** Without popovers only the fullscreen element's own tree is drawn in fullscreen. */
  const parent = (): Element | null =>
    (asPopover ? null : document.fullscreenElement) ?? document.documentElement;

  /** A page that has moved the element through another document has taken the sheets from it. */
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

  // What the page has thrown out comes back by `reinsert`, in its own measure.
  const bringToTop = (): void => safely(() => visible && host.isConnected && show());

  /** Something else has come into the top layer, or may have: a dialog takes the focus. */
  const onOther = (event: Event): void => {
    if (!asPopover || !visible || event.target === host || raising !== undefined) return;
    if ((event as ToggleEvent).newState === 'closed') return;
    if (free()) bringToTop();
    // Whoever fights back for the first place is met so often, and no more.
    raising = setTimeout(() => {
      raising = undefined;
      if (free()) bringToTop();
    }, raiseMs);
  };
  document.addEventListener('fullscreenchange', bringToTop, { signal });
  document.addEventListener('toggle', onOther, { capture: true, signal });
  document.addEventListener('focusin', onOther, { capture: true, signal });

  const reinsert = (): void => {
    // A frame that was taken away still connects what is in it.
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
