import type { PageSenders } from '../../../../src/content/cameras/sent.ts';

// Tracks and senders of a page, as far as the choice of a camera uses them.

export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  enabled = true;
  muted = false;
  readonly label: string;
  readonly settings: MediaTrackSettings;
  readonly #kind: string;

  /** @param device the camera that it is of; null for a track that is no device's */
  constructor(label: string, device: string | null = label, kind = 'video') {
    super();
    this.label = label;
    this.#kind = kind;
    const size = { width: 640, height: 480, frameRate: 30 };
    this.settings = device === null ? size : { ...size, deviceId: device, groupId: 'group' };
  }
  get kind(): string {
    return this.#kind;
  }
  getSettings(): MediaTrackSettings {
    return this.settings;
  }
}

export class FakeSender {
  direction: RTCRtpTransceiverDirection = 'sendrecv';
  currentDirection: RTCRtpTransceiverDirection | null = 'sendrecv';
  readonly sender: { track: FakeTrack | null; transport: { state: string } };
  constructor(track: FakeTrack | null) {
    this.sender = { track, transport: { state: 'connected' } };
  }
}

/** The senders of a page; each track that it has added, or that a device delivers, is a camera's. */
export function fakeSenders(): PageSenders & { all: FakeSender[]; made: Set<FakeTrack> } {
  const all: FakeSender[] = [];
  const added = new Set<unknown>();
  const made = new Set<FakeTrack>();
  return {
    all,
    made,
    transceivers: () =>
      all.filter(
        ({ currentDirection }) => currentDirection !== 'stopped',
      ) as unknown as RTCRtpTransceiver[],
    isOfCamera: (track) =>
      added.has(track) ||
      made.has(track as unknown as FakeTrack) ||
      'groupId' in track.getSettings(),
    ownOf: (track) => track,
    addCamera: (track) => void added.add(track),
  };
}
