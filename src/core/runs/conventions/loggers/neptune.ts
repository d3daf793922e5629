import type { Convention } from "../convention";
import { columns, recognisedBy } from "../rules";

/** Neptune's exporter: a run is a project and an id, its name is an attribute. Keys are those of the trainers' callbacks, below a folder. */
export const neptune: Convention = {
  id: "neptune",
  label: "Neptune exporter",
  source: {
    repository: "neptune-ai/neptune-exporter",
    commit: "8d3f44a62530c77573ebbd59de5b39cf758cdd5c",
    date: "2026-02-27",
  },
  recognises: recognisedBy({ keys: "sys/id sys/custom_run_id attribute_path" }),
  runName: columns("sys/name sys/custom_run_id"),
};
