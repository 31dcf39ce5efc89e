/** How large the packages may be: people install them over slow lines, onto small disks. */

/** A package with all models; zipped, as a store hands it out. */
export const mostPackageBytes = 15 * 1000 * 1000;

/**
 * What is loaded into every page of a listed site before anybody has asked for captions, unzipped:
 * parsing it costs every visit.
 */
export const mostPageBytes: Readonly<Record<string, number>> = {
  'tap.js': 16_000,
  'content.js': 130_000,
};

/** What is too large, in sentences; none when all is well. */
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
