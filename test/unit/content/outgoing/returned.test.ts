import { describe, expect, it } from 'vitest';
import { returnedTracks } from '../../../../src/content/outgoing/returned.ts';

/** One way of a connection whose ends call themselves `here` and `there`; `track` is what arrives. */
const way = (mid: string, here: string, there: string, track: string): RTCRtpTransceiver => {
  const pair = { local: { usernameFragment: here }, remote: { usernameFragment: there } };
  const iceTransport = { getSelectedCandidatePair: () => (here === '' ? null : pair) };
  return {
    mid,
    sender: { transport: { iceTransport } },
    receiver: { track },
  } as unknown as RTCRtpTransceiver;
};

describe('a picture that a page sends and receives itself', () => {
  const near = way('0', 'near', 'far', 'of the near end');
  const far = way('0', 'far', 'near', 'of the far end');

  it('is found at the other end of its connection', () => {
    expect(returnedTracks([near], [near, far])).toEqual(['of the far end']);
  });

  it('is not mistaken for another of the same connection, or one of another connection', () => {
    const others = [way('1', 'far', 'near', 'sound'), way('0', 'server', 'near', 'another')];
    expect(returnedTracks([near], [near, ...others])).toEqual([]);
  });

  it('is not looked for before the connection stands, nor where a browser cannot say', () => {
    const early = way('0', '', '', 'nothing');
    expect(returnedTracks([early], [early, far])).toEqual([]);
    const bare = { mid: '0', sender: { transport: null }, receiver: {} } as RTCRtpTransceiver;
    expect(returnedTracks([bare], [bare, far])).toEqual([]);
  });
});
