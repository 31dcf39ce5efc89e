/**
 * Which of the tracks that a page receives are those that it sends itself: a page that connects both
 * ends shows the user the picture that others see. The page's own picture of the camera (the self view)
 * is none: it plays the page's own track, not ours.
 */

/** What one end of a connection calls its way to the other; null before there is one. */
function wayOf({
  mid,
  sender,
  receiver,
}: RTCRtpTransceiver): { mid: string | null; here: string; there: string } | null {
  const { iceTransport } = sender.transport ?? receiver.transport ?? {};
  const pair = iceTransport?.getSelectedCandidatePair?.();
  const { local, remote } = pair ?? {};
  if (!local?.usernameFragment || !remote?.usernameFragment) return null;
  return { mid, here: local.usernameFragment, there: remote.usernameFragment };
}

/** @param sending those of `all` that send the picture in question */
export function returnedTracks(
  sending: readonly RTCRtpTransceiver[],
  all: readonly RTCRtpTransceiver[],
): MediaStreamTrack[] {
  const ends = all.map((transceiver) => ({ transceiver, way: wayOf(transceiver) }));
  return sending.flatMap((sender) => {
    const from = wayOf(sender);
    if (!from) return [];
    return ends
      .filter(
        ({ way }) => way?.mid === from.mid && way.here === from.there && way.there === from.here,
      )
      .map(({ transceiver }) => transceiver.receiver.track);
  });
}
