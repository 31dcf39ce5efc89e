/**
 * The colours that the overlay and the pages share. The overlay's stand on any picture; their
 * contrast is checked by tests.
 */
export const colors = {
  /** Behind captions: lets a hint of the picture through, never more than the text can bear. */
  panel: 'rgb(16 18 20 / .86)',
  onPanel: '#ffffff',
  onPanelDim: '#c4c9cf',
  ringTrack: 'rgb(255 255 255 / .28)',
  accentOnDark: '#5cc8a8',
  accentOnDarkHover: '#7ad7bb',
  onAccentOnDark: '#0b1512',
} as const;
