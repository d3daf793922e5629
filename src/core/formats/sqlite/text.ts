import type { Value } from "../format";
import { utf8 } from "../bytes/utf8";

/** A text as it is stored: some writers bind their JSON as bytes. "" for anything else. */
export const textOf = (value: Value | undefined): string =>
  typeof value === "string" ? value : value instanceof Uint8Array ? utf8(value) : "";
