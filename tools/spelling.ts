/**
 * `npm run --silent spelling -- DIR [--words FILE] [--pace MS] [--seed N] [--flowing] [--count N] [--person NAME]`:
 * spells words with a person's own pictures of letters (DIR/PERSON/LETTER/*.jpg) and prints what is
 * read, one JSON line for each word, then a summary. `--left-out` takes the people of the landmark bank
 * instead of DIR, each with the classifier that was trained without them. `--names` spells names that
 * are in no word list; `--by-frequency` draws words as often as people say them.
 * `--held-only` takes no letter that is drawn for one. Progress goes to standard error.
 */
import './lab/spelling/main.ts';
