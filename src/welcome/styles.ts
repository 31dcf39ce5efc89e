import { eyeStyles } from '../options/camera/styles.ts';

export const welcomeStyles = `${eyeStyles}
.welcome {
  display: grid;
  gap: 2.25rem;
  max-inline-size: 48rem;
  margin-inline: auto;
  padding: 2.5rem 1.25rem 4rem;
}
.welcome > header { display: flex; flex-wrap: wrap; gap: 1rem 1.25rem; align-items: center; }
.welcome > header > div { flex: 1 1 16rem; display: grid; gap: .35rem; }
.welcome .lead { font-size: 1.1rem; color: var(--text-dim); }
.welcome > section { display: grid; gap: .9rem; min-inline-size: 0; }
.begin { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 2rem 2.5rem; align-items: start; }
.begin > section { display: grid; gap: .9rem; min-inline-size: 0; }
.both { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; }
.both ul { margin: .6rem 0 0; padding-inline-start: 1.2rem; display: grid; gap: .45rem; }
.trial { display: grid; gap: 1rem; }
.suggested { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(3, minmax(0, 6rem)); gap: 1.25rem clamp(.5rem, 3vw, 1.25rem); }
.suggested li { display: grid; gap: .15rem; align-content: start; justify-items: center; text-align: center; font-size: .875rem; overflow-wrap: anywhere; }
.suggested .caption { font-weight: 650; font-size: 1rem; }
.suggested .hand-drawing { inline-size: min(5rem, 100%); block-size: auto; aspect-ratio: 1; }
.welcome .readers { display: flex; flex-wrap: wrap; gap: 1rem 1.5rem; align-items: start; }
.readers .choice { flex: 1 1 18rem; }
.readers .sent-preview { inline-size: 14rem; }
.welcome .folded ul { margin: 0; padding-inline-start: 1.2rem; display: grid; gap: .6rem; }
.go { background: var(--surface); }
`;
