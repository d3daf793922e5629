import type { Tint } from "../../src/core/views/figure";
import { parseColour, withAlpha, writeColour, type Rgb } from "./colour";
import { colourOf, isDark, type Ground } from "./palette";

/** The editor's theme as a canvas needs it: resolved colours and fonts. */
export interface Theme extends Ground {
  readonly dark: boolean;
  /** Tick labels. */
  readonly muted: string;
  readonly fontFamily: string;
  readonly fontSize: number;
  /** CSS colour of the background. */
  readonly paper: string;
  /** CSS colour of a tint, at an opacity. */
  readonly css: (tint: Tint, alpha?: number) => string;
  /** The foreground, at an opacity. */
  readonly ink: (alpha?: number) => string;
}

/** A theme of that ground: the part that needs no page. */
export function themeOf(ground: Ground, muted: string, fontFamily: string, fontSize: number): Theme {
  const known = new Map<string, Rgb>();
  const colour = (tint: Tint): Rgb => {
    const key = `${tint.hue ?? ""}/${tint.shade ?? ""}`;
    const found = known.get(key) ?? colourOf(tint, ground);
    known.set(key, found);
    return found;
  };
  const paint = (rgb: Rgb, alpha: number): string => (alpha >= 1 ? writeColour(rgb) : withAlpha(rgb, alpha));
  return {
    ...ground,
    dark: isDark(ground.background),
    paper: writeColour(ground.background),
    muted,
    fontFamily,
    fontSize,
    css: (tint, alpha = 1) => paint(colour(tint), alpha),
    ink: (alpha = 1) => paint(ground.foreground, alpha),
  };
}

/** The theme that the page shows now, read from the CSS variables the editor sets. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.body);
  const kind = document.body.classList;
  const dark =
    kind.contains("vscode-dark") ||
    (kind.contains("vscode-high-contrast") && !kind.contains("vscode-high-contrast-light"));
  const variable = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  const foreground = variable(
    "--vscode-editor-foreground",
    variable("--vscode-foreground", dark ? "#d4d4d4" : "#3b3b3b"),
  );
  const ground: Ground = {
    background: resolve(variable("--vscode-editor-background", dark ? "#1e1e1e" : "#ffffff")),
    foreground: resolve(foreground),
    highContrast: kind.contains("vscode-high-contrast") || kind.contains("vscode-high-contrast-light"),
  };
  const family = variable("--vscode-font-family", "system-ui, sans-serif");
  const muted = ground.highContrast ? foreground : variable("--vscode-descriptionForeground", foreground);
  const size = Number.parseFloat(variable("--vscode-font-size", "13px"));
  return themeOf(ground, muted, family, Number.isFinite(size) ? size : 13);
}

/** Calls back whenever the editor changes its theme: it then rewrites the body's class and the variables on the root. */
export function watchTheme(changed: (theme: Theme) => void): void {
  let waiting = false;
  const observer = new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      changed(readTheme());
    }, 30);
  });
  observer.observe(document.body, { attributes: true, attributeFilter: ["class", "data-vscode-theme-id"] });
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
}

let probe: CanvasRenderingContext2D | null | undefined;

/** Any CSS colour as numbers: a canvas understands all of them and writes each in one of two forms. */
function resolve(colour: string): Rgb {
  probe ??= document.createElement("canvas").getContext("2d");
  if (probe !== null) probe.fillStyle = colour;
  return parseColour(typeof probe?.fillStyle === "string" ? probe.fillStyle : colour) ?? { r: 0.5, g: 0.5, b: 0.5 };
}
