import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { keepFocus } from '../ui/keep-focus.ts';
import { CaptionsSection } from './captions/section.tsx';
import { GesturesSection } from './gestures/section.tsx';
import { KeysSection } from './keys/section.tsx';
import { PacksSection } from './packs/section.tsx';
import { PracticeSection } from './practice/section.tsx';
import { PrivacySection } from './privacy/section.tsx';
import { type SectionId, sectionOf, sections } from './routes.ts';
import type { SectionProps } from './services/types.ts';
import { SitesSection } from './site-list/section.tsx';
import { TeachSection } from './teach/section.tsx';
import { TrySection } from './try/section.tsx';

/**
 * The options page: navigation and one section at a time. A section that the user leaves is
 * unmounted and releases its camera and its recognizer.
 */
export function Options({ words, services }: SectionProps) {
  const [current, setCurrent] = useState<SectionId>(() => sectionOf(location.hash));
  const heading = useRef<HTMLHeadingElement>(null);
  const main = useRef<HTMLElement>(null);
  const navigated = useRef(false);
  useLayoutEffect(() => (main.current ? keepFocus(main.current) : undefined), []);

  useEffect(() => {
    const onHashChange = (): void => {
      navigated.current = true;
      setCurrent(sectionOf(location.hash));
    };
    addEventListener('hashchange', onHashChange);
    return () => removeEventListener('hashchange', onHashChange);
  }, []);

  const section = sections.find(({ id }) => id === current) ?? sections[0];
  const title = words(section.title);
  // A layout effect: after painting, it could take the focus from a user who has moved on already.
  useLayoutEffect(() => {
    document.title = `${title} - ${words('extensionName')}`;
    // Not when the page opens: then reading begins at the top, as on every page.
    if (navigated.current) heading.current?.focus();
  }, [title, words]);

  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: it moves the focus; the address must keep the section */}
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          // The hash names the section, so the jump must not change it.
          event.preventDefault();
          heading.current?.focus();
        }}
      >
        {words('options_skip')}
      </a>
      <div class="page">
        <header>
          <p class="brand">
            <img src="icons/icon-32.png" alt="" width="28" height="28" />
            {words('extensionName')}
          </p>
          <nav aria-label={words('options_navigation')}>
            <ul>
              {sections.map(({ id, title }) => (
                <li key={id}>
                  <a href={`#${id}`} aria-current={id === current ? 'page' : undefined}>
                    {words(title)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="content" ref={main}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          <p class="about">{words(section.about)}</p>
          <Section key={current} id={current} words={words} services={services} />
          {words('translationReview') === 'unreviewed' && (
            <p class="note unreviewed">{words('options_unreviewed')}</p>
          )}
        </main>
      </div>
    </>
  );
}

function Section({ id, ...props }: SectionProps & { id: SectionId }): ComponentChildren {
  switch (id) {
    case 'gestures':
      return <GesturesSection {...props} />;
    case 'teach':
      return <TeachSection {...props} />;
    case 'try':
      return <TrySection {...props} />;
    case 'practice':
      return <PracticeSection {...props} />;
    case 'packs':
      return <PacksSection {...props} />;
    case 'captions':
      return <CaptionsSection {...props} />;
    case 'keys':
      return <KeysSection {...props} />;
    case 'sites':
      return <SitesSection {...props} />;
    case 'privacy':
      return <PrivacySection {...props} />;
  }
}
