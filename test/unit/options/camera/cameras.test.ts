import { describe, expect, it } from 'vitest';
import { createCameras } from '../../../../src/options/services/cameras.ts';

describe('the camera of the extension pages', () => {
  it('is asked for the size of a call, so that a small hand is sampled as in a call', async () => {
    const asked: (MediaStreamConstraints | undefined)[] = [];
    const cameras = createCameras({
      getUserMedia: async (constraints) => {
        asked.push(constraints);
        return {} as MediaStream;
      },
      enumerateDevices: async () => [],
    });
    await cameras.open('one');
    expect(asked).toEqual([
      {
        audio: false,
        video: { width: { ideal: 1280 }, height: { ideal: 720 }, deviceId: { exact: 'one' } },
      },
    ]);
  });
});
