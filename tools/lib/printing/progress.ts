/** A line on a terminal that says how far a long job is. */

export interface Sink {
  write(text: string): void;
  isTTY?: boolean;
}

/**
 * Draws a bar on a terminal; where the sink is no terminal, a line every tenth.
 *
 * @param now milliseconds, for the time left.
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
