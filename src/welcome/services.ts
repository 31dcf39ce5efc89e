import type { OptionsServices } from '../options/services/types.ts';
import type { CallSites } from './call-sites.ts';

/** Whether the extension's button is on the toolbar. */
export interface ToolbarButton {
  /** Null if the browser does not say. */
  pinned(): Promise<boolean | null>;
  /** Calls the listener when it may have changed. @returns ends the subscription */
  subscribe(listener: () => void): () => void;
}

export interface WelcomeServices
  extends Pick<
    OptionsServices,
    'settings' | 'cameras' | 'recognizer' | 'vocabularies' | 'pictograms'
  > {
  button: ToolbarButton;
  callSites: CallSites;
  /** Whether this browser can draw captions into the picture that a call sends. */
  canReachOthers: boolean;
  /** Whether the computer runs macOS. */
  isMac(): Promise<boolean>;
  /** The keys of the on/off command; empty if none are set. */
  shortcut(): Promise<string>;
  openOptions(): Promise<void>;
}
