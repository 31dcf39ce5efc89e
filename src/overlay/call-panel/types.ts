/** One of several that can be chosen. */
export interface PanelChoice {
  id: string;
  name: string;
}

/** What the panel in the call shows, and what its buttons do. */
export interface CallPanel {
  texts: CallPanelTexts;
  /** The last captions, oldest first. `language` (BCP 47) is left out if it is unknown. */
  captions: readonly { id: number; text: string; language?: string }[];
  /** Said by a press. */
  phrases: {
    own: readonly string[];
    /** Others that were said in this call, the newest first. */
    recent: readonly string[];
    onSay(text: string): void;
  };
  /** Size of captions, in percent as the user reads it; `null` where there is no further step. */
  size: { text: string; onSmaller: (() => void) | null; onLarger: (() => void) | null };
  /** What is recognised. */
  vocabularies: {
    all: readonly PanelChoice[];
    chosen: string;
    /** On which site only; null: in all calls. */
    onlyOn: string | null;
    onChoose(id: string): void;
  };
  readers: {
    /** Whether the user wants others to see captions. */
    everyone: boolean;
    /** As for vocabularies. */
    onlyOn: string | null;
    /** Null where it cannot be changed. */
    onChange: ((everyone: boolean) => void) | null;
    /** Who reads them now, or why others cannot. */
    about: string;
  };
  onPause(): void;
  onClose(): void;
}

/** Texts in the language of the interface. */
export interface CallPanelTexts {
  title: string;
  close: string;
  last: string;
  phrases: string;
  own: string;
  /** There are none yet, and where to write them. */
  noOwn: string;
  recent: string;
  /** Where other phrases can be typed, and why not here. */
  typing: string;
  settings: string;
  none: string;
  size: string;
  smaller: string;
  larger: string;
  vocabulary: string;
  everyone: string;
  pause: string;
}
