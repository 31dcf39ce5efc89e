import { useLayoutEffect } from 'preact/hooks';

/**
 * Releases what a component has opened when it is unmounted, or when one of `of` is replaced.
 *
 * A layout effect: a component that is unmounted before it is painted never runs its other effects,
 * and its camera must be released too.
 */
export function useDispose(dispose: () => void, of: readonly unknown[]): void {
  useLayoutEffect(() => dispose, of);
}
