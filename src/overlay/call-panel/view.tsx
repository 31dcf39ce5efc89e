/** The panel in the call. What the user has said is drawn by the stylesheet, as in captions (`view.tsx`). */
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { directionOf } from '../direction.ts';
import { takeFocus } from './focus.ts';
import { Tabs } from './tabs.tsx';
import type { CallPanel } from './types.ts';

interface PanelProps {
  panel: CallPanel;
}

/**
 * Not modal: the call goes on beside it. It has the same box whatever it holds, because a page can
 * measure that.
 */
export function CallPanelBox({ panel }: PanelProps) {
  const box = useRef<HTMLElement>(null);
  const title = useId();
  // A layout effect: on the way out the panel must still be in the document.
  useLayoutEffect(() => (box.current ? takeFocus(box.current) : undefined), []);
  const { texts } = panel;
  const tabs = [
    {
      name: texts.last,
      content: () => <LastCaptions captions={panel.captions} none={texts.none} />,
    },
    { name: texts.phrases, content: () => <PanelPhrases panel={panel} /> },
    { name: texts.settings, content: () => <PanelSettings panel={panel} /> },
  ];
  return (
    <section
      ref={box}
      class="call-panel"
      role="dialog"
      aria-labelledby={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        panel.onClose();
      }}
    >
      <header>
        <h2 id={title}>{texts.title}</h2>
        <button type="button" class="icon" aria-label={texts.close} onClick={panel.onClose}>
          <Icon path="M6 6l12 12M18 6L6 18" />
        </button>
      </header>
      <Tabs name={texts.title} tabs={tabs} />
    </section>
  );
}

function PanelPhrases({ panel: { texts, phrases } }: PanelProps) {
  const { own, recent, onSay } = phrases;
  return (
    <>
      <Part name={texts.own}>
        {own.length > 0 ? <Phrases all={own} onSay={onSay} /> : <p class="about">{texts.noOwn}</p>}
      </Part>
      {recent.length > 0 && (
        <Part name={texts.recent}>
          <Phrases all={recent} onSay={onSay} />
        </Part>
      )}
      <p class="about part">{texts.typing}</p>
    </>
  );
}

function Phrases({ all, onSay }: { all: readonly string[]; onSay(text: string): void }) {
  return (
    <div class="choices">
      {all.map((text) => (
        <button
          key={text}
          type="button"
          class="drawn"
          dir="auto"
          aria-label={text}
          data-text={text}
          onClick={() => onSay(text)}
        />
      ))}
    </div>
  );
}

function PanelSettings({ panel: { texts, size, vocabularies, readers, onPause } }: PanelProps) {
  return (
    <>
      <Part name={texts.size}>
        <div class="row">
          <Step name={texts.smaller} path="M5 12h14" onPress={size.onSmaller} />
          <span role="status">{size.text}</span>
          <Step name={texts.larger} path="M5 12h14M12 5v14" onPress={size.onLarger} />
        </div>
      </Part>
      <Part name={texts.vocabulary}>
        <Vocabularies {...vocabularies} />
        <OnlyOn text={vocabularies.onlyOn} />
      </Part>
      <div class="part">
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={readers.everyone}
          aria-disabled={readers.onChange === null}
          onClick={() => readers.onChange?.(!readers.everyone)}
        >
          <span>{texts.everyone}</span>
          <span class="track-box" />
        </button>
        <p class="about" role="status">
          {readers.about}
        </p>
        <OnlyOn text={readers.onlyOn} />
      </div>
      <div class="part">
        <button type="button" class="wide" onClick={onPause}>
          {texts.pause}
        </button>
      </div>
    </>
  );
}

function Part({ name, children }: { name: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class="part" aria-labelledby={id}>
      <h3 id={id}>{name}</h3>
      {children}
    </section>
  );
}

function LastCaptions({ captions, none }: Pick<CallPanel, 'captions'> & { none: string }) {
  if (captions.length === 0) return <p class="about">{none}</p>;
  return (
    <ol class="last">
      {captions.map(({ id, text, language }) => (
        <li key={id} class="drawn" lang={language} dir={directionOf(language)} data-text={text} />
      ))}
    </ol>
  );
}

function Vocabularies({ all, chosen, onChoose }: CallPanel['vocabularies']) {
  return (
    <div class="choices">
      {all.map(({ id, name }) => (
        <button key={id} type="button" aria-pressed={id === chosen} onClick={() => onChoose(id)}>
          {name}
        </button>
      ))}
    </div>
  );
}

/** Drawn: a frame of the page need not learn on which site the user made a choice. */
function OnlyOn({ text }: { text: string | null }) {
  return text && <p class="about drawn only-on" data-text={text} />;
}

interface StepProps {
  name: string;
  path: string;
  onPress: (() => void) | null;
}

/** Not `disabled`, which would lose the focus at the last step. */
function Step({ name, path, onPress }: StepProps) {
  return (
    <button
      type="button"
      class="icon"
      aria-label={name}
      aria-disabled={onPress === null}
      onClick={() => onPress?.()}
    >
      <Icon path={path} />
    </button>
  );
}

const Icon = ({ path }: { path: string }) => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d={path} />
  </svg>
);
