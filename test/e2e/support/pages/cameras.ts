/** A call whose page has several tracks of its camera, several cameras, and unusual ways to them. */
import { TestCall } from './call.ts';

class CamerasCall extends TestCall {
  /** A track that the page keeps beside the one that it sends. */
  spare: MediaStreamTrack | null = null;
  readonly #kept: unknown[] = [];

  /** The page asks for the same camera again. */
  async again(): Promise<MediaStreamTrack> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    this.spare = stream.getVideoTracks()[0] as MediaStreamTrack;
    return this.spare;
  }

  clone(): MediaStreamTrack {
    this.spare = (this.track as MediaStreamTrack).clone();
    return this.spare;
  }

  /** What pages make for a look of their own at the picture: a frame a second, and small. */
  async slowClone(): Promise<void> {
    await this.clone().applyConstraints({
      frameRate: { max: 1 },
      width: { exact: 160 },
      height: { exact: 120 },
    });
  }

  /** A picture that the page draws. */
  draw(): MediaStreamTrack {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [320, 240];
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    let hue = 0;
    setInterval(() => {
      context.fillStyle = `hsl(${hue++} 50% 50%)`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 50);
    this.spare = canvas.captureStream(20).getVideoTracks()[0] as MediaStreamTrack;
    return this.spare;
  }

  /**
   * A second camera, which shows no hand. The fake camera is only one, so this one is drawn, and
   * reported to the extension as the tap reports a camera.
   */
  second(): MediaStreamTrack {
    const track = this.draw();
    document.dispatchEvent(new MediaStreamTrackEvent('sign-captions:track', { track }));
    return track;
  }

  /** Sends a track on a connection of its own, to another peer. */
  async send(track: MediaStreamTrack): Promise<void> {
    const near = new RTCPeerConnection();
    const far = new RTCPeerConnection();
    this.#kept.push(near, far);
    near.addTrack(track, new MediaStream([track]));
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
  }

  /** With `#made` the page sends a picture that it makes, as to blur the camera's. */
  protected override process(track: MediaStreamTrack): MediaStreamTrack {
    return location.hash === '#made' ? this.draw() : track;
  }

  /** Resolves when a track has given this many more frames. */
  async play(frames: number, track = this.spare): Promise<void> {
    if (!globalThis.MediaStreamTrackProcessor) return this.#show(track as MediaStreamTrack, frames);
    const { readable } = new MediaStreamTrackProcessor({ track: track as MediaStreamTrack });
    const reader = readable.getReader();
    for (let i = 0; i < frames; i++) (await reader.read()).value?.close();
    await reader.cancel();
  }

  /** In Firefox. */
  async #show(track: MediaStreamTrack, frames: number): Promise<void> {
    const video = document.createElement('video');
    Object.assign(video, { muted: true, srcObject: new MediaStream([track]) });
    document.body.append(video);
    await video.play();
    for (let i = 0; i < frames; i++)
      await new Promise((done) => video.requestVideoFrameCallback(done));
    video.remove();
  }

  /** A frame of the page, which lives only until `use` has taken from it what it wants. */
  fromRemovedFrame<T>(use: (frame: Window & typeof globalThis) => T): T {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const taken = use(frame.contentWindow as Window & typeof globalThis);
    frame.remove();
    return taken;
  }

  /** Joins with a camera that `getUserMedia` of a removed frame gives. */
  async joinByRemovedFrame(): Promise<void> {
    const get = this.fromRemovedFrame((frame) => frame.MediaDevices.prototype.getUserMedia);
    await this.joinWith(await get.call(navigator.mediaDevices, { video: true }));
  }

  /** A clone by a removed frame's `clone`; the track that the page was given is stopped. */
  async foreignClone(): Promise<MediaStream> {
    const clone = this.fromRemovedFrame((frame) => frame.MediaStreamTrack.prototype.clone);
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [given] = stream.getVideoTracks() as [MediaStreamTrack];
    const kept = clone.call(given);
    given.stop();
    return new MediaStream([kept]);
  }

  /** Joins with the camera of a window that the page has opened. Needs a user's gesture. */
  async joinByPopup(): Promise<void> {
    const popup = window.open('', '', 'popup,width=300,height=200') as Window;
    await this.joinWith(await popup.navigator.mediaDevices.getUserMedia({ video: true }));
  }

  /** Adds one of the browser's own capture elements, which the user presses. */
  addButton(name: 'usermedia' | 'camera'): void {
    const button = document.createElement(name);
    button.id = 'capture';
    button.setAttribute('type', 'camera microphone');
    document.body.append(button);
    const heldBy = button as { stream?: MediaStream | null; track?: MediaStreamTrack | null };
    button.addEventListener(name === 'camera' ? 'track' : 'stream', () => {
      this.given = heldBy.stream ?? (heldBy.track ? new MediaStream([heldBy.track]) : null);
    });
  }
  /** What a capture element has given. */
  given: MediaStream | null = null;

  /** Shows a stream, and sends it to nobody. */
  show(stream: MediaStream): void {
    (document.querySelector('#local') as HTMLVideoElement).srcObject = stream;
  }
}

export type { CamerasCall };

globalThis.call = new CamerasCall(document);
