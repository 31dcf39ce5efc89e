/**
 * What content scripts keep in `storage.local` beside the settings: where captions stand on a site,
 * and how often words were put back.
 */
import * as v from 'valibot';
import { CaptionPosition, captionSizes } from './schema.ts';

/** The item that says where captions stand. */
export const placesKey = 'places';
/** At most this many sites are remembered; the one changed longest ago is forgotten first. */
export const maxSites = 50;

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** What the user changed on one site; a field that is left out follows the settings. */
const StoredLook = v.object({
  place: v.optional(v.union([CaptionPosition, v.object({ x: share, y: share })])),
  size: v.optional(
    v.pipe(v.number(), v.minValue(captionSizes.least), v.maxValue(captionSizes.most)),
  ),
});
/** Pairs of site and look, in the order of their last change. */
export const StoredLooks = v.array(v.tuple([v.pipe(v.string(), v.maxLength(300)), StoredLook]));
export type StoredLooks = v.InferOutput<typeof StoredLooks>;

/** The item with the words whose letters the user put back, and how often. */
export const putBackKey = 'words-put-back';
/** At most this many words are counted; those put back longest ago are forgotten first. */
export const maxCounted = 200;

export const PutBackCounts = v.array(
  v.tuple([v.pipe(v.string(), v.maxLength(24)), v.pipe(v.number(), v.minValue(1))]),
);
export type PutBackCounts = v.InferOutput<typeof PutBackCounts>;
