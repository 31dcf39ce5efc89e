/**
 * The simplest page that is a video call: one camera, and two peer connections on this page that
 * send its picture to each other. Tests drive it through `window.call`.
 */
export class TestCall {
  readonly #document: Document;
  #stream: MediaStream | null = null;
  #screen: MediaStream | null = null;
  #near: RTCPeerConnection | null = null;
  #far: RTCPeerConnection | null = null;
  #sender: RTCRtpSender | null = null;

  /** @param document the one with the two video elements, whose window is asked for the camera */
  constructor(document: Document) {
    this.#document = document;
  }

  get #devices(): MediaDevices {
    return (this.#document.defaultView as Window).navigator.mediaDevices;
  }

  get #local(): HTMLVideoElement {
    return this.#document.querySelector('#local') as HTMLVideoElement;
  }

  get #remote(): HTMLVideoElement {
    return this.#document.querySelector('#remote') as HTMLVideoElement;
  }

  /** What is sent instead of the camera's own track. */
  protected process(track: MediaStreamTrack): MediaStreamTrack | Promise<MediaStreamTrack> {
    return track;
  }

  /** The camera track in use, or the last one once it was stopped. */
  get track(): MediaStreamTrack | null {
    return this.#stream?.getVideoTracks()[0] ?? null;
  }

  /** The transceiver that sends the picture. */
  get transceiver(): RTCRtpTransceiver | undefined {
    return this.#near?.getTransceivers().find(({ sender }) => sender === this.#sender);
  }

  /** Turns the camera on and connects the peers. @throws what getUserMedia throws */
  async join(constraints: MediaStreamConstraints = { video: true }): Promise<void> {
    await this.joinWith(await this.#devices.getUserMedia(constraints));
  }

  /** Connects the peers, with a camera that the page has got in another way. */
  async joinWith(stream: MediaStream): Promise<void> {
    this.#use(stream);
    const sent = await this.process(this.track as MediaStreamTrack);
    const near = new RTCPeerConnection();
    const far = new RTCPeerConnection();
    this.#near = near;
    this.#far = far;
    near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
    far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
    far.ontrack = ({ streams }) => {
      this.#remote.srcObject = streams[0] ?? null;
    };
    this.#sender = near.addTrack(sent, this.#stream as MediaStream);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
  }

  /** How many frames the far side has received and shown so far. */
  get remoteFrames(): number {
    return this.#remote.getVideoPlaybackQuality().totalVideoFrames;
  }

  stopCamera(): void {
    this.track?.stop();
  }

  disable(): void {
    if (this.track) this.track.enabled = false;
  }

  enable(): void {
    if (this.track) this.track.enabled = true;
  }

  /** Like call apps: turns the new camera on, then the old one off. */
  async switchCamera(constraints: MediaStreamConstraints = { video: true }): Promise<void> {
    const old = this.track;
    this.#use(await this.#devices.getUserMedia(constraints));
    await this.#sender?.replaceTrack(this.track);
    old?.stop();
  }

  /** Like other call apps: keeps a clone and stops the track that it was given. */
  async keepClone(): Promise<void> {
    const given = this.track;
    if (!given) return;
    this.#use(new MediaStream([given.clone()]));
    await this.#sender?.replaceTrack(this.track);
    given.stop();
  }

  /** Needs a user's gesture. */
  async shareScreen(): Promise<void> {
    this.#screen = await this.#devices.getDisplayMedia({ video: true });
    this.#near?.addTrack(this.#screen.getVideoTracks()[0] as MediaStreamTrack, this.#screen);
  }

  leave(): void {
    for (const stream of [this.#stream, this.#screen])
      for (const track of stream?.getTracks() ?? []) track.stop();
    this.hangUp();
  }

  otherSideLeaves(): void {
    this.#far?.close();
  }

  /** Leaves the call, and the camera on. */
  hangUp(): void {
    this.#near?.close();
    this.#far?.close();
    this.#remote.srcObject = null;
  }

  #use(stream: MediaStream): void {
    this.#stream = stream;
    this.#local.srcObject = stream;
  }
}

declare global {
  var call: TestCall;
}

globalThis.call = new TestCall(document);
