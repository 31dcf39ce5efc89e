import { expect, it } from 'vitest';
import { createCameraReport } from '../../../../src/content/cameras/report.ts';

const cameras = (...ids: string[]) => ({
  list: ids.map((id) => ({ id, label: id })),
  watched: ids[0] ?? null,
  chosen: null,
});

it('the cameras of a frame are reported while there are several, and once when there no longer are', () => {
  const sent: string[][] = [];
  const report = createCameraReport((message) => {
    if (message.type === 'content-cameras') sent.push(message.cameras.list.map(({ id }) => id));
  });
  for (const list of [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a'], [], ['a']])
    report(cameras(...list));
  expect(sent).toEqual([['a', 'b'], ['a', 'b', 'c'], ['a']]);
});
