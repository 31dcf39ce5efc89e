/**
 * `npm run evaluate:adapt -- [--also FOLDER] [--choose] [--head] [--out FOLDER]`: measures what three
 * takes of a misread letter change, for the letter, for the person's other letters, and for hands that
 * must stay silent. People of the landmark bank are left out of training in turn (which takes minutes the
 * first time; the classifiers are kept in build/); --also names a folder of landmark banks with more
 * people whom the shipped classifier has not seen. --choose compares other choices, --head a taught
 * classifier. The validation people (build/validation-bank, if it is there) are only reported on: nothing
 * is chosen by them. Prints tables and writes them to docs/evaluation/adapt.md.
 */
import './lab/adapt/main.ts';
