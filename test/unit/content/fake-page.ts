/** What Node lacks of a page, as far as the watches of tracks and microphones use it. */

export class FakeTrackEvent extends Event {
  readonly #track: unknown;
  constructor(type: string, { track, ...init }: EventInit & { track: unknown }) {
    super(type, init);
    this.#track = track;
  }
  get track(): unknown {
    return this.#track;
  }
}

/** Does nothing by itself; `reopen` calls the newest one as after `document.open()`. */
export class FakeObserver {
  static reopen: () => void;
  constructor(run: () => void) {
    FakeObserver.reopen = run;
  }
  observe(): void {}
  disconnect(): void {}
}

/** A window that can be listened to; events sent to the document arrive at the window. */
export class FakeWindow extends EventTarget {
  readonly document = { dispatchEvent: (event: Event) => this.dispatchEvent(event) };
}
