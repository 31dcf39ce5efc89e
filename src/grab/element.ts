/** A video element that is not in the page and plays a track, for reading its frames. */
export interface TrackElement {
  readonly video: HTMLVideoElement;
  /** Lets go of the track without stopping it. */
  release(): void;
}

export function playTrack(track: MediaStreamTrack): TrackElement {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  // Rejects if the element is released before it plays; the frames show whether it plays.
  video.play().catch(() => undefined);
  return {
    video,
    release() {
      video.pause();
      video.srcObject = null;
    },
  };
}
