/** The values of a JSON file by their paths, so that each can be replaced by another. */

/** Keys and indexes that lead to a value; empty: the whole file. */
export type Place = readonly (string | number)[];

/** The paths of all values; of a list, only those of its first four items. */
export function placesIn(whole: unknown): Place[] {
  const places: Place[] = [];
  const walk = (value: unknown, at: Place): void => {
    places.push(at);
    if (Array.isArray(value)) {
      for (const i of value.slice(0, 4).keys()) walk(value[i], [...at, i]);
    } else if (typeof value === 'object' && value) {
      for (const [key, one] of Object.entries(value)) walk(one, [...at, key]);
    }
  };
  walk(whole, []);
  return places;
}

/** The file's content with another value at one path. */
export function withValue(file: string, place: Place, value: unknown): unknown {
  const root: { whole: unknown } = { whole: JSON.parse(file) };
  let parent: object = root;
  const steps = ['whole', ...place];
  for (const step of steps.slice(0, -1)) parent = Reflect.get(parent, step) as object;
  Reflect.set(parent, steps.at(-1)!, value);
  return root.whole;
}
