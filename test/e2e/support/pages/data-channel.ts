/**
 * A call that does not send its video as WebRTC video: WebCodecs encodes it, a data channel carries
 * it, and a canvas shows it decoded. No sender of the connection ever holds a track.
 */
const config = { codec: 'vp8', width: 320, height: 240 };

class DataCall {
  track: MediaStreamTrack | null = null;
  /** How many frames the far side has decoded and drawn so far. */
  remoteFrames = 0;

  async join(): Promise<void> {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    this.track = stream.getVideoTracks()[0] ?? null;
    (document.querySelector('#local') as HTMLVideoElement).srcObject = stream;
    const near = new RTCPeerConnection();
    const far = new RTCPeerConnection();
    near.onicecandidate = ({ candidate }) => candidate && far.addIceCandidate(candidate);
    far.onicecandidate = ({ candidate }) => candidate && near.addIceCandidate(candidate);
    far.ondatachannel = ({ channel }) => this.#receive(channel);
    const channel = near.createDataChannel('video');
    channel.onopen = () => void this.#send(channel);
    await near.setLocalDescription();
    await far.setRemoteDescription(near.localDescription as RTCSessionDescription);
    await far.setLocalDescription();
    await near.setRemoteDescription(far.localDescription as RTCSessionDescription);
  }

  async #send(channel: RTCDataChannel): Promise<void> {
    const encoder = new VideoEncoder({
      output(chunk) {
        // One byte for the kind of frame, then the frame.
        const message = new Uint8Array(chunk.byteLength + 1);
        message[0] = chunk.type === 'key' ? 1 : 0;
        chunk.copyTo(message.subarray(1));
        channel.send(message);
      },
      error: reportError,
    });
    encoder.configure({ ...config, bitrate: 400_000, framerate: 10, latencyMode: 'realtime' });
    const { readable } = new MediaStreamTrackProcessor({ track: this.track as MediaStreamTrack });
    const reader = readable.getReader();
    for (let count = 0; ; count++) {
      const { done, value: frame } = await reader.read();
      if (done) break;
      if (count % 3 === 0) encoder.encode(frame, { keyFrame: count % 90 === 0 });
      frame.close();
    }
  }

  #receive(channel: RTCDataChannel): void {
    const canvas = document.querySelector('#remote') as HTMLCanvasElement;
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const decoder = new VideoDecoder({
      output: (frame) => {
        context.drawImage(frame, 0, 0, canvas.width, canvas.height);
        frame.close();
        this.remoteFrames++;
      },
      error: reportError,
    });
    decoder.configure({ codec: config.codec });
    channel.binaryType = 'arraybuffer';
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const type = new Uint8Array(data)[0] === 1 ? 'key' : 'delta';
      const timestamp = performance.now() * 1000;
      decoder.decode(new EncodedVideoChunk({ type, timestamp, data: data.slice(1) }));
    };
  }
}

Object.assign(globalThis, { call: new DataCall() });
