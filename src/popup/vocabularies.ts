import type { VocabularyChoice } from './view.tsx';

export const shippedVocabularies: readonly VocabularyChoice[] = [
  { id: 'call-gestures', name: 'vocabulary_callGestures' },
  {
    id: 'fingerspelling',
    name: 'vocabulary_fingerspelling',
    note: 'vocabulary_fingerspellingNote',
  },
];
