import assert from "node:assert/strict";
import { reportText } from "../../../src/core/export";
import type { FitReport, StudyReport } from "../../../src/core/export/studyReport";

const fit = (group: Record<string, string>): FitReport => ({
  group,
  law: "power",
  formula: "",
  status: "not enough points" as FitReport["status"],
  points: 1,
  runs: 1,
  coefficients: {},
  r2: null,
  objective: { id: "huber", value: null },
  range: {},
  minFlops: 0,
  warnings: [],
});
const report = (...groups: Record<string, string>[]): StudyReport => ({ fits: groups.map(fit), protocol: {} });

describe("exports of strange names", () => {
  it("CSV: no cell is a formula of a spreadsheet, and numbers stay numbers", () => {
    for (const name of ["=1+1", "+1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1+1", " =1+1", "\n+cmd"]) {
      const [, row = ""] = reportText(report({ mix: name }), "csv").split(/\n(?=['"])/);
      assert.match(row, /^"?'/, JSON.stringify(name));
    }
    for (const number of ["-2.5", "+3", "-1e-5", ".5"])
      assert.ok(
        reportText(report({ mix: number }), "csv")
          .split("\n")[1]
          ?.startsWith(`${number},`),
        number,
      );
  });

  it("a facet called as an object's own methods is a facet", () => {
    const groups = report({ constructor: "a" }, { mix: "b" }, { toString: "c", hasOwnProperty: "d" });
    for (const format of ["json", "csv", "markdown", "latex", "python"] as const)
      assert.doesNotMatch(reportText(groups, format), /native code/, format);
  });

  it("LaTeX: a row that begins with a bracket or a star is no argument of the line before it", () => {
    const text = reportText(report({ mix: "[3cm]" }, { mix: "*" }), "latex");
    assert.match(text, /\n\{\}\[3cm\] & /);
    assert.match(text, /\n\{\}\* & /);
  });
});
