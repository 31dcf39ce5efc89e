/**
 * What a page may try to find out about captions. Each function runs in the page, by itself, and
 * collects what it finds in `spied`.
 */

export interface Spied {
  /** Texts of shadow roots in elements of the page's own classes. */
  roots: string[];
  /** Events of our element. */
  events: string[];
  /** Changes seen at the root element and in the top layer. */
  changes: string[];
  /** What the browser's performance entries named. */
  entries: string[];
}

declare global {
  var spied: Spied;
}

/** Runs in the page before the camera is on. */
export function spy(): void {
  const found: Spied = { roots: [], events: [], changes: [], entries: [] };
  globalThis.spied = found;
  const internals: ElementInternals[] = [];
  Object.assign(globalThis, { internals });
  // An element with a hyphen in its name is built by the page's class, whoever creates it.
  for (const name of ['sign-captions', 'sign-captions-overlay', 'caption-overlay'])
    customElements.define(
      name,
      class extends HTMLElement {
        constructor() {
          super();
          internals.push(this.attachInternals());
        }
      },
    );
  for (const name of ['attachShadow', 'append', 'showPopover'] as const) {
    const owner = name === 'showPopover' ? HTMLElement.prototype : Element.prototype;
    const real = Reflect.get(owner, name) as (...args: unknown[]) => unknown;
    Reflect.set(owner, name, function (this: Element, ...args: unknown[]) {
      if (this.matches('html, html > [popover]')) found.events.push(`${name} was called`);
      return real.apply(this, args);
    });
  }
  const ofOurs = (target: EventTarget | null): boolean =>
    target instanceof Element && target.matches('html > [popover]');
  for (const type of ['beforetoggle', 'toggle', 'animationstart', 'transitionrun', 'focusin'])
    addEventListener(type, (event) => ofOurs(event.target) && found.events.push(type), true);
  new MutationObserver((records) => {
    for (const { type, attributeName, target } of records)
      if (target === document.documentElement || ofOurs(target))
        found.changes.push(`${type} ${attributeName ?? ''}`);
  }).observe(document, { childList: true, attributes: true, subtree: true });
  for (const type of PerformanceObserver.supportedEntryTypes)
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const nodes = [entry, ...(Reflect.get(entry, 'sources') ?? [])].map(
          (from) => (Reflect.get(from, 'element') ?? Reflect.get(from, 'node')) as Node | undefined,
        );
        for (const node of nodes)
          if (node && node.getRootNode() !== document) found.entries.push(`${type} names a node`);
        if (/(chrome|moz)-extension/.test(JSON.stringify(entry)))
          found.entries.push(`${type} names us`);
      }
    }).observe({ type, buffered: true });
  // A font for each name that is not generic, and a value for every property that is not set.
  const sheet = document.createElement('style');
  const fonts = ['-apple-system', 'ui-serif', 'ui-monospace', 'ui-rounded', 'Segoe UI', 'Spy'];
  sheet.textContent = `
    ${fonts.map((name) => `@font-face { font-family: "${name}"; src: url(/spy.woff2); }`).join('\n')}
    @property --font { syntax: "*"; inherits: false; initial-value: Spy; }
    html > div { font-family: Spy !important; --font: Spy; }
  `;
  document.head.append(sheet);
}

/** Runs in the page while the captions read `words`. @returns what gives them away */
export function look(words: string[]): string[] {
  const gives: string[] = [];
  const { spied, internals } = globalThis as unknown as {
    spied: Spied;
    internals: ElementInternals[];
  };
  for (const { shadowRoot } of internals) if (shadowRoot) gives.push('internals give the root');
  const find = Reflect.get(window, 'find') as (...args: unknown[]) => boolean;
  for (const word of words)
    if (find.call(window, word, false, false, true)) gives.push(`find ${word}`);
  document.execCommand('selectAll');
  const selected = String(getSelection());
  getSelection()?.removeAllRanges();
  const host = document.querySelector<HTMLElement>('html > [popover]');
  if (!host) return [...gives, 'there is nothing to look at'];
  const texts = [selected, host.outerHTML, host.innerText, document.documentElement.innerText];
  for (const word of words)
    if (texts.some((text) => text.includes(word))) gives.push(`the page's text holds ${word}`);
  if (host.shadowRoot) gives.push('the root is open');
  for (const { family, status } of document.fonts)
    if (status !== 'unloaded') gives.push(`the font ${family} was asked for`);
  if (document.getAnimations().some(({ effect }) => of(effect))) gives.push('an animation');
  if (host.getAnimations({ subtree: true }).length > 0) gives.push('an animation of the host');
  function of(effect: AnimationEffect | null): boolean {
    const node = (effect as KeyframeEffect | null)?.target;
    return node !== null && node !== undefined && node.getRootNode() !== document;
  }
  // Our element has the size of the window, whatever the page asks for.
  for (const [name, value] of Object.entries({
    position: 'static',
    inset: 'auto',
    width: 'max-content',
    height: 'max-content',
    transform: 'scale(1)',
    overflow: 'scroll',
    contain: 'none',
    display: 'inline-block',
    visibility: 'visible',
  }))
    host.style.setProperty(name, value, 'important');
  const { width, height } = host.getBoundingClientRect();
  const sizes = [width, height, host.scrollWidth, host.scrollHeight];
  if (sizes.join() !== [innerWidth, innerHeight, innerWidth, innerHeight].join())
    gives.push(`sizes ${sizes.join()}`);
  if (getComputedStyle(host).visibility !== 'hidden') gives.push('our element covers the window');
  host.removeAttribute('style');
  // The place of our buttons shows how wide the captions are, so a pointer that the page makes up
  // must not bring them out.
  const hits = new Set<string>();
  for (let y = 4; y < innerHeight; y += 12)
    for (let x = 4; x < innerWidth; x += 12) {
      const at = { clientX: x, clientY: y, bubbles: true };
      for (const type of ['pointermove', 'pointerdown'])
        document.body.dispatchEvent(new PointerEvent(type, at));
      if (document.elementFromPoint(x, y) === host) hits.add(`${y}`);
    }
  if (hits.size > 0) gives.push('our buttons can be felt');
  return [...gives, ...spied.roots, ...spied.entries];
}

/** Runs in the page: takes our element through another document, which takes its sheets away. */
export function kidnap(): { sizes: number[]; found: boolean } {
  const host = document.querySelector<HTMLElement>('html > [popover]');
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const there = frame.contentDocument;
  if (!host || !there) throw new Error('nothing to take');
  there.body.append(host);
  host.hidden = false;
  host.removeAttribute('popover');
  const { width, height } = host.getBoundingClientRect();
  const sizes = [there.body.scrollWidth, host.scrollWidth, Math.round(width), Math.round(height)];
  const find = Reflect.get(frame.contentWindow as Window, 'find') as (word: string) => boolean;
  const found = find.call(frame.contentWindow, 'Yes');
  frame.remove();
  return { sizes, found };
}
