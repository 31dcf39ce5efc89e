/** The synthetic signer's command line; `docs/signer.md` explains it. */
import './lab/signer/main.ts';
