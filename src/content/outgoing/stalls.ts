/** Tells how long the page's thread was busy in one piece, by the browser's own count. */
export function watchStalls(onStall: (ms: number) => void): () => void {
  if (!PerformanceObserver.supportedEntryTypes?.includes('longtask')) return () => undefined;
  const observer = new PerformanceObserver((list) => {
    onStall(Math.max(0, ...list.getEntries().map(({ duration }) => duration)));
  });
  observer.observe({ type: 'longtask' });
  return () => observer.disconnect();
}
