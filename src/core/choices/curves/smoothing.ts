import type { Choice } from "../choice";
import { wrong } from "../make";
import { typedNumber } from "../typed";

export interface SmoothingField {
  /** 0 none … 0.99 strong. */
  readonly smoothing: number;
}

const high = 0.999;

export const smoothing: Choice<SmoothingField> = {
  key: "smoothing",
  section: "curves",
  label: "Smoothing",
  hint: "How far the curves are smoothed, 0 for not at all",
  fields: {
    smoothing: {
      default: 0,
      accepts: (value) => typeof value === "number" && value >= 0 && value <= high,
      schema: { type: "number", minimum: 0, maximum: high },
    },
  },
  control: { kind: "slider", low: 0, high: 0.99, step: 0.01 },
  parse: ([text = ""]) => {
    const value = typedNumber(text);
    return value >= 0 && value <= high ? { smoothing: value } : wrong(`a number from 0 to ${high}`, text);
  },
  write: (values) => [String(values.smoothing)],
  group: "main",
};
