/** Tabs by the pattern of the ARIA practices: one stop for Tab, arrow keys between them. */
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';

export interface PanelTab {
  name: string;
  content: () => ComponentChildren;
}

export function Tabs({ name, tabs }: { name: string; tabs: readonly PanelTab[] }) {
  const id = useId();
  const [chosen, setChosen] = useState(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = tabByKey(event, chosen, tabs.length);
    if (next === null) return;
    event.preventDefault();
    setChosen(next);
    const list = event.currentTarget as HTMLElement;
    (list.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <>
      <div role="tablist" aria-label={name} onKeyDown={onKeyDown}>
        {tabs.map((tab, index) => (
          <button
            key={tab.name}
            id={`${id}-${index}`}
            type="button"
            role="tab"
            aria-selected={index === chosen}
            aria-controls={`${id}-parts`}
            tabIndex={index === chosen ? 0 : -1}
            onClick={() => setChosen(index)}
          >
            {tab.name}
          </button>
        ))}
      </div>
      <div
        key={chosen}
        id={`${id}-parts`}
        class="parts"
        role="tabpanel"
        aria-labelledby={`${id}-${chosen}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it
        tabIndex={0}
      >
        {tabs[chosen]?.content()}
      </div>
    </>
  );
}

function tabByKey(event: KeyboardEvent, chosen: number, count: number): number | null {
  const list = event.currentTarget as HTMLElement;
  const isRtl = list.closest<HTMLElement>('[dir]')?.dir === 'rtl';
  const by = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key];
  if (by !== undefined) return (chosen + by + count) % count;
  if (event.key === 'Home') return 0;
  return event.key === 'End' ? count - 1 : null;
}
