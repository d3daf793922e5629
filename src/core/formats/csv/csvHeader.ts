import type { Sink } from "../../runs/table/sink";
import { exportedRuns, exportedTag, isBySamples, type Exported } from "./csvExports";

/** The header of a table. */
export interface Header {
  readonly names: readonly string[];
  /** The column of each cell. */
  readonly columns: readonly number[];
  /** The run and metric of each column, in a chart exported from W&B. */
  readonly exported: readonly (Exported | undefined)[] | undefined;
  /** The column of samples where the first cell counts those; -1 elsewhere. */
  readonly samples: number;
  /** Each cell is a value of its column, and no more. */
  readonly plain: boolean;
}

export const noHeader: Header = { names: [], columns: [], exported: undefined, samples: -1, plain: false };

/** Creates the columns that a header names; `path`: the file name gives the tag or unit in some exports. */
export function readHeader(names: readonly string[], path: string, sink: Sink): Header {
  const exported = exportedRuns(names);
  if (exported !== undefined) {
    sink.setIdentity("wandb charts");
    const columns = names.map((name, n) => sink.column(n === 0 ? name : (exported[n]?.metric ?? "")));
    return { names, columns, exported, samples: -1, plain: false };
  }
  const { renamed, run } = exportedTag(names, path);
  if (run !== undefined) {
    sink.setName(run);
    sink.setIdentity(`tensorboard-csv ${path.split("/").at(-2) ?? ""}/${run}`);
  }
  const samples = isBySamples(path) ? sink.column("samples") : -1;
  const columns = renamed.map((name, n) => sink.column(name === "" ? `column ${n + 1}` : name));
  return { names, columns, exported, samples, plain: samples < 0 };
}
