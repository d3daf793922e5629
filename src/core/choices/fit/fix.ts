import { readFix } from "../../laws/limited";
import { written } from "../make";

export interface FixField {
  /** Coefficients that are held at a value, `E=1.69, b=.05`; "" holds none. */
  readonly fix: string;
}

export const fix = written<FixField>("fix", {
  section: "fit",
  label: "Fixed",
  hint: "Coefficients of the law that are held at a value",
  default: "",
  control: { kind: "text" },
  check: (text) => {
    const pins = readFix(text);
    return "message" in pins ? { wrong: pins.message, at: pins.at } : undefined;
  },
  group: "protocol",
  line: "coefficients",
  describe: ({ fix: text }: FixField) => (text === "" ? undefined : { label: "Fixed", text }),
  short: ({ fix: text }: FixField) => (text === "" ? "" : `${text} fixed`),
  neighbours: ({ fix: text }: FixField) =>
    text === "" ? [] : [{ change: "no coefficient fixed", choices: { fix: "" } }],
  flag: { name: "fix", value: "NAME=VALUE,…", examples: ["E=1.69,b=.05"] },
});
