import { axes, type XAxis } from "./protocol/protocol";

/** What an input is in print: its symbol and words; "x" is whatever the protocol put there. */
export function inputWords(id: string, x: XAxis): { readonly symbol: string; readonly meaning: string } {
  switch (id) {
    case "x":
      return axes[x];
    case "N":
      return axes.params;
    case "D":
      return axes.tokens;
    case "C":
      return axes.flops;
    case "step":
      return axes.step;
    default:
      return { symbol: id, meaning: id };
  }
}

/** "C (training FLOPs)", or the name alone where there is no more to say. */
export function nameOf(id: string, x: XAxis): string {
  const { symbol, meaning } = inputWords(id, x);
  return symbol === meaning ? symbol : `${symbol} (${meaning})`;
}
