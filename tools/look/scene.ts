/** Descriptions of the scenes that tools/look.ts takes pictures of. */
import type { TabState } from '../../src/messaging/protocol.ts';
import type { Place } from '../../src/overlay/place.ts';
import type { OverlayView } from '../../src/overlay/types.ts';
import type { Settings } from '../../src/settings/schema.ts';
import type { MessageKey } from '../../src/ui/i18n.ts';

interface Conditions {
  dark?: boolean;
  forced?: boolean;
  dir?: 'ltr' | 'rtl';
  /** 2 is the browser's 200 %. */
  zoom?: number;
  /** Viewport width in CSS px. */
  width?: number;
  /** Press Tab once, to see where the focus goes. */
  focus?: boolean;
}

export interface PopupScene extends Conditions {
  kind: 'popup';
  state: TabState | null;
  fault?: MessageKey;
  shortcut?: string;
  /** The transcript is unfolded and holds this many captions. */
  transcript?: { captions: number; asking?: boolean; kept?: boolean; said?: MessageKey };
}

export interface OverlayScene extends Conditions {
  kind: 'overlay';
  /** `white`, `black`, `noise`, `call`, or the address of a picture. */
  picture: string;
  view: OverlayView;
  /** What differs from the settings' defaults. */
  look?: Partial<Settings>;
  place?: Place;
  /** Position of the pointer, CSS px. */
  pointer?: readonly [x: number, y: number];
}

/** What tools/lab/pictograms.ts makes. */
export type Pictograms = Readonly<Record<string, readonly (readonly [number, number, number])[]>>;

export interface OptionsScene extends Conditions {
  kind: 'options';
  section: string;
  /** The user has taught and allowed nothing yet. */
  empty?: boolean;
  listed?: readonly string[];
  /** The user has taught two signs that move, and has a report on them. */
  moving?: boolean;
  /** Selectors to click one after the other, each once it exists. */
  press?: readonly string[];
  /** Selector to type into, and the text. */
  type?: readonly [selector: string, text: string];
  /** Content of the file that is chosen for an import. */
  upload?: string;
  /** Selector to wait for. */
  await?: string;
}

export interface WelcomeScene extends Conditions {
  kind: 'welcome';
  /** Whether the toolbar button is pinned; null if the browser does not say. */
  pinned?: boolean | null;
  /** The browser refuses the camera. */
  refused?: boolean;
  done?: boolean;
  press?: readonly string[];
  await?: string;
}

export type Scene = PopupScene | OverlayScene | OptionsScene | WelcomeScene;
