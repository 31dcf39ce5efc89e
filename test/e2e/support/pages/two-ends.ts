/**
 * One end of a call whose other end is in another page, so that one can unload while the other
 * stays. Tests carry the descriptions between the two and drive them through `window.end`.
 */
import { type Box, type Reading, readPicture } from './outgoing.ts';

class End {
  connection: RTCPeerConnection | null = null;
  readonly video = document.createElement('video');
  /** Frames that arrived over the newest connection. */
  arrived = 0;
  /** When they did, ms of the page's clock. */
  arrivals: number[] = [];

  constructor() {
    this.video.autoplay = this.video.muted = this.video.playsInline = true;
    document.body.append(this.video);
    const count = (): void => {
      this.arrived++;
      this.arrivals.push(performance.now());
      this.video.requestVideoFrameCallback(count);
    };
    this.video.requestVideoFrameCallback(count);
  }

  /** Turns the camera on and offers its picture. */
  async offer(): Promise<string> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const connection = this.#begin();
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
    await connection.setLocalDescription();
    return this.#whole(connection);
  }

  async answer(offer: string): Promise<string> {
    const connection = this.#begin();
    connection.ontrack = ({ streams }) => {
      this.video.srcObject = streams[0]!;
    };
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    await connection.setLocalDescription();
    return this.#whole(connection);
  }

  async accept(answer: string): Promise<void> {
    await this.connection?.setRemoteDescription({ type: 'answer', sdp: answer });
  }

  read(box: Box): Reading {
    return readPicture(this.video, box);
  }

  #begin(): RTCPeerConnection {
    this.connection?.close();
    this.arrived = 0;
    this.arrivals = [];
    this.connection = new RTCPeerConnection();
    return this.connection;
  }

  /** With all candidates in it. */
  async #whole(connection: RTCPeerConnection): Promise<string> {
    while (connection.iceGatheringState !== 'complete')
      await new Promise((go) =>
        connection.addEventListener('icegatheringstatechange', go, { once: true }),
      );
    return connection.localDescription!.sdp;
  }
}

declare global {
  var end: End;
}
globalThis.end = new End();
