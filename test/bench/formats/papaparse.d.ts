/** The part of papaparse that the benchmark calls; the package has no types of its own. */
declare module "papaparse" {
  const papa: {
    parse(
      text: string,
      options: { readonly fastMode: boolean; readonly dynamicTyping: boolean },
    ): { readonly data: readonly (readonly (string | number | null)[])[] };
  };
  export = papa;
}
