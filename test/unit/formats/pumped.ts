/** A line as each program prints it. */
export const printedLines: readonly string[] = [
  "250 val 5.9123",
  "step    10 | loss: 9.123 | lr 1.2e-04 | norm: 1.5 | dt: 12.5ms | tok/sec: 123",
  "[epoch=1][batch=5/50]:",
  "\t Train loss/train/total: 8.42",
  "[gpu] 2024-01-01 (trainer:1) INFO: 2epoch:train:251-500batch: iter_time=0.1, loss=4.4, lr=1e-4",
  "2epoch results: [train] iter_time=0.1, loss=4.4, total_count=1000, [valid] loss=4.5, total_count=10",
  '2024-01-01 | INFO | train_inner | {"epoch": 1, "loss": "9.1", "num_updates": "10", "wpb": "65536"}',
  "2024 | INFO | train_inner | epoch 001: 100 / 3715 loss=15.2, ppl=37, num_updates=100, lr=1e-5",
  "2024 | INFO | valid | epoch 001 | valid on 'valid' subset | loss 9.1 | ppl 549 | num_updates 100",
  "{'loss': 3.1, 'grad_norm': 1.0, 'learning_rate': 1e-4, 'epoch': 0.1} 12%|#   | 12/100 [00:01<00:10, 1.2it/s]",
  "0: INFO step: 10  acc: 0  loss: 9.1  grad: 1.0e+00  flops: 1e14  iter: 0.1  lr: 1e-4",
  "Epoch 1 | iter 40 step 10 | loss train: 1.2, val: n/a | iter time: 10 ms (step)",
  "iter 40: val loss 1.2, val time: 10 ms",
  "s:250 trl:5.88 lr:1e-4 norm:1.0",
  "step   10/1000 | loss 5.1 (+nanz)| norm 1.0 (+nanz)| lr 1e-4 | 12 ms | 40% bf16 MFU | 123 tok/s",
  "completed step: 10, seconds: 1.0, TFLOP/s/device: 1.0, total_weights: 1024, loss: 9.1",
  "Config param per_device_batch_size: 12",
  " iteration       10/    1000 | consumed samples: 40 | elapsed time per iteration (ms): 1 | lm loss: 1.2E+01 | lr: 1e-4 |",
  " validation loss at iteration 100 | lm loss value: 1.2E+01 | lm loss PPL: 1.2E+05 |",
  "  hidden_size ..................................... 1024",
  'abc :::MLLOG {"key": "train_loss", "value": 3.1, "metadata": {"samples_count": 4096}}',
  "Iter 10: Train loss 2.860, Learning Rate 1e-5, It/sec 1.0, Tokens/sec 1.0, Trained Tokens 5120, Peak mem 1 GB",
  "   10  2.860 ▼  1.2k  5.1k",
  "step:125/20344 val_loss:5.2369 val_bpb:1.2 train_time:1200ms step_avg:10ms",
  "step 00010/21400 (0.05%) | loss: 9.1 | lrm: 1.00 | dt: 10.0ms | tok/sec: 12",
  "iter 10: loss 9.1, time 120.00ms, mfu 38.2%",
  "step 250: train loss 3.1, val loss 3.2",
  "[INFO] iteration: 10 / 1000 | consumed_tokens: 1M | lm_loss: 9.1 | lr: 1e-4",
  "Training epoch 0, iteration 10/99 | lr: 1e-4 | global_batch_size: 8 | reduced_train_loss: 9.1",
  "[step=10/739328,epoch=0]",
  "    train/CrossEntropyLoss=9.331",
  "2024 | INFO | Train Epoch: 0 [ 1024/41161 (2%)] Loss: 4.2 (4.3) Data (t): 1.0 LR: 1e-4",
  "[rank0]:2024 - root - INFO - step: 10  loss: 10.7069  grad_norm: 1.0  tps: 7,034  mfu(%): 1.2",
  "Step 1 | loss:2.3 lr:0.0001 tokens_per_second_per_gpu:12.0",
  "step:10 - actor/loss:0.1 - critic/loss:0.2 - timing/step:1.0",
  '2024 INFO {"tracker": "jsonl", "event": "log", "step": 10, "metrics": {"train/loss": 9.1}}',
  "Epoch:[1/1](10/39695), loss: 8.5371, lr: 0.0005, epoch_Time:12.0min:",
  "Epoch 0 | Step 10/6501 | Loss: 8.2445 | PPL: 3806.7 | LR: 1e-4",
];

/**
 * Lines of so many letters that a pattern which backtracks takes long for: each piece of a line stands many times in its own place,
 * with the rest behind it, or with what no pattern wants.
 */
export function* pumped(line: string, length: number): Generator<string> {
  const cuts = [...line.matchAll(/\w+|\s+|[^\w\s]/g)].map(({ index }) => index);
  cuts.push(line.length);
  for (let from = 0; from < cuts.length - 1; from++) {
    for (const pieces of [1, 2, 4, cuts.length]) {
      const start = cuts[from] ?? 0;
      const unit = line.slice(start, cuts[Math.min(cuts.length - 1, from + pieces)]);
      const many = unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
      const before = line.slice(0, start);
      yield before + many + line.slice(start);
      yield `${before}${many}\u2028!`;
    }
  }
}
