import { element, setText } from "../shared/dom";
import { labelled, type Shown } from "./label";

/** A slider; the toolkit has none, so it is the browser's own. */
export function slider(
  label: string,
  range: { readonly low: number; readonly high: number; readonly step: number },
  slide: (value: number) => void,
): Shown<number> {
  const input = element("input", {
    type: "range",
    min: String(range.low),
    max: String(range.high),
    step: String(range.step),
  });
  const host = labelled(label, input);
  const said = element("output", { class: "slider-value" });
  host.append(said);
  const say = (value: number): void => {
    setText(said, value === 0 ? "off" : value.toFixed(2));
  };
  input.addEventListener("input", () => {
    say(input.valueAsNumber);
    slide(input.valueAsNumber);
  });
  return {
    host,
    set: (value) => {
      if (document.activeElement === input && input.matches(":active")) return;
      input.valueAsNumber = value;
      say(value);
    },
  };
}
