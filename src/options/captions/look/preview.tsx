import { useEffect, useRef, useState } from 'preact/hooks';
import { type Preview as Mounted, mountPreview } from '../../../overlay/preview.tsx';
import type { Settings } from '../../../settings/schema.ts';
import { Select } from '../../../ui/components.tsx';
import type { Words } from '../../../ui/i18n.ts';
import type { Sample } from '../readers/language.tsx';

const pictures = ['bright', 'dark', 'noise'] as const;
type Picture = (typeof pictures)[number];

export interface PreviewProps {
  words: Words;
  settings: Settings;
  /** The captions to show; null for sentences in the language of the interface. */
  sample: Sample | null;
}

/** Captions as in a call, over a picture that the user chooses. */
export function Preview({ words, settings, sample }: PreviewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [overlay, setOverlay] = useState<Mounted | null>(null);
  const [picture, setPicture] = useState<Picture>('bright');
  useEffect(() => {
    if (!host.current) return;
    const mounted = mountPreview(host.current, {
      captions: words('overlay_captions'),
      move: words('overlay_move'),
      wrong: words('overlay_wrong'),
      panel: words('panel_open'),
      putBack: words('overlay_putBack'),
      dir: words.dir,
    });
    setOverlay(mounted);
    return () => mounted.dispose();
  }, [words]);
  useEffect(() => {
    const language = sample?.language;
    const lines = [
      { id: 1, language, text: sample?.earlier ?? words('options_previewEarlier') },
      { id: 2, language, text: sample?.newest ?? words('options_previewNewest') },
    ];
    overlay?.show(
      {
        lines: lines.slice(-settings.captionLines),
        candidate: settings.dwellIndicator
          ? { text: sample?.held ?? words('options_previewHeld'), language, progress: 0.6 }
          : null,
        notice: null,
      },
      settings,
      settings.captionPosition,
    );
  }, [overlay, settings, words, sample]);
  return (
    <div class="preview">
      <div class={`preview-picture ${picture}`} role="img" aria-label={words('options_preview')}>
        <div class="captions-preview" ref={host} aria-hidden="true" />
      </div>
      <Select
        label={words('options_previewOver')}
        value={picture}
        options={pictures.map((value) => ({ value, label: words(`options_preview_${value}`) }))}
        onChange={(value) => setPicture(pictures.find((known) => known === value) ?? 'bright')}
      />
    </div>
  );
}
