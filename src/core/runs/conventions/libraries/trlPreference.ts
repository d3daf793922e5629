import type { Convention, LossRule } from "../convention";
import { recognisedBy } from "../rules";

/** TRL's trainers that learn from preferences or rewards (DPO, KTO, GRPO, PPO …): their `loss` is no cross-entropy, and starts at ln 2 or
 * near 0. */
export const trlPreference: Convention = {
  id: "trl-preference",
  label: "TRL, from preferences or rewards",
  source: { repository: "huggingface/trl", commit: "f2cd57710ae345ea6428ae95363267fcf38a3dc8", date: "2026-07-24" },
  recognises: recognisedBy({
    keys:
      "rewards/chosen rewards/margins logps/chosen objective/kl clip_ratio clip_ratio/region_mean frac_reward_zero_std " +
      "completions/mean_length policy_loss",
  }),
  loss: ["loss", "train/loss", "train_loss"]
    .map((key): LossRule => ({ key, role: "train", quantity: "other" }))
    .concat(["eval_loss", "eval/loss"].map((key): LossRule => ({ key, role: "eval", quantity: "other" }))),
};
