/** Draws confusion matrices as self-contained SVGs. */
export interface Matrix {
  title: string;
  /** Names of the classes, for both rows (true) and columns (decoded). */
  names: readonly string[];
  /** Counts, row by row. */
  counts: readonly (readonly number[])[];
}

const cell = 26;
const left = 110;
const topMargin = 130;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Shades each cell by its share of its row, and prints that share in percent if it is not 0. */
export function confusionSvg({ title, names, counts }: Matrix): string {
  const width = left + names.length * cell + 20;
  const height = topMargin + names.length * cell + 20;
  const parts: string[] = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="18" font-size="13">${escaped(title)}</text>`,
    '<text x="8" y="36" fill="#555">rows: true, columns: said, percent of the row</text>',
  ];
  names.forEach((name, i) => {
    const middle = i * cell + cell / 2;
    parts.push(
      `<text x="${left - 6}" y="${topMargin + middle + 4}" text-anchor="end">${escaped(name)}</text>`,
      `<text transform="translate(${left + middle + 4} ${topMargin - 6}) rotate(-60)">${escaped(name)}</text>`,
    );
  });
  counts.forEach((row, r) => {
    const total = row.reduce((a, b) => a + b, 0);
    row.forEach((count, c) => {
      const share = total > 0 ? count / total : 0;
      const [x, y] = [left + c * cell, topMargin + r * cell];
      const colour = r === c ? '20,110,60' : '190,50,30';
      parts.push(
        `<rect x="${x}" y="${y}" width="${cell}" height="${cell}" fill="rgba(${colour},${share.toFixed(3)})" stroke="#ddd"/>`,
      );
      if (count === 0) return;
      const percent = share < 0.005 ? '·' : String(Math.round(share * 100));
      const ink = share > 0.5 ? '#fff' : '#222';
      parts.push(
        `<text x="${x + cell / 2}" y="${y + cell / 2 + 4}" text-anchor="middle" fill="${ink}">${percent}</text>`,
      );
    });
  });
  return `${[...parts, '</svg>'].join('\n')}\n`;
}
