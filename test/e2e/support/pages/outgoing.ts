/**
 * A page that sends video in the ways that call apps do, over real peer connections to itself.
 * Tests drive it through `window.sending` and read what arrives.
 */

export interface Box {
  /** In shares of the frame, 0..1. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Reading {
  width: number;
  height: number;
  /** Mean RGB. */
  mean: [number, number, number];
  /** Standard deviation of brightness: 0 is one even colour. */
  spread: number;
  /** Share of pixels that are nearly white, and nearly black. */
  white: number;
  black: number;
}

/** Reads the part of a video's frame that is in the box. @throws Error before there is a frame. */
export function readPicture(video: HTMLVideoElement, box: Box): Reading {
  const { videoWidth: width, videoHeight: height } = video;
  if (width === 0) throw new Error('nothing has arrived');
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(video, 0, 0);
  const { data } = context.getImageData(
    Math.round(box.x * width),
    Math.round(box.y * height),
    Math.max(1, Math.round(box.width * width)),
    Math.max(1, Math.round(box.height * height)),
  );
  const count = data.length / 4;
  const sum: [number, number, number] = [0, 0, 0];
  let bright = 0;
  let squares = 0;
  let white = 0;
  let black = 0;
  for (let i = 0; i < data.length; i += 4) {
    const [r, g, b] = [data[i]!, data[i + 1]!, data[i + 2]!];
    sum[0] += r;
    sum[1] += g;
    sum[2] += b;
    const l = 0.299 * r + 0.587 * g + 0.114 * b;
    bright += l;
    squares += l * l;
    if (l > 200) white++;
    if (l < 40) black++;
  }
  const mean = bright / count;
  return {
    width,
    height,
    mean: sum.map((s) => s / count) as [number, number, number],
    spread: Math.sqrt(Math.max(0, squares / count - mean * mean)),
    white: white / count,
    black: black / count,
  };
}

type Way = 'addTrack' | 'addTransceiver' | 'replaceTrack' | 'answer' | 'simulcast';

/** One connection: what is sent, and the far end's video element. */
export class Line {
  readonly near = new RTCPeerConnection();
  readonly far = new RTCPeerConnection();
  readonly video = document.createElement('video');
  sender!: RTCRtpSender;
  /** When frames arrived, ms of the page's clock. */
  arrivals: number[] = [];

  constructor() {
    this.near.onicecandidate = ({ candidate }) => candidate && this.far.addIceCandidate(candidate);
    this.far.onicecandidate = ({ candidate }) => candidate && this.near.addIceCandidate(candidate);
    this.far.ontrack = ({ track }) => {
      this.video.srcObject = new MediaStream([track]);
    };
    this.video.autoplay = this.video.muted = this.video.playsInline = true;
    this.video.width = 320;
    document.querySelector('#remotes')?.append(this.video);
    const arrived = (): void => {
      this.arrivals.push(performance.now());
      this.video.requestVideoFrameCallback(arrived);
    };
    this.video.requestVideoFrameCallback(arrived);
  }

  async open(track: MediaStreamTrack, way: Way): Promise<void> {
    if (way === 'answer') {
      this.far.addTransceiver('video', { direction: 'recvonly' });
      await this.far.setLocalDescription();
      await this.near.setRemoteDescription(this.far.localDescription!);
      this.sender = this.near.addTrack(track, new MediaStream([track]));
      await this.near.setLocalDescription();
      await this.far.setRemoteDescription(this.near.localDescription!);
      return;
    }
    if (way === 'addTrack') this.sender = this.near.addTrack(track, new MediaStream([track]));
    else if (way === 'replaceTrack')
      this.sender = this.near.addTransceiver('video', { direction: 'sendonly' }).sender;
    else {
      const sendEncodings =
        way === 'simulcast'
          ? [{ rid: 'q', scaleResolutionDownBy: 2 }, { rid: 'f' }]
          : [{ maxBitrate: 2_000_000 }];
      const init: RTCRtpTransceiverInit = { direction: 'sendonly', sendEncodings };
      this.sender = this.near.addTransceiver(track, init).sender;
    }
    await this.negotiate(way === 'simulcast' ? ['q', 'f'] : []);
    if (way === 'replaceTrack') await this.sender.replaceTrack(track);
  }

