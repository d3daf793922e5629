import { oneOf, option } from "../make";

export interface RoleField {
  /** Which side of the metrics is drawn; "auto" prefers eval where there is any. */
  readonly role: "auto" | "eval" | "train" | "all";
}

export const role = oneOf<RoleField>("role", {
  section: "curves",
  label: "Losses",
  hint: "Which losses are drawn",
  default: "auto",
  options: [
    option("auto", "Automatic", "Evaluation losses, or training losses of runs that log no evaluation."),
    option("eval", "Evaluation"),
    option("train", "Training"),
    option("all", "All"),
  ],
  group: "main",
});
