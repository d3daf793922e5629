import assert from "node:assert/strict";
import type { Tint } from "../../src/core/views/figure";
import { contrast, oklch, parseColour, writeColour, type Rgb } from "../../webview/shared/colour";
import { colourOf, leastContrast, type Ground } from "../../webview/shared/palette";

const rgb = (text: string) => parseColour(text) ?? assert.fail(`${text} is no colour`);

/** Editor backgrounds and foregrounds of VS Code's own themes, and two that nobody would choose. */
const grounds: Readonly<Record<string, Ground>> = {
  "Light Modern": { background: rgb("#ffffff"), foreground: rgb("#3b3b3b"), highContrast: false },
  "Solarized Light": { background: rgb("#fdf6e3"), foreground: rgb("#657b83"), highContrast: false },
  "Dark Modern": { background: rgb("#1f1f1f"), foreground: rgb("#cccccc"), highContrast: false },
  "Solarized Dark": { background: rgb("#002b36"), foreground: rgb("#839496"), highContrast: false },
  "High Contrast": { background: rgb("#000000"), foreground: rgb("#ffffff"), highContrast: true },
  "High Contrast Light": { background: rgb("#ffffff"), foreground: rgb("#292929"), highContrast: true },
  "a dark grey": { background: rgb("#5a5a5a"), foreground: rgb("#ffffff"), highContrast: false },
  "a light grey": { background: rgb("#b0b0b0"), foreground: rgb("#000000"), highContrast: false },
};

describe("colour", () => {
  it("reads the two forms a canvas writes, and nothing else", () => {
    assert.deepEqual(parseColour("#ff8000"), { r: 1, g: 128 / 255, b: 0 });
    assert.deepEqual(parseColour("#f80"), parseColour("#ff8800"));
    assert.deepEqual(parseColour("#ff800080"), parseColour("#ff8000"));
    assert.deepEqual(parseColour("rgba(255, 128, 0, 0.5)"), { r: 1, g: 128 / 255, b: 0 });
    for (const text of ["", "orange", "#ff", "#12345", "rgb(a, b, c)", "url(x)"]) {
      assert.equal(parseColour(text), undefined, text);
    }
    assert.equal(writeColour(rgb("#1f8a70")), "#1f8a70");
  });

  it("knows WCAG's contrast of black on white, and of a grey at the limit", () => {
    assert.equal(contrast(rgb("#000"), rgb("#fff")), 21);
    assert.ok(Math.abs(contrast(rgb("#767676"), rgb("#fff")) - 4.54) < 0.005);
  });

  it("gives the sRGB primaries back from OKLCH, and cuts chroma rather than turning the hue", () => {
    assert.equal(writeColour(oklch(0.6279554, 0.2576833, 29.2338)), "#ff0000");
    assert.equal(writeColour(oklch(1, 0, 0)), "#ffffff");
    const cut = oklch(0.9, 0.4, 264);
    assert.ok([cut.r, cut.g, cut.b].every((channel) => channel >= 0 && channel <= 1));
    assert.ok(cut.b > cut.g && cut.b > cut.r, "still a blue");
  });
});

