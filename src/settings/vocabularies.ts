/** What the user can have recognised, by the keys of its names in `_locales`. */
export const shippedVocabularies = [
  { id: 'call-gestures', name: 'vocabulary_callGestures' },
  {
    id: 'fingerspelling',
    name: 'vocabulary_fingerspelling',
    note: 'vocabulary_fingerspellingNote',
  },
] as const;
