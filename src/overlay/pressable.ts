/**
 * Knows whether anything in the overlay can be pressed. While the page has a modal dialog open,
 * everything outside it is inert, our popover included; some pages also make all inert but their
 * own dialog. Our buttons would then be drawn but dead, and a press on them would reach the page.
 */
export interface Pressable {
  /** Whether there is, or may soon be, something to press; only then anything is looked up. */
  watch(on: boolean): void;
  /** Looks now, if something is watched: whenever the pointer is near. Forces a layout. */
  look(): void;
  dispose(): void;
}

export interface PressableParts {
  document: Document;
  root: ShadowRoot;
  stage: HTMLElement;
}

/**
 * A dialog opens or closes, or moves the focus; of one in a shadow root only the last can be heard,
 * or, in a window without focus, that another element lies under the pointer.
 */
const eventTypes = [
  ...(['beforetoggle', 'toggle', 'close', 'focusin'] as const),
  ...(['pointerover', 'fullscreenchange'] as const),
];

/** @param parts `stage` has the class `inert` while nothing can be pressed */
export function createPressable({ document, root, stage }: PressableParts): Pressable {
  const { host } = root;
  const probe = document.createElement('div');
  probe.className = 'probe';
  root.append(probe);

  let watching = false;
  let life = new AbortController();

  /** A hit test: neither an attribute nor a style tells that a dialog made an element inert. */
  const isInert = (): boolean => {
    if (typeof root.elementsFromPoint !== 'function' || !host.isConnected) return false;
    // Only for the moment of the test, so that the page never finds it.
    probe.style.setProperty('display', 'block');
    const hit = root.elementsFromPoint(0, 0).includes(probe);
    probe.style.removeProperty('display');
    return !hit;
  };

  const look = (): void => {
    if (watching) stage.classList.toggle('inert', isInert());
  };
  const observer = new MutationObserver(look);

  return {
    watch(on) {
      if (on === watching) return;
      watching = on;
      life.abort();
      observer.disconnect();
      if (!on) return;
      life = new AbortController();
      for (const type of eventTypes)
        document.addEventListener(
          type,
          // A dialog that is about to open is modal when the page's code has run.
          type === 'beforetoggle' ? () => queueMicrotask(look) : look,
          { capture: true, signal: life.signal },
        );
      for (const element of [host, document.documentElement])
        if (element) observer.observe(element, { attributeFilter: ['inert'] });
      look();
    },
    look,
    dispose() {
      watching = false;
      life.abort();
      observer.disconnect();
    },
  };
}
