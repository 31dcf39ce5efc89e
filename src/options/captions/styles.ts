/** The styles of the Captions section: the preview and its fields. */
export const captionsStyles = `
.look { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 1rem 1.5rem; align-items: start; }
.look .contrast { grid-column: 1 / -1; }
.contrast:empty { display: none; }
.contrast { padding-inline-start: .6rem; border-inline-start: 3px solid var(--error); }
.field input[type="color"] { inline-size: 4rem; block-size: 2.25rem; padding: .15rem; border: 1px solid var(--edge); border-radius: .5rem; background: var(--background); cursor: pointer; }
.preview { display: grid; gap: .75rem; z-index: 1; background: var(--background); padding-block: .5rem; }
@media (min-height: 44rem) { .preview { position: sticky; inset-block-start: 0; } }
.preview .field { max-inline-size: 14rem; }
.preview-picture { position: relative; inline-size: 100%; aspect-ratio: 16 / 9; border-radius: .75rem; overflow: hidden; border: 1px solid var(--line); }
.preview-picture.bright { background: radial-gradient(ellipse 14% 22% at 50% 36%, #c9986f 96%, transparent), radial-gradient(ellipse 26% 46% at 50% 100%, #7fa3cc 96%, transparent), linear-gradient(100deg, #fffdf6, #f3ede0 60%, #ffffff); }
.preview-picture.dark { background: radial-gradient(ellipse 14% 22% at 50% 36%, #4a3527 96%, transparent), radial-gradient(ellipse 26% 46% at 50% 100%, #1d2a3b 96%, transparent), linear-gradient(100deg, #0c0d10, #1a1612); }
.preview-picture.noise { background: repeating-radial-gradient(#000 0 .0001%, #fff 0 .0002%) 50% 0 / 2500px 2500px, repeating-conic-gradient(#000 0 .0001%, #fff 0 .0002%) 60% 60% / 2500px 2500px; background-blend-mode: difference; }
`;
