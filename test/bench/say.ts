/** Prints a figure; over `limit` it says so and the benchmark fails. */
export function say(what: string, value: number, unit: string, limit?: number): void {
  const over = limit !== undefined && !(value <= limit);
  const promise =
    limit === undefined ? "" : over ? `  OVER the ${limit} ${unit} that we promise` : `  (limit ${limit})`;
  console.log(`  ${what.padEnd(58)} ${value.toFixed(value < 100 ? 1 : 0).padStart(8)} ${unit}${promise}`);
  if (over) process.exitCode = 1;
}
