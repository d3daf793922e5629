import type { Case } from "../row";
import { besiroglu } from "./besiroglu";
import { farseer } from "./farseer";
import { gadre } from "./gadre";
import { gemstones } from "./gemstones";
import { kyoTakano } from "./kyoTakano";
import { mixture } from "./mixture";
import { multiPower } from "./multiPower";
import { porian } from "./porian";
import { surfaces } from "./surfaces";

/** Every published number that this project answers for. */
export const cases: readonly Case[] = [
  ...besiroglu,
  ...surfaces,
  ...gemstones,
  ...gadre,
  ...porian,
  ...kyoTakano,
  ...multiPower,
  ...farseer,
  ...mixture,
];
