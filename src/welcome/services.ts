import type { OptionsServices } from '../options/services.ts';
import type { CallSites } from './call-sites.ts';

/** The toolbar button, as far as the browser tells of it. */
export interface ToolbarButton {
  /** Null where the browser does not say. */
  pinned(): Promise<boolean | null>;
  /** Told when it may have changed; answers how to stop. */
  subscribe(listener: () => void): () => void;
}

export interface WelcomeServices
  extends Pick<
    OptionsServices,
    'settings' | 'cameras' | 'recognizer' | 'vocabularies' | 'pictograms'
  > {
  button: ToolbarButton;
  callSites: CallSites;
  /** The keys of the on/off command, empty when none are set. */
  shortcut(): Promise<string>;
  openOptions(): Promise<void>;
}
