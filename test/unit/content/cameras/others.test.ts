import { describe, expect, it } from 'vitest';
import { isKnownElsewhere } from '../../../../src/content/cameras/others.ts';
import { knownEvent } from '../../../../src/page-world/events.ts';
import { FakeTrackEvent, FakeWindow } from '../fake-page.ts';

/** A frame; its own frames are at its indexes, as in a browser. */
class Frame extends FakeWindow {
  readonly MediaStreamTrackEvent = FakeTrackEvent;
  top: unknown = this;
  length = 0;
  asked = 0;

  constructor() {
    super();
    this.addEventListener(knownEvent, () => this.asked++);
  }
  add<F extends { top: unknown }>(frame: F): F {
    Object.assign(this, { [this.length++]: frame });
    frame.top = this.top;
    return frame;
  }
  /** This frame captions the track. */
  captions(track: unknown): void {
    this.addEventListener(knownEvent, (event) => {
      if ((event as FakeTrackEvent).track === track) event.preventDefault();
    });
  }
}
const foreign = () => ({
  top: null as unknown,
  length: 0,
  get document(): never {
    throw new DOMException('Blocked a frame', 'SecurityError');
  },
});

const track = {} as MediaStreamTrack;
const ask = (frame: Frame) => isKnownElsewhere(frame as unknown as Window, track);

describe('a frame that has found a camera', () => {
  it('has it alone if no other frame captions it, and never asks itself', () => {
    const top = new Frame();
    const [own, other] = [top.add(new Frame()), top.add(new Frame())];
    expect(ask(own)).toBe(false);
    expect([top.asked, own.asked, other.asked]).toEqual([1, 0, 1]);
  });

  it.each(['above', 'beside', 'below'])('leaves it to a frame %s that captions it', (where) => {
    const top = new Frame();
    const own = top.add(new Frame());
    const frames = { above: top, beside: top.add(new Frame()), below: own.add(new Frame()) };
    frames[where as keyof typeof frames].captions(track);
    expect(ask(own)).toBe(true);
  });

  it('asks frames of its own origin behind one of another origin', () => {
    const top = new Frame();
    top.add(foreign());
    top.add(new Frame()).captions(track);
    expect(ask(top)).toBe(true);
  });

  it('asks a limited number of frames', () => {
    const top = new Frame();
    const frames = Array.from({ length: 1000 }, () => top.add(new Frame()));
    ask(top);
    expect(frames.filter(({ asked }) => asked > 0).length).toBeLessThan(64);
  });
});
