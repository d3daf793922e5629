import type { Case } from "../row";
import { besiroglu } from "./besiroglu";
import { surfaces } from "./surfaces";

/** Every published number that this project answers for. */
export const cases: readonly Case[] = [...besiroglu, ...surfaces];
