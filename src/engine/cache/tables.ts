import type { TableSnapshot } from "../../core/runs/table/snapshot";
import type { Problem } from "../../core/runs/problem";
import type { Scalar } from "../../core/runs/run";
import type { Arrays, Block, Place } from "./blocks";
import { decodeColumn, encodeColumn, type ColumnCode } from "./columns";

/** A number that JSON cannot write (NaN, -0) is text in a list of one: no setting is a list. */
type ScalarCode = Scalar | readonly [string];
export type ValuesCode = readonly (readonly [string, ScalarCode])[];

/** A table as the header of a cache entry describes it. */
export interface TableCode {
  readonly rows: number;
  readonly columns: readonly ColumnCode[];
  readonly config: ValuesCode;
  readonly stepKeys?: readonly (readonly [string, string])[];
  readonly problems: readonly Problem[];
  readonly dropped: number;
  readonly jumps: Place;
  readonly lastLine: number;
  readonly status?: NonNullable<TableSnapshot["status"]>;
  readonly name?: string;
  readonly identity?: string;
}

export function encodeTable(table: TableSnapshot, arrays: Arrays): TableCode {
  const { rows, columns, config, problems, dropped, jumps, lastLine, status, name, identity, stepKeys } = table;
  return {
    rows,
    columns: columns.map((column) => encodeColumn(column, arrays)),
    config: encodeValues(config),
    ...(stepKeys.size === 0 ? {} : { stepKeys: [...stepKeys] }),
    problems,
    dropped,
    jumps: arrays.add(Float64Array.from(jumps)),
    lastLine,
    ...(status === undefined ? {} : { status }),
    ...(name === undefined ? {} : { name }),
    ...(identity === undefined ? {} : { identity }),
  };
}

export function decodeTable(code: TableCode, block: Block): TableSnapshot {
  return {
    rows: code.rows,
    columns: code.columns.map((column) => decodeColumn(column, block)),
    config: decodeValues(code.config),
    stepKeys: new Map(code.stepKeys ?? []),
    problems: code.problems,
    dropped: code.dropped,
    jumps: block.floats(code.jumps),
    lastLine: code.lastLine,
    status: code.status,
    name: code.name,
    identity: code.identity,
  };
}

export const encodeValues = (values: ReadonlyMap<string, Scalar>): ValuesCode =>
  [...values].map(([key, value]) => [key, isPlain(value) ? value : [Object.is(value, -0) ? "-0" : String(value)]]);

export const decodeValues = (code: ValuesCode): Map<string, Scalar> =>
  new Map(code.map(([key, value]) => [key, typeof value === "object" ? Number(value[0]) : value]));

const isPlain = (value: Scalar) => typeof value !== "number" || (Number.isFinite(value) && !Object.is(value, -0));
