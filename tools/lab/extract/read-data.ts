/** Reads or lists the whole data folder before anything is written. */
import type { BankEntry } from '../bank/bank.ts';
import type { LabelledPicture, PictureSource } from './listing.ts';
import type { TableSource } from './table-rows.ts';

/** A source and all of its pictures. */
export interface ListedPictures {
  source: PictureSource;
  pictures: LabelledPicture[];
}

export interface ReadTable {
  source: TableSource;
  entries: BankEntry[];
}

/**
 * Lists the pictures of all sources.
 *
 * @throws Error with a sentence if a folder is missing or has fewer pictures than were published: a
 *   bank made from half of the data would look complete.
 */
export function listPictures(sources: readonly PictureSource[]): ListedPictures[] {
  return sources.map((source) => {
    const pictures = source.pictures();
    const { published } = source;
    if (pictures.length < Math.max(1, published ?? 0)) {
      throw new Error(
        `The data for ${source.header.source} is not complete: ${pictures.length} pictures` +
          `${published ? ` of ${published}` : ''}. Copy the folder again; nothing was written.`,
      );
    }
    return { source, pictures };
  });
}

/** Reads all tables. @throws Error with a sentence if one is missing or has no hands */
export function readTables(sources: readonly TableSource[]): ReadTable[] {
  return sources.map((source) => {
    let entries: BankEntry[] = [];
    let cause: unknown;
    try {
      entries = source.entries();
    } catch (error) {
      cause = error;
    }
    if (entries.length === 0) {
      throw new Error(
        `The table of ${source.header.source} cannot be read` +
          `${cause instanceof Error ? ` (${cause.message})` : ''}; nothing was written.`,
        { cause },
      );
    }
    return { source, entries };
  });
}
