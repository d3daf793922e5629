import assert from "node:assert/strict";
import { formats, recognise } from "../../../src/core/formats/index";
import { cleaned } from "../../../src/core/formats/text/textLog";
import { printed } from "../../../src/core/formats/text/row";
import { read, rowsOf } from "./collect";

/** The documented line shapes of each program, what is read of them, and the settings found. */
interface Sample {
  readonly id: string;
  readonly lines: readonly string[];
  readonly rows: readonly Record<string, number>[];
  readonly config?: Readonly<Record<string, unknown>>;
}

const samples: readonly Sample[] = [
  {
    id: "nanogpt",
    lines: [
      "Overriding: batch_size = 8",
      "tokens per iteration will be: 491,520",
      "number of parameters: 10.65M",
      "step 0: train loss 10.98, val loss 10.97",
      "iter 0: loss 10.9888, time 53000.12ms, mfu -100.00%",
      "iter 10: loss nan, time 120.50ms, mfu 38.21%",
      "And then the iter was over: loss of hope, time wasted",
    ],
    rows: [
      { step: 0, train_loss: 10.98, val_loss: 10.97 },
      { step: 0, loss: 10.9888, time_ms: 53000.12, mfu: -100 },
      { step: 10, loss: NaN, time_ms: 120.5, mfu: 38.21 },
    ],
    config: { tokens_per_iteration: 491520, n_params: 10.65e6, batch_size: 8 },
  },
  {
    id: "build-nanogpt",
    lines: ["0 val 10.9511", "0 hella 0.2463", "0 train 10.955029", "1 train 10.6"],
    rows: [
      { step: 0, val_loss: 10.9511 },
      { step: 0, hella_accuracy: 0.2463 },
      { step: 0, train_loss: 10.955029 },
      { step: 1, train_loss: 10.6 },
    ],
  },
  {
    id: "llm.c",
    lines: ["s:0 tel:11.0095", "s:0 trl:11.0116 lr:0.000001 norm:14.96", "s:250 eval:0.2437"],
    rows: [
      { step: 0, tel: 11.0095 },
      { step: 0, trl: 11.0116, lr: 1e-6, norm: 14.96 },
      { step: 250, hella_accuracy: 0.2437 },
    ],
  },
  {
    id: "modded-nanogpt",
    lines: [
      "import torch",
      "    print0(f'step:{step}/{n} val_loss:{val_loss:.4f} train_time:{t}ms')",
      "model_params:35945671",
      "step:0/20344 val_loss:10.8258 train_time:0ms step_avg:nanms",
      "step:125/20344 val_loss:5.2369 val_bpb:1.61 train_time:26375ms step_avg:229.35ms",
    ],
    rows: [
      { step: 0, val_loss: 10.8258, train_time: 0 },
      { step: 125, val_loss: 5.2369, val_bpb: 1.61, train_time: 26.375 },
    ],
    config: { model_params: 35945671, max_steps: 20344 },
  },
  {
    id: "megatron",
    lines: [
      "0:   hidden_size ..................................... 1024",
      "0: [000-000] 0.3559B / 0.3023B",
      "0:  iteration      200/  148693 | consumed samples:        25600 | learning rate: 2.796E-05 | lm loss: 9.214337E+00 | number of skipped iterations:   0 |",
      "0:  iteration      400/  148693 | consumed samples:        51200 | learning rate: 2.796E-05 | number of skipped iterations:   200 |",
      " validation loss at iteration 500 on validation set | lm loss value: 8.5E+00 | lm loss PPL: 4.9E+03 |",
    ],
    rows: [
      {
        step: 200,
        "consumed samples": 25600,
        "learning rate": 2.796e-5,
        "lm loss": 9.214337,
        "number of skipped iterations": 0,
      },
      { step: 400, "consumed samples": 51200, "learning rate": 2.796e-5, "number of skipped iterations": 200 },
      { step: 500, "lm loss validation": 8.5, "lm loss PPL validation": 4900 },
    ],
    config: { hidden_size: 1024, n_params: 355.9e6, train_iters: 148693 },
  },
  {
    id: "nanotron",
    lines: [
      "04/01/2024 [INFO|DP=0]: Total number of parameters: 1.11B (2117.09MiB)",
      "04/01/2024 [INFO|DP=0]: iteration: 91 / 100 | consumed_tokens: 46.6K | global_batch_size: 512 | lm_loss: 9.2 | grad_norm: 1.1",
    ],
    rows: [{ step: 91, consumed_tokens: 46600, batch_tokens: 512, lm_loss: 9.2, grad_norm: 1.1 }],
    config: { n_params: 1.11e9, train_steps: 100 },
  },
  {
    id: "nanotron",
    lines: [
      "[INFO|DP=0]: mbs: 2 | grad_accum: 1 | cp: 1 | sequence_length: 256 | global_batch_size: 2 | train_steps: 100 | start_iteration_step: 0",
      "[INFO|DP=0]: iteration: 91 / 100 | consumed_tokens: 46.6K | lm_loss: 9.2",
      "[INFO|DP=0]: iteration: 92 / 100 | consumed_tokens: 23.3K | lm_loss: 9.1",
    ],
    // What the header gives is used where it agrees with the three digits of the line.
    rows: [
      { step: 91, consumed_tokens: 46592, lm_loss: 9.2 },
      { step: 92, consumed_tokens: 23300, lm_loss: 9.1 },
    ],
  },
  {
    id: "nemo",
    lines: [
      "162 M     Total params",
      "Training epoch 0, iteration 9/99 | lr: 0.0003 | global_step: 9 | reduced_train_loss: 7.123 | consumed_samples: 640 | val_loss: 7.3",
      "Training epoch 0, iteration 10/99 | lr: 0.0003 | global_step: 10 | reduced_train_loss: 7.1 | consumed_samples: 704 | val_loss: 7.3",
    ],
    rows: [
      { step: 9, lr: 3e-4, reduced_train_loss: 7.123, consumed_samples: 640, val_loss: 7.3 },
      { step: 10, lr: 3e-4, reduced_train_loss: 7.1, consumed_samples: 704 },
    ],
    config: { n_params: 162e6, max_steps: 99 },
  },
  {
    id: "megatron",
    lines: [
      "using world size: 8, data-parallel size: 4, context-parallel size: 1, tensor-model-parallel size: 2, pipeline-model-parallel size: 1",
      " > number of parameters on (tensor, gtp_remat, pipeline) model parallel rank (0, 0, 0): 16299008",
      " iteration        1/     200 | lm loss: 9.0E+00 |",
    ],
    rows: [{ step: 1, "lm loss": 9 }],
    // One part of two is not the model.
    config: { n_params: 0 },
  },
  {
    id: "megatron",
    lines: [
      " > number of parameters on model parallel rank 0: 162322944",
      "  train_batch_size ................ 1024updated",
      " samples/sec: 123.456 | iteration       30/  143000 | learning rate: 4.196E-06 | lm_loss: 9.0E+00 | loss scale: 4096.0 |",
      " validation results at iteration 30 | lm_loss value: 9.1E+00 | lm_loss_ppl value: 8.95E+03 | ",
    ],
    rows: [
      { step: 30, "samples/sec": 123.456, "learning rate": 4.196e-6, lm_loss: 9, "loss scale": 4096 },
      { step: 30, "lm_loss validation": 9.1, "lm_loss_ppl validation": 8950 },
    ],
    config: { n_params: 162322944, train_batch_size: 1024 },
  },
  {
    id: "modded-nanogpt",
    lines: [
      "  train_batch_tokens: 786432",
      "train_batch_tokens:524288 train_seq_len:1024 iterations:20000 warmup_steps:20",
      "1776142723.115 0/20000 val_loss: 9.0076 val_bpb: 4.1159",
      "1/20000 train_loss: 9.0087 train_time: 0.5m tok/s: 12535509 [looping:False]",
      "step:125/20000 val_loss:4.66393 train_time:22.870s step_avg:182.95ms",
      "step:200/20000 loss:4.7822 jepa:0.0322 sigreg:0.0280 ce:4.7221 t:100ms",
      "step:201/20000 train_time:57ms step_avg:57.24ms",
      "final_int8_zlib_roundtrip val_loss:2.0727 val_bpb:1.2244 eval_time:1401ms",
    ],
    rows: [
      { step: 0, val_loss: 9.0076, val_bpb: 4.1159 },
      { step: 1, train_loss: 9.0087, train_time: 30 },
      { step: 125, val_loss: 4.66393, train_time: 22.87 },
      { step: 200, train_loss: 4.7221, objective: 4.7822 },
    ],
    config: { train_batch_tokens: 524288, train_seq_len: 1024, max_steps: 20000 },
  },
  {
    id: "fairseq",
    lines: [
      "2021-05-01 10:00:00 | INFO | fairseq_cli.train | num. shared model params: 124,000,000 (num. trained: 124,000,000)",
      "2021-05-01 10:01:00 | INFO | train_inner | epoch 001:    200 / 1000 loss=8, ppl=256, wps=65536, wpb=131072, num_updates=100, lr=0.0005",
      "[2022-05-01 10:00:10,123][train_inner][INFO] - epoch 001:    400 / 1000 loss=4, ppl=16, wpb=131072, num_updates=200, lr=0.0005",
      "2021-05-01 10:06:00 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 3 | ppl 8 | wpb 2048 | num_updates 200 | best_loss 3",
      "2021-05-01 10:06:00 | INFO | valid1 | epoch 001 | valid on 'c4' subset | loss 2 | ppl 7.389 | wpb 2048 | num_updates 200",
      "2021-05-01 10:06:01 | INFO | train | epoch 001 | loss 10.9 | ppl 1910.9 | wpb 131072 | num_updates 200",
    ],
    rows: [
      {
        step: 100,
        loss_base2: 8,
        loss: 8 * Math.LN2,
        ppl: 256,
        wps: 65536,
        wpb: 131072,
        num_updates: 100,
        lr: 5e-4,
        tokens: 13107200,
      },
      {
        step: 200,
        loss_base2: 4,
        loss: 4 * Math.LN2,
        ppl: 16,
        wpb: 131072,
        num_updates: 200,
        lr: 5e-4,
        tokens: 26214400,
      },
      {
        step: 200,
        valid_loss_base2: 3,
        valid_loss: 3 * Math.LN2,
        valid_ppl: 8,
        num_updates: 200,
        tokens: 26214400,
      },
      // A fork whose perplexity is e^loss is in nats already.
      { step: 200, "valid_loss/c4": 2, "valid_ppl/c4": 7.389, num_updates: 200, tokens: 26214400 },
    ],
    config: { n_params: 124e6 },
  },
  {
    id: "verl",
    lines: [
      "(TaskRunner pid=1234) step:12 - train/loss:1.25 - train/lr(1e-3):0.01 - train/global_tokens:81920 - train/total_tokens(B):0.00098304",
      "(TaskRunner pid=1234) step:12 - val/loss:1.5",
    ],
    rows: [
      {
        step: 12,
        "train/loss": 1.25,
        "train/lr": 1e-5,
        "train/global_tokens": 81920,
        "train/total_tokens(B)": 0.00098304,
      },
      { step: 12, "val/loss": 1.5 },
    ],
  },
  {
    id: "mlx-lm",
    lines: [
      "Trainable parameters: 0.071% (0.852M/1193.100M)",
      "Iter 1: Val loss 3.215, Val took 12.345s",
      "Iter 10: Train loss 2.860, Learning Rate 1.000e-05, It/sec 1.234, Tokens/sec 456.789, Trained Tokens 5120, Peak mem 3.456 GB",
      "    20    2.616 ▼      457     10.2k",
      "   100    val 2.100    12.35s",
    ],
    rows: [
      { step: 1, val_loss: 3.215 },
      { step: 10, train_loss: 2.86, learning_rate: 1e-5, trained_tokens: 5120 },
      { step: 20, train_loss: 2.616, trained_tokens: 10200 },
      { step: 100, val_loss: 2.1 },
    ],
    config: { n_params: 1193.1e6, trainable_params: 0.852e6 },
  },
  {
    id: "espnet",
    lines: [
      "    Total Number of model parameters: 13.72 M",
      "[h] 2021-01-01 11:00:00,123 (trainer:653) INFO: 1epoch:train:251-500batch: iter_time=1.5e-04, loss=5.104",
      "[h] 2021-01-01 11:30:00,123 (trainer:298) INFO: 1epoch results: [train] loss=5.4, time=4 minutes and 41.5 seconds, total_count=500, [valid] loss=5.2, time=10 seconds, total_count=20, [att_plot] time=1 second, total_count=0",
      "[h] 2021-01-01 12:00:00,123 (trainer:653) INFO: 2epoch:train:1-250batch: iter_time=1.5e-04, loss=4.669",
    ],
    rows: [
      { step: 500, epoch: 1, iter_time: 1.5e-4, loss: 5.104 },
      { step: 500, valid_loss: 5.2 },
      { step: 750, epoch: 2, iter_time: 1.5e-4, loss: 4.669 },
    ],
    config: { n_params: 13.72e6 },
  },
  {
    id: "maxtext",
    lines: [
      "I0822 10:00:00.123456 140110937163584 metric_logger.py:374] number parameters: 0.596 billion",
      "completed step: 0, seconds: 0.250, TFLOP/s/device: 85.920, total_weights: 65536, loss: 11.000, lm_loss: 0.000, perplexity: 59874.142",
      "Completed eval after train step 9, loss=7.000, perplexity=1096.633, total_weights=65536.0, avg_z_loss=0.000",
    ],
    rows: [
      { step: 0, "learning/total_weights": 65536, "learning/loss": 11, "learning/perplexity": 59874.142 },
      { step: 9, "eval/avg_loss": 7 },
    ],
    config: { n_params: 596e6 },
  },
  {
    id: "lingua",
    lines: [
      "0: INFO    25-06-18 10:00:00.000000 - 0:00:00 - Model size: 1,234,567 total parameters",
      "0: INFO    25-06-18 10:00:01.000000 - 0:00:01 - step: 10  acc: 0  loss:  8.5827  grad: 1.20e+00  flops: 1.23e+14  lr: 3.00e-04  mem: 12%",
    ],
    rows: [{ global_step: 10, "loss/out": 8.5827, "optim/grad_norm": 1.2, "optim/lr": 3e-4 }],
    config: { total_params: 1234567 },
  },
  {
    id: "llm.c",
    lines: [
      "| sequence length T     | 1024                                               |",
      "| total batch size      | 524288                                             |",
      "| num_parameters        | 124475904                                          |",
      "val loss 11.050000",
      "step    1/19560 | loss     nan (+nanz)| norm     nan (-nanz)| lr 6.00e-04 | 300.12 ms | 45.1% bf16 MFU | 1747626 tok/s",
    ],
    rows: [
      { step: 0, val_loss: 11.05 },
      { step: 1, loss: NaN, norm: NaN, lr: 6e-4 },
    ],
    config: { total_batch_size: 524288, num_parameters: 124475904, sequence_length: 1024, max_steps: 19560 },
  },
  {
    id: "torchtitan",
    lines: [
      "[titan] 2025-01-01 10:00:00,000 - root - INFO - Trainer is initialized with local batch size 8, global batch size 64, gradient accumulation steps 1, sequence length 2048, total steps 1000 (warmup 200)",
      // A rank that does not hold the last stage of a pipeline.
      "[titan] 2025-01-01 10:00:00,000 - root - INFO - step: 10  loss: -1.00000  grad_norm: 1.5  tps: 7,034",
    ],
    rows: [{ step: 10, grad_norm: 1.5, tps: 7034 }],
    config: { global_batch_size: 64, sequence_length: 2048, local_batch_size: 8, total_steps: 1000 },
  },
  {
    id: "mllog",
    lines: [
      ':::MLLOG {"key": "submission_benchmark", "value": "llama2_70b_lora", "metadata": {}}',
      ':::MLLOG {"key": "global_batch_size", "value": 8, "metadata": {}}',
      ':::MLLOG {"key": "max_sequence_length", "value": 8192, "metadata": {}}',
      ':::MLLOG {"key": "eval_accuracy", "value": 0.93, "metadata": {"samples_count": 384}}',
    ],
    rows: [{ step: 48, tokens: 384 * 8192, samples: 384, eval_log_perplexity: 0.93 }],
    config: { submission_benchmark: "llama2_70b_lora", global_batch_size: 8 },
  },
  {
    id: "mllog",
    // A share of right answers, over epochs.
    lines: [
      ':::MLLOG {"key": "submission_benchmark", "value": "resnet", "metadata": {}}',
      ':::MLLOG {"key": "eval_accuracy", "value": 0.7, "metadata": {"epoch_num": 4}}',
    ],
    rows: [{ step: 4, eval_accuracy: 0.7 }],
  },
  {
    id: "hf-printed",
    lines: [
      "  Total train batch size (w. parallel, distributed & accumulation) = 8",
      // Those of an adapter, perhaps.
      "  Number of trainable parameters = 28,544",
      "trainable params: 20,971,520 || all params: 8,051,232,768 || trainable%: 0.2605",
      "{'loss': 3.9, 'epoch': 0.5}",
    ],
    rows: [{ loss: 3.9, epoch: 0.5 }],
    config: { total_train_batch_size: 8, n_trainable: undefined, n_params: 8051232768 },
  },
  {
    id: "torchtitan",
    lines: [
      "[rank0]:[titan] 2025-01-01 10:00:00,000 - root - INFO - Model llama3 size: 8,030,261,248 total parameters",
      "[rank0]:[titan] 2025-01-01 10:00:00,000 - root - INFO - \u001b[31mstep: 10  \u001b[32mloss: 10.7069  \u001b[0mgrad_norm: 1.5  tps: 7,034  mfu: 41.3%",
      "[rank0]:[titan] 2025-01-01 10:00:00,000 - root - INFO - validate step: 10  loss: 10.5",
    ],
    rows: [
      { step: 10, loss: 10.7069, grad_norm: 1.5, tps: 7034, mfu: 41.3 },
      { step: 10, "validation_metrics/loss": 10.5 },
    ],
    config: { total_parameters: 8030261248 },
  },
  {
    id: "olmo",
    lines: [
      "2024-01-01 INFO [step=10/739328,epoch=0]",
      "    train/CrossEntropyLoss=9.331",
      "    throughput/total_tokens=41,943,040",
      "2024-01-01 INFO done",
      "    train/CrossEntropyLoss=1",
    ],
    rows: [
      { step: 10, "train/CrossEntropyLoss": 9.331 },
      { step: 10, "throughput/total_tokens": 41943040 },
    ],
    config: { max_steps: 739328 },
  },
  {
    id: "composer",
    lines: [
      "[epoch=1][batch=5/50]:",
      "\t Train loss/train/total: 8.42",
      "\t Eval metrics/eval/c4/LanguageCrossEntropy: 8.5",
    ],
    rows: [
      { step: 5, "loss/train/total": 8.42 },
      { step: 5, "metrics/eval/c4/LanguageCrossEntropy": 8.5 },
    ],
  },
  {
    id: "fairseq",
    lines: [
      '2022-01-01 10:00:00 | INFO | train_inner | {"epoch": 1, "loss": "2", "ppl": "4", "wpb": "1000", "num_updates": "10", "lr": "1e-4"}',
      '[2022-01-01 10:00:00][valid][INFO] - {"epoch": 1, "valid_loss": "3", "valid_num_updates": "10"}',
    ],
    rows: [
      {
        epoch: 1,
        loss_base2: 2,
        loss: 2 * Math.LN2,
        ppl: 4,
        wpb: 1000,
        step: 10,
        num_updates: 10,
        lr: 1e-4,
        tokens: 10000,
      },
      { epoch: 1, valid_loss_base2: 3, valid_loss: 3 * Math.LN2, step: 10, valid_num_updates: 10, tokens: 10000 },
    ],
  },
  {
    id: "litgpt",
    lines: [
      "Epoch 1 | iter 40 step 10 | loss train: 1.2, val: n/a | iter time: 12.3 ms (step)",
      "iter 80: val loss 1.1, val time: 3 ms",
    ],
    rows: [
      { step: 10, train_loss: 1.2 },
      { step: 20, val_loss: 1.1 },
    ],
  },
  {
    id: "nanochat",
    lines: [
      "Number of parameters: 560,988,160",
      "Step 00000 | Validation bpb: 3.2",
      "step 00010/21400 (0.05%) | loss: 9.1 | lrm: 1.00 | dt: 100.5ms | tok/sec: 1,234 | mfu: 40",
    ],
    rows: [
      { step: 0, val_bpb: 3.2 },
      { step: 10, loss: 9.1, lrm: 1, dt_ms: 100.5 },
    ],
    config: { n_params: 560988160 },
  },
  {
    id: "torchtune",
    lines: ["Step 1 | loss:2.3 lr:0.0001 tokens_per_second_per_gpu:1200 "],
    rows: [{ step: 1, loss: 2.3, lr: 0.0001, tokens_per_second_per_gpu: 1200 }],
  },
  {
    id: "hf-printed",
    lines: [
      " 12%|█▏        | 500/4000 [01:00<07:00,  8.3it/s]\r{'loss': '2.897', 'grad_norm': '1.5', 'epoch': '0.12'}\r 13%|█ | 501/4000 [01:00<07:00]",
      "\r  0%|  | 0/63 [00:00<?]\r100%|██| 63/63 [00:01<00:00]",
      "{'eval_loss': 3.1, 'eval_runtime': 2.0, 'epoch': 0.12}",
      "Writing model shards: 100%|██████████| 1/1 [00:00<00:00, 14.10it/s]",
      "{'loss': '2.5', 'epoch': '0.13', 'num_input_tokens_seen': 3200, 'train_runtime': '7.943'}",
      "{'train_runtime': 60.0, 'train_loss': 2.9}",
    ],
    rows: [
      { step: 500, loss: 2.897, grad_norm: 1.5, epoch: 0.12 },
      { step: 501, eval_loss: 3.1, eval_runtime: 2, epoch: 0.12 },
      { step: 501, loss: 2.5, epoch: 0.13, num_input_tokens_seen: 3200, train_runtime: 7.943 },
    ],
    config: { max_steps: 4000 },
  },
  {
    id: "open_lm",
    lines: ["2024 | INFO | Train Epoch: 1 [ 1024/41161 (2%)] Loss: 4.2 (4.3) Data (t): 0.1 LR: 0.003"],
    rows: [{ step: 42185, samples: 42185, loss: 4.2, lr: 0.003 }],
  },
  {
    id: "mllog",
    lines: [
      '0: :::MLLOG {"key": "global_batch_size", "value": 512, "metadata": {}}',
      ':::MLLOG {"key": "eval_accuracy", "value": 3.1, "metadata": {"samples_count": 4096}}',
    ],
    rows: [{ step: 4096, samples: 4096, eval_accuracy: 3.1 }],
    config: { global_batch_size: 512 },
  },
  {
    id: "levanter",
    lines: [
      'INFO:levanter:{"tracker": "jsonl", "event": "log", "step": 10, "metrics": {"train/loss": 9.1, "eval": {"c4": {"loss": 9}}}}',
    ],
    rows: [{ step: 10, "train/loss": 9.1, "eval/c4/loss": 9 }],
  },
];

