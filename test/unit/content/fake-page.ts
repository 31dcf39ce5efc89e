/** What a page has that Node has not, as far as the watches of tracks and microphones use it. */

export class FakeTrackEvent extends Event {
  readonly #track: unknown;
  constructor(type: string, { track }: { track: unknown }) {
    super(type);
    this.#track = track;
  }
  get track(): unknown {
    return this.#track;
  }
}

/** Calls nothing by itself: `reopen` does what the newest one does when the document was opened anew. */
export class FakeObserver {
  static reopen: () => void;
  constructor(run: () => void) {
    FakeObserver.reopen = run;
  }
  observe(): void {}
  disconnect(): void {}
}

/** As much of a window as is listened to: events go from the window down to the document. */
export class FakeWindow extends EventTarget {
  readonly document = { dispatchEvent: (event: Event) => this.dispatchEvent(event) };
}
