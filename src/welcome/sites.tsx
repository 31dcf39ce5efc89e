import { useCallback, useEffect, useState } from 'preact/hooks';
import { Button } from '../ui/components.tsx';
import type { Words } from '../ui/i18n.ts';
import type { CallSites } from './call-sites.ts';

/** Asks for the call sites that the browser has not allowed; nothing where it has allowed all. */
export function Sites({ words, sites }: { words: Words; sites: CallSites }) {
  const [missing, setMissing] = useState(0);
  const [said, setSaid] = useState<'allowed' | 'refused' | null>(null);
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
  if (missing === 0 && said === null) return null;
  const ask = (): void => {
    sites
      .request()
      .catch(() => false)
      .then((granted) => setSaid(granted ? 'allowed' : 'refused'));
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
      <p class={said === 'refused' ? 'said wrong' : 'said'} role="status">
        {said === 'allowed' && words('welcome_sitesAllowed')}
        {said === 'refused' && words('welcome_sitesRefused')}
      </p>
    </section>
  );
}
