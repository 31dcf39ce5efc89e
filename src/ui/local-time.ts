/** Times in the device's time zone, as they stand in names of files. Pure. */

export const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** The day, as 2026-01-31. */
export const localDay = (at: Date): string =>
  [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
