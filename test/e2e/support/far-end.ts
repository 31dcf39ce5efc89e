/** What arrives at the far end of the demo call, on the same page. */
import type { Page } from 'puppeteer-core';

/** A part of the picture, as shares of its width and height. */
export interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Shares of the pixels in a part of the far end's picture that are nearly white and nearly black. */
export function farPixels(
  page: Page,
  part: Part,
): Promise<{ white: number; black: number } | null> {
  return page.evaluate((box) => {
    const video = document.querySelector<HTMLVideoElement>('#remote-video')!;
    const { videoWidth: width, videoHeight: height } = video;
    if (!width) return null;
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.drawImage(video, 0, 0);
    const [x, y] = [box.x * width, box.y * height];
    const { data } = context.getImageData(x, y, box.width * width, box.height * height);
    let white = 0;
    let black = 0;
    for (let i = 0; i < data.length; i += 4) {
      const light = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
      if (light > 200) white++;
      if (light < 40) black++;
    }
    return { white: (4 * white) / data.length, black: (4 * black) / data.length };
  }, part);
}
