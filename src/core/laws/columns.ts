import type { Inputs } from "./law";

/** The column of that name, checked for length. Throws on a missing one: the machine checks `law.inputs` before it binds. */
export function columnOf(x: Inputs, name: string, n: number): Float64Array {
  const column = x[name];
  if (column?.length !== n) throw new RangeError(`column ${name} has ${column?.length ?? 0} of ${n} values`);
  return column;
}

/** Natural logarithm of each value; NaN where it is not above 0. */
export function logOf(column: Float64Array): Float64Array {
  return column.map((v) => (v > 0 ? Math.log(v) : NaN));
}
