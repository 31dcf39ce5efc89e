import { useEffect, useState } from 'preact/hooks';
import { Fold } from '../ui/fold.tsx';
import type { Words } from '../ui/i18n.ts';
import type { WelcomeServices } from './services.ts';

export interface EffectsProps {
  words: Words;
  services: Pick<WelcomeServices, 'isMac'>;
}

/**
 * The computer or the call may react to the same gestures. Says how to switch that off; unfolded on
 * macOS, where it is on at first (support.apple.com/105117). Zoom: support.zoom.com, KB0067842.
 */
export function Effects({ words, services }: EffectsProps) {
  const [isMac, setMac] = useState<boolean | null>(null);
  useEffect(() => {
    void services.isMac().then(setMac, () => setMac(false));
  }, [services]);
  if (isMac === null) return null;
  return (
    <section>
      <Fold id="effects" title={words('welcome_effects')} open={isMac}>
        <p>{words('welcome_effectsAbout')}</p>
        <ul>
          {isMac && <li>{words('welcome_effectsMac')}</li>}
          <li>{words('welcome_effectsZoom')}</li>
          <li>{words('welcome_effectsMeet')}</li>
        </ul>
      </Fold>
    </section>
  );
}
