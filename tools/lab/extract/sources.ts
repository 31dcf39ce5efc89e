/** The picture sources of the landmark bank. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { poorKinds } from '../../lib/media/pictures.ts';
import { contactPhotos, digitPhotos, letterPhotos } from './letter-photos.ts';
import {
  extracted,
  isPicture,
  type LabelledPicture,
  labelledFolders,
  list,
  numbering,
  type PictureSource,
} from './listing.ts';

const hagrid = {
  licence: 'CC BY-SA 4.0 in the variant of HaGRID (its exact terms are an open question)',
  attribution: 'Kapitanov et al., HaGRID, https://github.com/hukenovs/hagrid',
};

function webcam(data: string, name: string, origin: string): PictureSource {
  return {
    header: {
      source: name,
      origin,
      licence: 'MIT',
      attribution: origin,
      changes: extracted,
      groups: 'one group: the pictures are bursts of one person',
      aspect: 'true',
      depth: true,
      people: '1',
      notes: 'J and Z are motions; their stills are arbitrary.',
    },
    crops: false,
    published: 364,
    pictures: () => labelledFolders(join(data, 'train/letters', name), () => name),
  };
}

/**
 * Rows of the sorted list, counted from 0 among those labelled `no_gesture`, that do show a gesture:
 * open hands, and thumbs with two fingers. All 406 were checked on contact sheets. Hands that hold a
 * phone or lie on something stay in, because idle hands do such things.
 */
const notIdle = new Set([60, 67, 145, 146, 230, 280, 364, 385, 394]);

/** Labels of the pictures of HaGRID's mixed class, according to what they show. */
function sortedNone(data: string): Map<string, string> {
  const file = join(data, 'train/gestures/hagrid-crops-none-sorted.csv');
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  let idle = 0;
  return new Map(
    rows.map((row) => {
      const [name, label] = row.split(',') as [string, string];
      const sure = label !== 'unsure' && label !== 'no-hand-found';
      const gesture = label === 'no_gesture' && notIdle.has(idle++);
      return [name, sure && !gesture ? label : 'unsorted'];
    }),
  );
}

/** HaGRID's crops with their sorted labels; the groups are the same for every caller. */
function hagridCrops(data: string): LabelledPicture[] {
  const crops = join(data, 'train/gestures/hagrid-crops');
  const none = sortedNone(data);
  return labelledFolders(crops, (label, file) => `${label}/${file}`).map((picture) =>
    picture.label === 'none'
      ? { ...picture, label: none.get(picture.file.slice(crops.length + 6)) ?? 'unsorted' }
      : picture,
  );
}

/** All picture sources that may be used for training. */
export function trainingSources(data: string): PictureSource[] {
  return [
    {
      header: {
        source: 'davidlee',
        origin: "David Lee's ASL letters, as copied in thesoorajsingh/Project-S",
        licence: 'public domain',
        attribution: "David Lee's ASL letters",
        changes: extracted,
        groups:
          'one group for each original picture, of which there are up to three altered copies',
        aspect: 'unknown',
        depth: true,
        people: '1 to 2',
        notes: 'Pictures were stretched to a square before. About half of the copies are mirrored.',
      },
      crops: false,
      published: 1656,
      pictures: () => {
        const number = numbering();
        return ['train', 'valid'].flatMap((part) =>
          labelledFolders(
            join(data, `train/letters/davidlee-${part}`),
            (label, file) => `${label}/${file.split('_jpg')[0]}`,
            number,
          ),
        );
      },
    },
    webcam(data, 's03', 'Meyyappan-Dm/sign-language-detector'),
    webcam(data, 's05', 'seeeeeeel/Hand_sign_language'),
    webcam(data, 's07', 't32rahman/ASL-ML'),
    {
      header: {
        source: 'hagrid-crops',
        origin: 'HaGRID, as copied in Shadowfax221/553.806_Capstone_HandGesture',
        ...hagrid,
        changes: extracted,
        groups: 'one group for each picture; people are not known',
        aspect: 'true',
        depth: true,
        people: 'many',
        notes:
          'Tight crops of about 74x108 pixels. Rows labelled no_gesture are idle hands; the mixed class was sorted by shape, and unsorted rows are what no shape was given to.',
      },
      crops: true,
      published: 6800,
      pictures: () => hagridCrops(data),
    },
    {
      header: {
        source: 'hagrid-crops-poor',
        origin: 'HaGRID, as copied in Shadowfax221/553.806_Capstone_HandGesture',
        ...hagrid,
        changes: extracted,
        groups: 'those of hagrid-crops: the same pictures',
        aspect: 'true',
        depth: true,
        people: 'many',
        notes:
          'The idle hands of hagrid-crops once more, as a worse camera would show them: one copy small, one blurred.',
      },
      crops: true,
      pictures: () =>
        hagridCrops(data)
          .filter(({ label }) => label === 'no_gesture')
          .flatMap((picture) => poorKinds.map((poor) => ({ ...picture, poor }))),
    },
    ...letterPhotos(data),
    digitPhotos(data),
    contactPhotos(data),
  ];
}

/** Pictures that are used only for reports; what is extracted from them is never committed. */
export function validationSources(data: string): PictureSource[] {
  const source = (
    kind: string,
    name: string,
    pictures: () => LabelledPicture[],
  ): PictureSource => ({
    header: {
      source: name,
      origin: `validation/${kind}/${name}`,
      licence: 'none stated: local evaluation only, not to be committed',
      attribution: 'none',
      changes: extracted,
      groups: 'one group for each picture',
      aspect: 'true',
      depth: true,
      people: '1',
      notes: '',
    },
    crops: false,
    pictures,
  });
  const folders = (kind: string) =>
    list(join(data, 'validation', kind)).map((name) =>
      source(kind, name, () =>
        labelledFolders(join(data, 'validation', kind, name), (label, file) => `${label}/${file}`),
      ),
    );
  const photos = join(data, 'validation/negatives/photos');
  return [
    ...folders('letters'),
    ...folders('gestures'),
    source('negatives', 'photos', () =>
      list(photos)
        .filter(isPicture)
        .map((file, group) => ({ file: join(photos, file), label: 'photo', group })),
    ),
  ];
}
