/** Draws a reliability diagram as a self-contained SVG. */
import type { ReliabilityBin } from '../../../src/learning/metrics-reliability.ts';

const side = 300;
const left = 60;
const topMargin = 60;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Draws a bar for each bin: its height is the share that is right, its opacity the number of claims.
 * If the scores are probabilities, the bars end on the diagonal.
 */
export function reliabilitySvg(
  title: string,
  subtitle: string,
  bins: readonly ReliabilityBin[],
): string {
  const width = left + side + 40;
  const height = topMargin + side + 50;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const x = (value: number) => Number((left + value * side).toFixed(1));
  const y = (value: number) => Number((topMargin + (1 - value) * side).toFixed(1));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="18" font-size="13">${escaped(title)}</text>`,
    `<text x="8" y="36" fill="#555">${escaped(subtitle)}</text>`,
    `<rect x="${left}" y="${topMargin}" width="${side}" height="${side}" fill="none" stroke="#999"/>`,
  ];
  for (const { low, high, count, right } of bins) {
    if (count === 0) continue;
    const [from, to] = [x(low), x(high)];
    const opacity = (0.25 + 0.65 * (count / most)).toFixed(2);
    parts.push(
      `<rect x="${from}" y="${y(right)}" width="${Number((to - from).toFixed(1))}" height="${Number((right * side).toFixed(1))}" fill="#1f6feb" fill-opacity="${opacity}" stroke="#1f6feb"/>`,
      `<text x="${Number(((from + to) / 2).toFixed(1))}" y="${y(right) - 4}" text-anchor="middle" fill="#222">${count}</text>`,
    );
  }
  parts.push(
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#b3261e" stroke-dasharray="5 4"/>`,
  );
  for (const value of [0, 0.25, 0.5, 0.75, 1]) {
    parts.push(
      `<text x="${x(value)}" y="${topMargin + side + 16}" text-anchor="middle">${value}</text>`,
      `<text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
    );
  }
  parts.push(
    `<text x="${left + side / 2}" y="${topMargin + side + 36}" text-anchor="middle">greatest score</text>`,
    `<text transform="translate(18 ${topMargin + side / 2}) rotate(-90)" text-anchor="middle">share right</text>`,
  );
  return `${[...parts, '</svg>'].join('\n')}\n`;
}
