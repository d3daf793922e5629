import type { Case } from "../row";
import { besiroglu } from "./besiroglu";
import { farseer } from "./farseer";
import { gadre } from "./gadre";
import { gemstones } from "./gemstones";
import { kyoTakano } from "./kyoTakano";
import { mixture } from "./mixture";
import { multiPower } from "./multiPower";
import { nativeMultimodal } from "./nativeMultimodal";
import { porian } from "./porian";
import { surfaceCases } from "./surfaces";

/** Every published number that this project answers for. */
export const cases: readonly Case[] = [
  ...besiroglu,
  ...surfaceCases,
  ...gemstones,
  ...gadre,
  ...porian,
  ...kyoTakano,
  ...multiPower,
  ...nativeMultimodal,
  ...farseer,
  ...mixture,
];
