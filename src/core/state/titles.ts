type Facets = ReadonlyMap<string, string>;

/**
 * A short name for each combination of facet values: the values that tell it from the others, and no more. Positions in the path
 * are left out first, then the facets with the fewest values. The one combination of a study that has no other is "".
 */
export function titlesOf(combinations: readonly Facets[]): string[] {
  const names = [...new Set(combinations.flatMap((facets) => [...facets.keys()]))];
  const values = new Map(names.map((name) => [name, new Set(combinations.map((facets) => facets.get(name))).size]));
  const droppable = names.sort((a, b) => rank(a) - rank(b) || (values.get(a) ?? 0) - (values.get(b) ?? 0));
  return combinations.map((own) => {
    let keep = [...own.keys()];
    for (const name of droppable) {
      const fewer = keep.filter((other) => other !== name);
      if (fewer.length < keep.length && isAlone(own, fewer, combinations)) keep = fewer;
    }
    return keep.map((name) => own.get(name) ?? "").join(" · ");
  });
}

function rank(facet: string): number {
  return facet.startsWith("folder ") ? 0 : 1;
}

function isAlone(own: Facets, names: readonly string[], combinations: readonly Facets[]): boolean {
  return combinations.filter((other) => names.every((name) => other.get(name) === own.get(name))).length === 1;
}
