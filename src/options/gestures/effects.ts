/**
 * Shipped gestures to which systems and calls react too, with effects of their own. Sources: Apple,
 * "Use Reactions when videoconferencing on Mac"; Zoom, "Using gesture recognition" (KB0067842);
 * Google Meet, "Hand raise gesture" (workspaceupdates.googleblog.com, November 2023).
 */
const effects: ReadonlyMap<string, readonly string[]> = new Map([
  ['call-gestures:thumbs-up', ['macOS', 'Zoom']],
  ['call-gestures:thumbs-down', ['macOS', 'Zoom']],
  ['call-gestures:peace', ['macOS']],
  ['call-gestures:rock', ['macOS']],
  ['call-gestures:ok', ['Zoom']],
  ['call-gestures:open-palm', ['Zoom', 'Google Meet']],
]);

/** The names of what may react to a gesture; empty if nothing is known. */
export const effectsOf = (key: string): readonly string[] => effects.get(key) ?? [];

export const gesturesWithEffects: readonly string[] = [...effects.keys()];
