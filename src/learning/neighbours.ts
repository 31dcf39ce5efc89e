/**
 * Distance from each query to its nearest reference (Euclidean).
 *
 * @param queries rows of the same length as the references.
 * @returns one distance per query; Infinity when there is no reference.
 */
export function nearestDistances(
  queries: readonly Float32Array[],
  references: readonly Float32Array[],
): Float32Array {
  return Float32Array.from(queries, (query) => {
    let best = Infinity;
    for (const reference of references) {
      let total = 0;
      for (let i = 0; i < query.length && total < best; i++) {
        const difference = query[i]! - reference[i]!;
        total += difference * difference;
      }
      if (total < best) best = total;
    }
    return Math.sqrt(best);
  });
}