/** CIE L*a*b* of an sRGB colour (IEC 61966-2-1, D65). */
function lab(colour: Rgb): readonly [number, number, number] {
  const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = [linear(colour.r), linear(colour.g), linear(colour.b)];
  const f = (t: number): number => (t > (6 / 29) ** 3 ? Math.cbrt(t) : t / (3 * (6 / 29) ** 2) + 4 / 29);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** ΔE (CIE 1976). */
function apart(one: Rgb, other: Rgb): number {
  const [a, b] = [lab(one), lab(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

const themes = ["Light Modern", "Dark Modern", "High Contrast", "High Contrast Light"];

describe("the colours of any two series that are drawn together", () => {
  const hues = Array.from({ length: 10 }, (_, hue) => hue);
  const shades = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const sets: Readonly<Record<string, readonly Tint[]>> = {
    "ten categories": hues.map((hue) => ({ hue })),
    "four mixes of six sizes": hues.slice(0, 4).flatMap((hue) => shades.map((shade) => ({ hue, shade }))),
    "four further mixes of six sizes": hues.slice(2, 6).flatMap((hue) => shades.map((shade) => ({ hue, shade }))),
  };
  for (const name of themes) {
    for (const [what, tints] of Object.entries(sets)) {
      it(`differ by ΔE 10 on ${name}: ${what}`, () => {
        const ground = grounds[name] ?? assert.fail(name);
        const colours = tints.map((tint) => ({ tint, colour: colourOf(tint, ground) }));
        for (const [i, one] of colours.entries()) {
          for (const other of colours.slice(i + 1)) {
            const found = apart(one.colour, other.colour);
            assert.ok(found >= 10, `${JSON.stringify([one.tint, other.tint])}: ${found.toFixed(1)}`);
          }
        }
      });
    }
  }

  it("never turn the hue of a mix: sizes differ in lightness", () => {
    for (const name of themes) {
      const ground = grounds[name] ?? assert.fail(name);
      for (const hue of hues) {
        const angles = shades.map((shade) => okAngle(colourOf({ hue, shade }, ground)));
        for (const angle of angles) {
          const turned = Math.abs(((angle - (angles[0] ?? 0) + 540) % 360) - 180);
          assert.ok(turned < 4, `${name}, hue ${hue}: ${angles.map((a) => a.toFixed(0)).join()}`);
        }
      }
    }
  });
});

/** The hue angle of a colour in OKLab (Ottosson 2020). */
function okAngle(colour: Rgb): number {
  const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = [linear(colour.r), linear(colour.g), linear(colour.b)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const [x, y] = [
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
  return (Math.atan2(y, x) * 180) / Math.PI;
}

describe("palette", () => {
  for (const [name, ground] of Object.entries(grounds)) {
    it(`keeps every hue and every step of every ramp legible on ${name}`, () => {
      const least = leastContrast(ground.highContrast);
      for (let hue = -1; hue < 12; hue++) {
        for (const shade of [undefined, 0, 0.2, 0.4, 0.6, 0.8, 1]) {
          const tint = { ...(hue < 0 ? {} : { hue }), ...(shade === undefined ? {} : { shade }) };
          const found = contrast(colourOf(tint, ground), ground.background);
          assert.ok(found >= least - 0.02, `${JSON.stringify(tint)}: ${found.toFixed(2)} < ${least}`);
        }
      }
    });
  }

  it("runs from light to dark, in steps that differ", () => {
    for (const name of ["Light Modern", "Dark Modern", "High Contrast", "High Contrast Light"]) {
      const ground = grounds[name] ?? assert.fail(name);
      for (let hue = 0; hue < 10; hue++) {
        const ramp = [0, 0.2, 0.4, 0.6, 0.8, 1].map((shade) => colourOf({ hue, shade }, ground));
        for (const [at, colour] of ramp.entries()) {
          const next = ramp[at + 1];
          if (next === undefined) break;
          const factor = contrast(colour, rgb("#000")) / contrast(next, rgb("#000"));
          assert.ok(factor > 1.08, `${name}, hue ${hue}, step ${at}: ${factor.toFixed(3)}`);
        }
      }
    }
  });

  it("tells ten categories apart", () => {
    for (const name of ["Light Modern", "Dark Modern"]) {
      const ground = grounds[name] ?? assert.fail(name);
      const colours = Array.from({ length: 10 }, (_, hue) => colourOf({ hue }, ground));
      for (const [i, one] of colours.entries()) {
        for (const other of colours.slice(i + 1)) {
          const apart = Math.hypot(one.r - other.r, one.g - other.g, one.b - other.b);
          assert.ok(apart > 0.12, `${name}: ${writeColour(one)} and ${writeColour(other)}`);
        }
      }
    }
  });
});