  /** @param rids simulcast layers that the far end says it takes, as a conference server does */
  async negotiate(rids: readonly string[] = []): Promise<void> {
    await this.near.setLocalDescription();
    await this.far.setRemoteDescription(this.near.localDescription!);
    await this.far.setLocalDescription();
    const { type, sdp } = this.far.localDescription!;
    const layers = rids.map((rid) => `a=rid:${rid} recv\r\n`).join('');
    const taken = rids.length > 0 ? `${layers}a=simulcast:recv ${rids.join(';')}\r\n` : '';
    await this.near.setRemoteDescription({ type, sdp: sdp + taken });
  }

  /** How many frames were encoded so far, for each simulcast layer. */
  async encoded(): Promise<number[]> {
    const frames: number[] = [];
    for (const report of (await this.sender.getStats()).values())
      if (report.type === 'outbound-rtp') frames.push(report.framesEncoded ?? 0);
    return frames;
  }

  read(box: Box): Reading {
    return readPicture(this.video, box);
  }

  /** The far end's picture, for a person to look at. */
  picture(): string {
    const canvas = document.createElement('canvas');
    canvas.width = this.video.videoWidth;
    canvas.height = this.video.videoHeight;
    canvas.getContext('2d')!.drawImage(this.video, 0, 0);
    return canvas.toDataURL('image/png');
  }

  close(): void {
    this.near.close();
    this.far.close();
    this.video.remove();
  }
}

class Sending {
  camera: MediaStreamTrack | null = null;
  screen: MediaStreamTrack | null = null;
  made: MediaStreamTrack | null = null;
  readonly lines: Line[] = [];
  #stopMaking: (() => void) | null = null;

  async turnOn(constraints: MediaTrackConstraints | true = true): Promise<MediaStreamTrack> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: constraints });
    this.camera = stream.getVideoTracks()[0]!;
    return this.camera;
  }

  async send(track: MediaStreamTrack | null, way: Way = 'addTrack'): Promise<number> {
    const line = new Line();
    this.lines.push(line);
    await line.open(track!, way);
    return this.lines.length - 1;
  }

  /**
   * Sends one colour with a mark in a corner, through a canvas, as a strong blur would.
   * @param light brightness of everything, 0..255
   */
  async blur(light = 110): Promise<MediaStreamTrack> {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([this.camera!]);
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = 640;
    canvas.height = 480;
    const context = canvas.getContext('2d')!;
    let turn = 0;
    const draw = (): void => {
      context.drawImage(video, 0, 0, 640, 480);
      context.fillStyle = `rgb(${light},${light},${light})`;
      context.fillRect(0, 0, 640, 480);
      // The mark moves, as something does in every camera's video.
      context.fillStyle = `rgb(${light + (turn++ % 2) * 8},${light},${light})`;
      context.fillRect(0, 0, 16, 16);
    };
    const timer = setInterval(draw, 40);
    draw();
    this.#stopMaking = () => clearInterval(timer);
    this.made = canvas.captureStream(25).getVideoTracks()[0]!;
    return this.made;
  }

  /** The same over processor and generator, as a filter in WebCodecs does it. */
  generate(): MediaStreamTrack {
    const processor = new MediaStreamTrackProcessor({ track: this.camera! });
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    void processor.readable.pipeTo(generator.writable).catch(() => undefined);
    this.made = generator;
    return generator;
  }

  /** A picture of even grey that the page makes in one format; `rotation` in degrees. */
  emit(format: VideoPixelFormat, rotation = 0): MediaStreamTrack {
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    const writer = generator.writable.getWriter();
    const bytes = new Uint8Array(640 * 480 * (format === 'I420' || format === 'NV12' ? 1.5 : 4));
    let turn = 0;
    const timer = setInterval(() => {
      // Equal bytes are about grey in each format; they change a little, so that something moves.
      bytes.fill(126 + (turn++ % 2));
      const init: VideoFrameBufferInit & { rotation: number } = {
        format,
        codedWidth: 640,
        codedHeight: 480,
        timestamp: performance.now() * 1000,
        rotation,
      };
      writer.write(new VideoFrame(bytes, init)).catch(() => undefined);
    }, 40);
    this.#stopMaking = () => clearInterval(timer);
    this.made = generator;
    return generator;
  }

  /** Needs a user's gesture. */
  async share(): Promise<MediaStreamTrack> {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
    this.screen = stream.getVideoTracks()[0]!;
    return this.screen;
  }

  leave(): void {
    for (const track of [this.camera, this.screen, this.made]) track?.stop();
    this.#stopMaking?.();
    for (const line of this.lines.splice(0)) line.close();
  }
}

declare global {
  var sending: Sending;
}

globalThis.sending = new Sending();
document.querySelector('#share')?.addEventListener('click', () => void sending.share());
