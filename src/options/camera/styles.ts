/** The styles of {@link EyePanel}; part of other stylesheets. */
export const eyeStyles = `
.eye { display: grid; gap: .9rem; justify-items: stretch; align-content: start; max-inline-size: 40rem; }
.eye-ways { display: flex; flex-wrap: wrap; gap: .6rem .75rem; align-items: center; }
.eye-ways .note { flex-basis: 100%; max-inline-size: 34rem; }
.files { position: relative; display: inline-flex; }
.eye-wait {
  padding: .4rem .9rem;
  border-radius: .5rem;
  background: rgb(16 18 20 / .86);
  color: #fff;
}
/* Its line stays, so that nothing below moves when a sentence comes or goes. */
.why { min-block-size: 1.5em; color: var(--text-dim); }
.eye-progress { display: grid; gap: .3rem; }
.eye-live { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; justify-content: space-between; }
.eye-live .field { flex: 0 1 18rem; min-inline-size: 0; }
progress { inline-size: 100%; block-size: .6rem; accent-color: var(--accent); }
`;
