import { useEffect, useId, useRef } from 'preact/hooks';
import { HandDrawing } from '../../ui/hand-drawing.tsx';
import type { Words } from '../../ui/i18n.ts';
import { SampleDrawing } from '../../ui/movement-drawing.tsx';
import type { Sign } from './read.ts';
import type { SignsStore } from './store.ts';

export interface SignsViewProps {
  store: SignsStore;
  words: Words;
  /** The vocabulary that is recognised in the tab; `note`: what the drawings cannot show. */
  vocabulary: { id: string; name: string; note: string | null };
  onClose(): void;
}

/**
 * All signs that are captioned in the tab now, in the place of the popup's controls. Here and not in
 * the call: a call page's process must not learn what the user taught.
 */
export function SignsView({ store, words, vocabulary, onClose }: SignsViewProps) {
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    back.current?.focus();
    // Escape would close the popup.
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      onClose();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  useEffect(() => {
    void store.show(vocabulary.id);
  }, [store, vocabulary.id]);
  const signs = store.signs.value;
  const title = useId();
  return (
    <main class="signs">
      <header>
        <h1 id={title}>{words('signs_title')}</h1>
        <button ref={back} type="button" class="link" onClick={onClose}>
          {words('signs_back')}
        </button>
      </header>
      <section
        class="sheet"
        aria-labelledby={title}
        aria-busy={!signs && !store.failed.value}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys
        tabIndex={0}
      >
        {store.failed.value && <p role="alert">{words('signs_failed')}</p>}
        {signs && signs.own.length > 0 && (
          <Group name={words('signs_own')} signs={signs.own} words={words} />
        )}
        {signs && (
          <Group
            name={vocabulary.name}
            note={vocabulary.note}
            signs={signs.shipped}
            words={words}
          />
        )}
      </section>
    </main>
  );
}

interface GroupProps {
  name: string;
  note?: string | null;
  signs: readonly Sign[];
  words: Words;
}

function Group({ name, note, signs, words }: GroupProps) {
  // Letters are known by themselves: smaller, and more in a row.
  const isAlphabet = signs.some(({ kind }) => kind === 'letter');
  return (
    <>
      <h2>{name}</h2>
      {note && <p class="note">{note}</p>}
      {signs.length === 0 ? (
        <p class="note">{words('signs_none')}</p>
      ) : (
        <ul class={isAlphabet ? 'alphabet' : 'phrases'}>
          {signs.map(({ key, name, caption, kind, points, movement }) => (
            <li key={key} class={kind}>
              {movement ? <SampleDrawing hands={movement} /> : <HandDrawing points={points} />}
              {/* A space sign has no caption of its own. */}
              <bdi class="caption">{kind === 'space' ? name : caption}</bdi>
              {kind === 'phrase' && name !== caption && <bdi class="name">{name}</bdi>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
