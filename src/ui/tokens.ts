/**
 * The colours that the overlay and the pages share. Tests check their contrast: text 4.5:1, marks
 * and borders of controls 3:1.
 */
export const colors = {
  /** Behind captions; a little transparent, but the text stays readable on any video. */
  panel: 'rgb(16 18 20 / .86)',
  onPanel: '#ffffff',
  onPanelDim: '#c4c9cf',
  ringTrack: 'rgb(255 255 255 / .28)',
  accentOnDark: '#5cc8a8',
  accentOnDarkHover: '#7ad7bb',
  onAccentOnDark: '#0b1512',
} as const;

export interface Theme {
  background: string;
  surface: string;
  text: string;
  textDim: string;
  line: string;
  /** Edge of a control: must stand out from `background`. */
  edge: string;
  accent: string;
  accentHover: string;
  onAccent: string;
  error: string;
  /** Text on `error`. */
  onError: string;
  /** Fill and outline of drawn hands. */
  hand: string;
  handEdge: string;
}

export const light: Theme = {
  background: '#ffffff',
  surface: '#f3f5f6',
  text: '#16191c',
  textDim: '#555c64',
  line: '#dfe3e6',
  edge: '#7b838b',
  accent: '#0b7a64',
  accentHover: '#096350',
  onAccent: '#ffffff',
  error: '#b3261e',
  onError: '#ffffff',
  hand: '#d9efe8',
  handEdge: '#0b7a64',
};

export const dark: Theme = {
  background: '#1d2023',
  surface: '#282c30',
  text: '#eef0f2',
  textDim: '#adb4bb',
  line: '#3a4046',
  edge: '#858d95',
  accent: colors.accentOnDark,
  accentHover: colors.accentOnDarkHover,
  onAccent: colors.onAccentOnDark,
  error: '#ff9a90',
  onError: '#2c0b07',
  hand: '#2f5a4e',
  handEdge: '#7ad7bb',
};

const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);

function properties(theme: Theme): string {
  return Object.entries(theme)
    .map(([name, value]) => `--${kebab(name)}: ${value};`)
    .join(' ');
}

/** The themes as custom properties (`--text-dim`), for the extension's pages. */
export const themeStyles = `
:root { color-scheme: light dark; ${properties(light)} }
@media (prefers-color-scheme: dark) { :root { ${properties(dark)} } }
`;
