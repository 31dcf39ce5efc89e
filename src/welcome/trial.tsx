import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { realTimers } from '../clock/clock.ts';
import { createEye, type Eye } from '../options/camera/eye.ts';
import { EyePanel } from '../options/camera/panel.tsx';
import type { Vocabulary } from '../packs/types.ts';
import { HandDrawing } from '../ui/hand-drawing.tsx';
import type { HandPoint } from '../ui/hand-shape.ts';
import type { Words } from '../ui/i18n.ts';
import { useDispose } from '../ui/use-dispose.ts';
import type { WelcomeServices } from './services.ts';

/** Easy to show, and offensive in few places. */
const suggested: Readonly<Record<string, readonly string[]>> = {
  'call-gestures': ['point-up', 'peace', 'three'],
  fingerspelling: ['L', 'Y', 'V'],
};

export interface TrialProps {
  words: Words;
  services: WelcomeServices;
  vocabulary: Vocabulary;
  pictograms: ReadonlyMap<string, readonly HandPoint[]>;
}

/** Captions on the user's own camera, as a call would have them. Nothing opens before it is asked for. */
export function Trial({ words, services, vocabulary, pictograms }: TrialProps) {
  const [said, setSaid] = useState<string | null>(null);
  const eye = useMemo(
    () =>
      createEye({
        cameras: services.cameras,
        recognizer: () => services.recognizer(),
        vocabulary: () => vocabulary.id,
        document,
        after: realTimers.after,
      }),
    [services, vocabulary],
  );
  useLayoutEffect(
    () =>
      eye.listen(({ sign }) => {
        if (sign) setSaid(sign.caption);
      }),
    [eye],
  );
  useDispose(() => eye.dispose(), [eye]);
  const gestures = (suggested[vocabulary.id] ?? []).flatMap((id) =>
    vocabulary.gestures.filter((gesture) => gesture.id === id),
  );
  return (
    <div class="trial">
      <ul class="suggested">
        {gestures.map(({ id, name }) => (
          <li key={id}>
            <HandDrawing points={pictograms.get(`${vocabulary.id}:${id}`) ?? null} mirror />
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
      <EyePanel
        eye={eye}
        words={words}
        onFiles={(files) => void eye.look(files)}
        over={said && <p class="camera-caption">{said}</p>}
      >
        <Told eye={eye} words={words} said={said} />
      </EyePanel>
      {eye.state.value.phase === 'problem' && <p>{words('welcome_goOn')}</p>}
    </div>
  );
}

/** What the picture shows, in words. */
function Told({ eye, words, said }: { eye: Eye; words: Words; said: string | null }) {
  const hands = (eye.seen.value?.hands.length ?? 0) > 0;
  const sentence = said
    ? words('welcome_said', said)
    : words(hands ? 'welcome_hold' : 'welcome_show');
  return <p role="status">{sentence}</p>;
}
