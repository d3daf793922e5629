import { valueOf } from "../command";
import { asked, near, type Case, type Row } from "../row";

/** L = a·C^−b as printed, by mix and domain. */
const published: Readonly<Record<string, Readonly<Record<string, readonly [a: number, b: number]>>>> = {
  "45-45-10": { "image-caption": [47.97, 0.061], interleaved: [25.114, 0.0458], text: [22.709, 0.042] },
  "40-20-40": { "image-caption": [49.477, 0.061], interleaved: [22.112, 0.043], text: [21.352, 0.042] },
  "30-30-40": { "image-caption": [39.518, 0.056], interleaved: [22.111, 0.043], text: [20.257, 0.041] },
  "20-40-40": { "image-caption": [46.216, 0.0589], interleaved: [23.888, 0.045], text: [22.15, 0.0425] },
};

export const nativeMultimodal: readonly Case[] = [
  {
    section: "9",
    title: "Native multimodal models 2025: twelve frontiers",
    note:
      "The runs are simulated so that the paper's protocol gives its equations (`examples/native-multimodal/README.md`): these lines " +
      "test the protocol and not the paper. The points in `examples/native-multimodal/data-mix` have a noise of 0.04 %.",
    sources: [
      asked("isoflop fit examples/native-multimodal/data-mix --protocol shukor-frontier --bootstrap 0", ({ fits }) =>
        Object.entries(published).flatMap(([mix, domains]) =>
          Object.entries(domains).flatMap(([domain, [a, b]]): Row[] => {
            const own = fits.find(({ group }) => group["mix"] === mix && group["domain"] === domain);
            if (own === undefined) throw new Error(`no law of ${mix}, ${domain}`);
            // b to half of its last printed digit (5e-5), a to what that does to it at C = 1e21: e^(48·5e-5).
            return [
              near(`a, ${mix}, ${domain}`, a, valueOf(own, "a"), 0.0025 * a),
              near(`b, ${mix}, ${domain}`, b, valueOf(own, "b"), 5e-5),
            ];
          }),
        ),
      ),
    ],
  },
];
