/** Descriptions of the scenes that tools/look.ts takes pictures of. */
import type { KeyInput } from 'puppeteer-core';
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
  /** Who reads the captions. Default: only the user, unless the tab reports something else. */
  readers?: { possible?: boolean; all?: boolean; failed?: boolean };
  /** The tab's site has a choice of its own for both. */
  ownSite?: boolean;
  /** The view of all signs is open. */
  signs?: boolean;
  /** The transcript is unfolded and holds this many captions. */
  transcript?: { captions: number; asking?: boolean; kept?: boolean; said?: MessageKey };
}

export interface OverlayScene extends Conditions {
  kind: 'overlay';
  /** `white`, `black`, `noise`, `call`, or the address of a picture. */
  picture: string;
  view: OverlayView;
  /** The hint below the captions. */
  hint?: 'off' | 'cannot' | 'field' | 'takenBack';
  /** The panel in the call: in the middle of a call, or before the first caption. */
  panel?: 'busy' | 'empty';
  /** Keys to press, one after the other. */
  keys?: readonly KeyInput[];
  /** What differs from the settings' defaults. */
  look?: Partial<Settings>;
  place?: Place;
  /** Position of the pointer, CSS px. */
  pointer?: readonly [x: number, y: number];
}

/** What tools/lab/pictograms.ts makes. */
export type Pictograms = Readonly<Record<string, readonly (readonly [number, number, number])[]>>;

export interface OptionsScene extends Conditions {
  /** Groups are as a user finds them; otherwise all are unfolded. */
  folded?: boolean;
  kind: 'options';
  section: string;
  /** The user has taught and allowed nothing yet. */
  empty?: boolean;
  listed?: readonly string[];
  /** The gesture whose hand the camera shows without an end, and that is not recognised. */
  shows?: string;
  /** The user has taught two signs that move, and has a report on them. */
  moving?: boolean;
  /** The user has a report on what they have taught; `bad`: it says that it is not usable. */
  trained?: boolean | 'bad';
  /** Every training fails. */
  failing?: boolean;
  /** Selector to click before anything is typed. */
  first?: string;
  /** Selector to type into, and the text. */
  type?: readonly [selector: string, text: string];
  /** The same, afterwards. */
  typeNext?: readonly [selector: string, text: string];
  /** Selectors to click one after the other, each once it exists. */
  press?: readonly string[];
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
  /** Everyone in the call is to read the captions. */
  everyone?: boolean;
  /** Default: true. */
  canReachOthers?: boolean;
  mac?: boolean;
  press?: readonly string[];
  await?: string;
}

export type Scene = PopupScene | OverlayScene | OptionsScene | WelcomeScene;
