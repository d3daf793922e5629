import type { Theme } from "../shared/theme";
import type { Frame } from "./area";

/** Everything besides the view that decides how a chart looks. */
export interface Look extends Frame {
  readonly theme: Theme;
}
