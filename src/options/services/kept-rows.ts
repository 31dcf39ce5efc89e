/** What the store holds, as rows of a table. */
import type { StoreUsage } from '../../packs/store-types.ts';
import type { MessageKey } from '../../ui/i18n.ts';

export const usageRows = (usage: StoreUsage): [MessageKey, number][] => [
  ['options_keptPacks', usage.packs],
  ['options_keptGestures', usage.gestures],
  ['options_keptSamples', usage.samples],
  ['options_keptNothing', usage.unknowns.nothing],
  ['options_keptWrong', usage.unknowns.wrong],
  ['options_keptFromPacks', usage.unknowns.pack],
  ['options_keptTaught', usage.taught ? 1 : 0],
  ['options_keptPreferences', usage.preferences],
];
