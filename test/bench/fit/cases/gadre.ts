import { only, valueOf, type FitAnswer } from "../command";
import { asked, near, type Case, type Row } from "../row";

const sizes = ["d=96_l=8_h=4", "d=512_l=8_h=4", "d=576_l=24_h=8", "d=1024_l=24_h=8"];
const far = ["model=open_lm_1b && token_multiplier=640", "model=open_lm_7b && token_multiplier=20"];

/** Four sizes at 20 tokens a parameter and the smallest at 320, of one data set; with `more` rows beside. */
function command(dataset: string, more: readonly string[] = [], flags = ""): string {
  const models = sizes.map((size) => `model="${size}"`).join(" || ");
  const five = `token_multiplier=20 && (${models}) || token_multiplier=320 && model="${sizes[0]}"`;
  const where = `train_dataset=${dataset} && (${[five, ...more].join(" || ")})`;
  return `isoflop fit test/data/published/gadre/models.csv --protocol gadre --by none --bootstrap 0 --where '${where}'${flags}`;
}

function tied(one: FitAnswer, [alpha, beta, b, E]: readonly [number, number, number, number], digits: number): Row[] {
  const tolerance = 0.6 * 10 ** -digits;
  return [
    near("points", 5, one.points, 0),
    near("α", alpha, valueOf(one, "alpha"), tolerance),
    near("β", beta, valueOf(one, "beta"), tolerance),
    near("b", b, -valueOf(one, "b"), 1e-6),
    near("E", E, valueOf(one, "E"), 1e-5),
  ];
}

const section = "4";
const file = "gadre/models.csv";
const title = (dataset: string): string => `Gadre et al. 2024: ${dataset}`;

export const gadre: readonly Case[] = [
  {
    section,
    title: title("RedPajama"),
    file,
    sources: [
      asked(command("rpj", far, " --hold-out 'C>5e20'"), (answer) => {
        const one = only(answer);
        const [small, large] = one.heldOut?.runs ?? [];
        return [
          ...tied(one, [166.211, 366.687, -0.272851, 1.83665], 3),
          near("error at 1.4B, M = 640, in %", 0.7103, 100 * (small?.error ?? NaN), 5e-4),
          near("error at 6.9B, M = 20, in %", 0.732, 100 * (large?.error ?? NaN), 5e-4),
        ];
      }),
    ],
  },
  {
    section,
    title: title("C4"),
    file,
    sources: [
      asked(command("c4_original"), (answer) => tied(only(answer), [113.6926, 189.5155, -0.242472, 1.50826], 4)),
    ],
  },
  {
    section,
    title: title("RefinedWeb"),
    file,
    sources: [
      asked(command("rw_original"), (answer) => tied(only(answer), [125.0957, 246.2067, -0.254395, 1.73446], 4)),
    ],
  },
];
