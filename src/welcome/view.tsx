import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Vocabulary } from '../packs/types.ts';
import { Button, Status } from '../ui/components.tsx';
import { Choice } from '../ui/fields.tsx';
import type { HandPoint } from '../ui/hand-shape.ts';
import type { Words } from '../ui/i18n.ts';
import { keepFocus } from '../ui/keep-focus.ts';
import { Effects } from './effects.tsx';
import { Readers } from './readers.tsx';
import type { WelcomeServices } from './services.ts';
import { Sites } from './sites.tsx';
import { Trial } from './trial.tsx';

export interface WelcomeProps {
  words: Words;
  services: WelcomeServices;
}

interface Shipped {
  vocabularies: readonly Vocabulary[];
  pictograms: ReadonlyMap<string, readonly HandPoint[]>;
}

/** The first page after installing: it takes less than a minute, and nothing in it must be done. */
export function Welcome({ words, services }: WelcomeProps) {
  const [shipped, setShipped] = useState<Shipped | 'damaged' | null>(null);
  const [unsaved, setUnsaved] = useState(false);
  const main = useRef<HTMLElement>(null);
  useLayoutEffect(() => (main.current ? keepFocus(main.current) : undefined), []);
  const chosen = services.settings.current.value.vocabulary;
  useEffect(() => {
    let gone = false;
    Promise.all([
      services.vocabularies(),
      services.pictograms().catch(() => new Map<string, readonly HandPoint[]>()),
    ]).then(
      ([vocabularies, pictograms]) => !gone && setShipped({ vocabularies, pictograms }),
      () => !gone && setShipped('damaged'),
    );
    return () => {
      gone = true;
    };
  }, [services]);
  const change = (fields: Parameters<typeof services.settings.change>[0]): void => {
    services.settings.change(fields).then(
      () => setUnsaved(false),
      () => setUnsaved(true),
    );
  };
  const vocabulary =
    shipped && shipped !== 'damaged'
      ? (shipped.vocabularies.find(({ id }) => id === chosen) ?? shipped.vocabularies[0])
      : undefined;
  return (
    <main class="welcome" ref={main}>
      <header>
        <img src="icons/icon-128.png" alt="" width="64" height="64" />
        <div>
          <h1>{words('welcome_title')}</h1>
          <p class="lead">{words('welcome_lead')}</p>
          <p>{words('welcome_limits')}</p>
        </div>
      </header>

      {shipped === 'damaged' && (
        <Status
          tone="error"
          title={words('state_problem')}
          detail={words('problem_model_damaged')}
        />
      )}
      {vocabulary && shipped && shipped !== 'damaged' && (
        <div class="begin">
          <section aria-labelledby="welcome-choose">
            <h2 id="welcome-choose">{words('welcome_choose')}</h2>
            <Choice
              legend={words('welcome_choose')}
              legendUnseen
              value={vocabulary.id}
              options={shipped.vocabularies.map(({ id, name, gestures }) => ({
                value: id,
                label: name,
                note: aboutOf(words, id, gestures.length),
              }))}
              onChange={(id) => change({ vocabulary: id })}
            />
            {unsaved && (
              <p class="said wrong" role="alert">
                {words('problem_storage_failed')}
              </p>
            )}
          </section>
          <section aria-labelledby="welcome-try">
            <h2 id="welcome-try">{words('welcome_try')}</h2>
            <p>{words('welcome_tryAbout')}</p>
            <Trial {...{ words, services, vocabulary }} pictograms={shipped.pictograms} />
          </section>
        </div>
      )}

      <section aria-labelledby="welcome-what">
        <h2 id="welcome-what">{words('welcome_what')}</h2>
        <div class="both">
          <div class="card">
            <h3>{words('welcome_does')}</h3>
            <ul>
              <li>{words('welcome_doesCaptions')}</li>
              <li>{words('welcome_doesSilent')}</li>
              <li>{words('welcome_doesLocal')}</li>
              <li>{words('welcome_doesTeach')}</li>
            </ul>
          </div>
          <div class="card">
            <h3>{words('welcome_doesNot')}</h3>
            <ul>
              <li>{words('welcome_notLanguage')}</li>
              <li>{words('welcome_notReplace')}</li>
              <li>{words('welcome_notMoving')}</li>
              <li>{words('welcome_notCamera')}</li>
            </ul>
          </div>
        </div>
      </section>

      <Readers words={words} services={services} />
      <Effects words={words} services={services} />
      <Sites words={words} sites={services.callSites} />
      <Pin words={words} services={services} />
      <Done words={words} services={services} />
    </main>
  );
}

function aboutOf(words: Words, id: string, count: number): string | undefined {
  const number = count.toLocaleString(words.lang);
  if (id === 'call-gestures') return words('welcome_aboutGestures', number);
  if (id === 'fingerspelling')
    return `${words('welcome_aboutLetters')} ${words('vocabulary_fingerspellingNote')}`;
  return undefined;
}

function Pin({ words, services }: WelcomeProps) {
  const { button } = services;
  const [pinned, setPinned] = useState<boolean | null>(null);
  const read = useCallback(() => void button.pinned().then(setPinned), [button]);
  useEffect(() => {
    read();
    return button.subscribe(read);
  }, [button, read]);
  return (
    <section aria-labelledby="welcome-pin">
      <h2 id="welcome-pin">{words('welcome_pin')}</h2>
      <p role="status">{words(pinned ? 'welcome_pinned' : 'welcome_pinHow')}</p>
    </section>
  );
}

function Done({ words, services }: WelcomeProps) {
  const [keys, setKeys] = useState('');
  const done = services.settings.current.value.welcomed;
  useEffect(() => {
    void services.shortcut().then(setKeys, () => undefined);
  }, [services]);
  return (
    <section aria-labelledby="welcome-go" class="card go">
      <h2 id="welcome-go">{words('welcome_go')}</h2>
      <p>{keys ? words('welcome_goKeys', keys) : words('welcome_goHow')}</p>
      <div class="row">
        <Button
          disabled={done}
          onPress={() => void services.settings.change({ welcomed: true }).catch(() => undefined)}
        >
          {words('welcome_done')}
        </Button>
        <Button look="quiet" onPress={() => void services.openOptions().catch(() => undefined)}>
          {words('welcome_options')}
        </Button>
      </div>
      <p class="said" role="status">
        {done && (
          <>
            {words('welcome_closed')} <a href="options.html#try">{words('welcome_tryAll')}</a>
          </>
        )}
      </p>
    </section>
  );
}
