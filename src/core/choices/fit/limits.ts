import { limitsError } from "../../laws/limited";
import { written } from "../make";

export interface LimitsField {
  /** Bounds and starts of coefficients, `alpha in 0.1..0.9, E >= 0, b = 0.3` (a start); "" for the law's own. */
  readonly limits: string;
}

export const limits = written<LimitsField>("limits", {
  section: "fit",
  label: "Bounds and starts",
  hint: "Bounds of the law's coefficients and where their search starts: alpha in 0.1..0.9, E >= 0, b = 0.3",
  default: "",
  control: { kind: "text" },
  check: (text) => {
    const error = limitsError(text);
    return error && { wrong: error.message, at: error.at };
  },
  group: "protocol",
  line: "coefficients",
  describe: ({ limits: text }: LimitsField) => (text === "" ? undefined : { label: "Bounds and starts", text }),
  short: ({ limits: text }: LimitsField) => (text === "" ? "" : `bounds ${text}`),
});
