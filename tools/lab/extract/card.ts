/** Makes the data card of the landmark bank from the headers of its files. */
import type { BankFile } from '../bank/bank.ts';

/** Markdown for `models/bank/README.md`. */
export function dataCard(files: readonly BankFile[]): string {
  const total = files.reduce((sum, file) => sum + file.count, 0);
  const rows = files.map(
    (file) =>
      `| \`${file.source}.json\` | ${file.count} | ${file.labels.length} | ${file.people} | ${
        file.aspect === 'true' ? 'yes' : 'no'
      } | ${file.depth ? 'x y z' : 'x y'} | ${file.licence} |`,
  );
  const details = files.map(
    (file) => `### ${file.source}

- Origin: ${file.origin}
- Licence: ${file.licence}
- Attribution: ${file.attribution}
- ${file.changes}
- Groups: ${file.groups}
- Labels: ${file.labels.join(', ')}${file.notes ? `\n- ${file.notes}` : ''}
`,
  );
  return `# Landmark bank

The classifiers are trained on this bank: ${total} hands as numbers, one file per source. No picture, no
file name and no user or picture id is kept. \`npm run extract\` writes the files and this card from
the pictures and tables; \`tools/lab/bank/bank.ts\` reads them and explains each column.

| file | hands | labels | people | x and y in one unit | axes | licence |
|---|---|---|---|---|---|---|
${rows.join('\n')}

Landmarks are MediaPipe's 21 hand points, relative to the wrist, in units of hand size (the longer side
of the box around the points), in steps of 1/8000. Orientation in the picture is kept. Handedness
is what the landmark model reports for a picture that is not mirrored; several sources are
mirrored, so it says which way round the hand was shown, not which hand people used.

## Sources

${details.join('\n')}
## Before you use it

- Everything derived from HaGRID (\`hagrid-crops\`, \`hagrid-landmarks\`) is under HaGRID's variant of CC BY-SA 4.0,
  with attribution to Kapitanov et al., and has been changed as stated above. The exact terms of that variant
  are an open question.
- The letter sources show about thirty people, a third of them with a whole alphabet: a classifier
  trained on them must be measured on others.
- Letters that another national alphabet forms differently, and labels that show another hand than they
  name, were found on contact sheets (drawn skeletons and pictures) and are left out; each source's note
  says which. A letter that people form in another way than most (N with hanging fingers, K upright, P
  level) stays.
- J and Z are motions; their rows are single moments of the motion.
- A picture in which no hand was found has no row, so hard pictures are missing from the bank.
`;
}
