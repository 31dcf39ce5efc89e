/** x and y in source pixels of the frame, z in the same unit (smaller is nearer to the camera). */
export type Landmark = readonly [x: number, y: number, z: number];

/** Which of the signer's hands it is, for a camera image that is not mirrored. */
export type Handedness = 'Left' | 'Right';

/** One hand found in one frame. The 21 landmarks are in MediaPipe's order (0 wrist, 4 thumb tip, ...). */
export interface Hand {
  landmarks: readonly Landmark[];
  handedness: Handedness;
  /** The landmark model's probability that it is the signer's left hand, 0..1. */
  leftness: number;
  /** The landmark model's probability that a hand is there, 0..1. */
  presence: number;
}
