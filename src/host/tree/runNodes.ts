import type { RunItem, RunListView, RunProblem } from "../../core/views/views";

/** What the tree contains. A node keeps its identity as long as its id exists, so that VS Code keeps what is open and selected. */
export type RunNode = GroupNode | RunLeaf | ProblemNode;

export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  label: string;
  children: readonly RunNode[];
}

export interface RunLeaf {
  readonly kind: "run";
  readonly id: string;
  item: RunItem;
  children: readonly ProblemNode[];
}

export interface ProblemNode {
  readonly kind: "problem";
  readonly id: string;
  readonly problem: RunProblem;
  /** The run that it is of; absent for a file of none. */
  readonly run: string | undefined;
  readonly children: readonly [];
}

/** What to redraw: everything, or these nodes only. */
export type Change = "all" | readonly RunNode[];

/** The tree's nodes, updated by each new list. */
export class RunNodes {
  #byId = new Map<string, RunNode>();
  #top: readonly RunNode[] = [];

  get top(): readonly RunNode[] {
    return this.#top;
  }

  get(id: string): RunNode | undefined {
    return this.#byId.get(id);
  }

  /** Takes a new list and returns what changed. Groups are shown only if there is more than one. */
  update(list: RunListView): Change {
    const before = this.#byId;
    const shape = [...before.keys()].join("\n");
    const changed: RunNode[] = [];
    this.#byId = new Map();
    const groups = list.groups.map((group) => this.#group(group, before, changed));
    const runs = groups.length === 1 ? (groups[0]?.children ?? []) : groups;
    this.#top = [...runs, ...this.#problems("", list.problems, before)];
    return [...this.#byId.keys()].join("\n") === shape ? changed : "all";
  }

  #group(group: RunListView["groups"][number], before: ReadonlyMap<string, RunNode>, changed: RunNode[]): GroupNode {
    const id = `group ${group.id}`;
    const old = before.get(id);
    const node: GroupNode = old?.kind === "group" ? old : { kind: "group", id, label: group.label, children: [] };
    this.#byId.set(id, node);
    node.label = group.label === "" ? "(no group)" : group.label;
    node.children = group.runs.map((item) => this.#run(item, before, changed));
    return node;
  }

  #run(item: RunItem, before: ReadonlyMap<string, RunNode>, changed: RunNode[]): RunLeaf {
    const id = `run ${item.id}`;
    const old = before.get(id);
    const node: RunLeaf = old?.kind === "run" ? old : { kind: "run", id, item, children: [] };
    this.#byId.set(id, node);
    if (!looksSame(node.item, item)) changed.push(node);
    node.item = item;
    node.children = this.#problems(id, item.problems, before, item.id);
    return node;
  }

  #problems(
    owner: string,
    problems: readonly RunProblem[],
    before: ReadonlyMap<string, RunNode>,
    run?: string,
  ): ProblemNode[] {
    return problems.map((problem, index) => {
      const id = `problem ${index} ${problem.file}:${problem.line ?? 0} ${problem.message} ${owner}`;
      const old = before.get(id);
      const node: ProblemNode = old?.kind === "problem" ? old : { kind: "problem", id, problem, run, children: [] };
      this.#byId.set(id, node);
      return node;
    });
  }
}

/** Whether two items look the same. Problems are nodes of their own, with their messages in their ids; here only their number matters. */
function looksSame(a: RunItem, b: RunItem): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.status === b.status &&
    a.problems.length === b.problems.length
  );
}
