/** `npm run signer`: renders clips and pictures of a synthetic signer; docs/signer.md explains the options. */
import './lab/signer/main.ts';
