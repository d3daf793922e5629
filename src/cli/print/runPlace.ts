import type { Run } from "../../core/runs/run";

/** A run by its folder and the name it was given: `grid/45-45-10/46K`. Two runs may have the same. */
export const placeOf = ({ folder: group, name }: Run): string => (group === "" ? name : `${group}/${name}`);
