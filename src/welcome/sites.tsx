import { useCallback, useEffect, useState } from 'preact/hooks';
import { Button } from '../ui/components.tsx';
import type { Words } from '../ui/i18n.ts';
import type { CallSites } from './call-sites.ts';

/** Asks for the call sites that are not allowed; shows nothing if all are. */
export function Sites({ words, sites }: { words: Words; sites: CallSites }) {
  const [missing, setMissing] = useState(0);
  const [outcome, setOutcome] = useState<'allowed' | 'refused' | null>(null);
  const read = useCallback(
    () =>
      void sites.missing().then(
        ({ length }) => setMissing(length),
        () => undefined,
      ),
    [sites],
  );
  useEffect(() => {
    read();
    return sites.subscribe(read);
  }, [sites, read]);
  if (missing === 0 && outcome === null) return null;
  const ask = (): void => {
    sites
      .request()
      .catch(() => false)
      .then((granted) => setOutcome(granted ? 'allowed' : 'refused'));
  };
  return (
    <section aria-labelledby="welcome-sites">
      <h2 id="welcome-sites">{words('welcome_sites')}</h2>
      {missing > 0 && (
        <>
          <p>{words('welcome_sitesAbout')}</p>
          <Button onPress={ask}>{words('welcome_sitesAllow')}</Button>
        </>
      )}
      <p class={outcome === 'refused' ? 'said wrong' : 'said'} role="status">
        {outcome === 'allowed' && words('welcome_sitesAllowed')}
        {outcome === 'refused' && words('welcome_sitesRefused')}
      </p>
    </section>
  );
}