const format = (id: string) => formats.find((f) => f.id === id) ?? assert.fail(id);

describe("printed logs", () => {
  for (const { id, lines, rows, config } of samples) {
    it(`reads ${id}: ${(lines[0] ?? "").slice(0, 30)}`, () => {
      const text = `${lines.join("\n")}\n`;
      const table = read(format(id), text);
      assert.deepEqual(rowsOf(table), rows);
      for (const [key, value] of Object.entries(config ?? {})) assert.equal(table.config.get(key), value, key);
      assert.deepEqual(rowsOf(read(format(id), text, 7)), rows, "in pieces");
      const bytes = new TextEncoder().encode(text);
      assert.equal(recognise({ path: "train.log", bytes, whole: true })?.id, id, "recognised");
    });
  }

  it("recognises none of them in prose, source and LaTeX logs", () => {
    for (const text of [
      "This is pdfTeX, Version 3.14\nLaTeX Warning: step 3 was: loss, of words\n(./main.tex)\n",
      "print(f'iter {i}: loss {loss:.4f}, time {dt*1000:.2f}ms')\nfor step in range(10):\n    pass\n",
      "Dear all,\n\nthe loss was great, step 1: ask, step 2: wait.\n",
    ]) {
      assert.equal(
        recognise({ path: "main.log", bytes: new TextEncoder().encode(text), whole: true }),
        undefined,
        text,
      );
    }
  });

  it("reads numbers as programs print them", () => {
    assert.deepEqual(
      ["4,194,304", "46.6K", "1.25E+01", "38.2%", "12.5ms", "-100.00%", ".5", "1e-4"].map(printed),
      [4194304, 46600, 12.5, 38.2, 12.5, -100, 0.5, 1e-4],
    );
    assert.ok(Number.isNaN(printed("nanms")));
    assert.deepEqual(["n/a", "", "12a4", "--1"].map(printed), [undefined, undefined, undefined, undefined]);
  });

  it("cleans what launchers and terminals add", () => {
    assert.equal(cleaned("[rank0]:\u001b[1mstep: 1\u001b[0m"), "step: 1");
    assert.equal(cleaned("12: iteration 1"), "iteration 1");
  });

  it("reads a line of 70 kB that never ends in no time", () => {
    const start = Date.now();
    for (const { id } of samples) {
      for (const text of [
        "iteration ".repeat(7000),
        "{'loss': ".repeat(7000),
        "| train_inner | {".repeat(4000),
        "step: 1 loss: ".repeat(5000),
      ]) {
        read(format(id), `${text}\n`);
      }
    }
    assert.ok(Date.now() - start < 20_000, `${Date.now() - start} ms`);
  });
});
