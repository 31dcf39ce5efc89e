/** A progress line for long jobs. */

export interface Sink {
  write(text: string): void;
  isTTY?: boolean;
}

/**
 * Draws a progress bar on a terminal; on any other sink writes a line for each tenth.
 *
 * @param now clock in ms, for the time left
 * @returns a function to call with the finished share, 0..1
 */
export function progressBar(label: string, sink: Sink, now: () => number): (share: number) => void {
  const start = now();
  let tenth = -1;
  return (share) => {
    const seconds = (now() - start) / 1000;
    const left = share > 0 ? `${Math.round((seconds * (1 - share)) / share)} s left` : '';
    const percent = `${Math.floor(share * 100)} %`;
    if (sink.isTTY) {
      const full = Math.round(share * 30);
      const bar = '#'.repeat(full) + '.'.repeat(30 - full);
      sink.write(`\r${label} ${bar} ${percent} ${left}   ${share >= 1 ? '\n' : ''}`);
    } else if (Math.floor(share * 10) > tenth) {
      tenth = Math.floor(share * 10);
      sink.write(`${label}: ${percent}, ${Math.round(seconds)} s ${left}\n`);
    }
  };
}
