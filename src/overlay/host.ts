/**
 * The element that carries the overlay: where it stands in the page and how it stays there.
 *
 * It is a manual popover, so that it lies in the top layer above fullscreen elements and dialogs.
 * What enters the top layer last lies on top, so it is shown anew when something else came in.
 */
export interface OverlayHost {
  readonly root: ShadowRoot;
  /** Puts the element on top of the page, or takes it off; idempotent. */
  setVisible(visible: boolean): void;
  /** Goes above what the page has put into the top layer since; nothing while invisible. */
  raise(): void;
  dispose(): void;
}

/**
 * How often the element is put back after the page took it out, per appearance: enough for an app
 * that rebuilds its page, not enough for a fight with one that does not want it.
 */
const maxReturns = 5;

export function createHost(document: Document, report: (error: unknown) => void): OverlayHost {
  const host = document.createElement('sign-captions');
  const root = host.attachShadow({ mode: 'closed' });
  const asPopover = typeof host.showPopover === 'function';
  if (asPopover) host.setAttribute('popover', 'manual');
  host.hidden = true;

  let visible = false;
  let returns = 0;

  const safely = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      report(error);
    }
  };

  /** The page's own key and click handlers are not meant for our buttons. */
  const keep = (event: Event): void => event.stopPropagation();
  const kept = [
    ...['click', 'dblclick', 'contextmenu', 'keydown', 'keyup', 'keypress', 'focusin', 'focusout'],
    ...['pointerdown', 'pointerup', 'pointermove', 'mousedown', 'mouseup', 'mousemove'],
  ];
  for (const type of kept) root.addEventListener(type, keep);

  /** Without popovers only the fullscreen element's own tree is drawn in fullscreen. */
  const parent = (): Element | null =>
    (asPopover ? null : document.fullscreenElement) ?? document.documentElement;

  const place = (): void => {
    const home = parent();
    if (!home) return;
    if (host.parentNode !== home) home.append(host);
    host.hidden = false;
    if (!asPopover) return;
    if (host.matches(':popover-open')) host.hidePopover();
    host.showPopover();
  };

  const raise = (): void => safely(() => visible && place());
  document.addEventListener('fullscreenchange', raise);

  // The document is watched too: `document.open()` replaces its root element.
  const watcher = new MutationObserver(() =>
    safely(() => {
      if (!visible || host.isConnected || returns >= maxReturns) return;
      returns++;
      place();
      watch();
    }),
  );
  const watch = (): void => {
    watcher.disconnect();
    watcher.observe(document, { childList: true });
    if (host.parentNode) watcher.observe(host.parentNode, { childList: true });
  };

  return {
    root,
    setVisible(next) {
      if (next === visible) return;
      visible = next;
      safely(() => {
        if (visible) {
          returns = 0;
          place();
          watch();
        } else {
          watcher.disconnect();
          if (asPopover && host.isConnected && host.matches(':popover-open')) host.hidePopover();
          host.hidden = true;
        }
      });
    },
    raise,
    dispose() {
      visible = false;
      watcher.disconnect();
      document.removeEventListener('fullscreenchange', raise);
      for (const type of kept) root.removeEventListener(type, keep);
      host.remove();
    },
  };
}
