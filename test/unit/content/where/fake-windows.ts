/** What Node lacks of windows, frames and videos, as far as `content/where` uses them. */

export class FakeUIEvent extends Event {
  readonly #init: { view: unknown; detail: number };
  constructor(type: string, init: { view: unknown; detail: number }) {
    super(type);
    this.#init = init;
  }
  get view(): unknown {
    return this.#init.view;
  }
  get detail(): number {
    return this.#init.detail;
  }
}

interface Box {
  width: number;
  height: number;
}

/** An element that has a box and may be hidden. */
export class FakeElement {
  box: Box;
  visible = true;
  readonly ownerDocument: { fullscreenElement: { contains(element: unknown): boolean } | null } = {
    fullscreenElement: null,
  };
  constructor(width: number, height: number) {
    this.box = { width, height };
  }
  getBoundingClientRect = (): Box => this.box;
  checkVisibility = (): boolean => this.visible;
}

export class FakeVideo extends FakeElement {
  paused = false;
  srcObject: { getVideoTracks?(): { readyState: string }[] } | null = {
    getVideoTracks: () => [{ readyState: 'live' }],
  };
}

export class FakeDocument extends EventTarget {
  visibilityState = 'visible';
  readonly videos: FakeVideo[] = [];
  constructor(readonly defaultView: FakeWindow) {
    super();
  }
  override dispatchEvent(event: Event): boolean {
    return this.defaultView.dispatchEvent(event);
  }
  /** Calls the document's own listeners. */
  tell(type: string): void {
    super.dispatchEvent(new Event(type));
  }
  querySelectorAll = (): FakeVideo[] => this.videos;
}

/** An event as the browser dispatches it. */
export function trusted(type: string): Event {
  return Object.defineProperty(new Event(type), 'isTrusted', { value: true });
}

export class FakeWindow extends EventTarget {
  innerWidth = 1280;
  innerHeight = 720;
  closed = false;
  parent: FakeWindow = this;
  opener: unknown = null;
  frameElement: FakeElement | null = null;
  documentPictureInPicture: { window: FakeWindow | null } | undefined;
  document = new FakeDocument(this);
  readonly UIEvent = FakeUIEvent;
  get top(): FakeWindow {
    return this.parent === this ? this : this.parent.top;
  }
  /** A frame of this size inside the window. */
  frame(width: number, height: number): FakeWindow {
    const inner = new FakeWindow();
    inner.parent = this;
    inner.frameElement = new FakeElement(width, height);
    inner.innerWidth = width;
    inner.innerHeight = height;
    return inner;
  }
}

type Entry = {
  target: FakeElement;
  boundingClientRect: Box;
  intersectionRect: Box;
};

/** Reports what a test says is left of an element. */
export class FakeIntersections {
  static newest: FakeIntersections | null = null;
  readonly observed: FakeElement[] = [];
  connected = true;
  constructor(readonly run: (entries: Entry[]) => void) {
    FakeIntersections.newest = this;
  }
  observe(element: FakeElement): void {
    this.observed.push(element);
  }
  disconnect(): void {
    this.connected = false;
  }
  cut(target: FakeElement, intersectionRect: Box): void {
    this.run([{ target, boundingClientRect: target.box, intersectionRect }]);
  }
}
