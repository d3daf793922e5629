import { answer } from "../print/print";
import type { Command } from "../command";
import { UsageError } from "../errors";
import { fitStudy } from "../fitStudy";
import { readOptions } from "../flags/options";
import { predictions } from "../questions/predictions";
import { fitFlags, readProtocol } from "../flags/protocolFlags";
import { parseTarget } from "../flags/target";

const flags = {
  target: { type: "string", multiple: true, value: "TARGET", help: "1e24, 70B@15T, 70B, 15T, N=…,D=…" },
  ...fitFlags,
} as const;

export const predict: Command = {
  id: "predict",
  usage: "PATH… --target TARGET… [flags of fit]",
  summary: "the loss that the fitted laws give at a budget, a size, or a size at a token count",
  flags,
  async run(args) {
    const { values, positionals } = readOptions(args, flags);
    const targets = (values.target ?? []).map((text) => parseTarget("target", text));
    if (targets.length === 0) throw new UsageError("predict needs --target");
    const study = await fitStudy(positionals, values, readProtocol(values));
    return answer(study, [predictions(study, targets)], values.json === true);
  },
};
