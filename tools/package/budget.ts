/** How large the packages may be: people install them over slow connections, onto small disks. */

/** At most this many bytes for a package with all models, zipped as the store delivers it. */
export const mostPackageBytes = 15 * 1000 * 1000;

/**
 * At most this many bytes, unzipped, for scripts that load into every page of a listed site before
 * captions are asked for: every visit pays for parsing them.
 */
export const mostPageBytes: Readonly<Record<string, number>> = {
  'tap.js': 16_000,
  // A twentieth of it is the text of the worker that draws sent captions: no other script can start it;
  // another twentieth reads spelled words; a fourteenth is the panel in the call. It cannot be loaded
  // when it is opened: its file would have to be open to every page. It says who reads the captions, what
  // counts on this site only, and undoes "that was wrong", which a gesture may mean, too.
  'content.js': 200_000,
};

/** Sentences about what is too large; empty if nothing is. */
export function overBudget(
  name: string,
  packageBytes: number,
  sizeOf: (path: string) => number | undefined,
): string[] {
  const over: string[] = [];
  if (packageBytes > mostPackageBytes)
    over.push(`${name} has ${packageBytes} bytes; ${mostPackageBytes} are allowed.`);
  for (const [path, most] of Object.entries(mostPageBytes)) {
    const size = sizeOf(path);
    if (size === undefined) over.push(`${name} has no ${path}.`);
    else if (size > most) over.push(`${path} of ${name} has ${size} bytes; ${most} are allowed.`);
  }
  return over;
}
