/** Connects the two ends of the demo call, both in this page. */
export interface Call {
  /** Sends this track from now on; null sends nothing. */
  send(track: MediaStreamTrack | null): Promise<void>;
  hangUp(): void;
}

/**
 * Connects two peers over loopback; `onTrack` gets the video track at the other end.
 * @throws DOMException if the browser refuses to connect.
 */
export async function connect(onTrack: (track: MediaStreamTrack) => void): Promise<Call> {
  const mine = new RTCPeerConnection();
  const theirs = new RTCPeerConnection();
  mine.onicecandidate = ({ candidate }) => void theirs.addIceCandidate(candidate ?? undefined);
  theirs.onicecandidate = ({ candidate }) => void mine.addIceCandidate(candidate ?? undefined);
  theirs.ontrack = ({ track }) => onTrack(track);
  const { sender } = mine.addTransceiver('video', { direction: 'sendonly' });
  await mine.setLocalDescription();
  await theirs.setRemoteDescription(mine.localDescription!);
  await theirs.setLocalDescription();
  await mine.setRemoteDescription(theirs.localDescription!);
  return {
    send: (track) => sender.replaceTrack(track),
    hangUp() {
      mine.close();
      theirs.close();
    },
  };
}
