import assert from "node:assert/strict";
import type { Format } from "../../../src/core/formats/format";
import { Builder } from "../../../src/core/runs/table/builder";
import type { Run } from "../../../src/core/runs/run";
import { openLogIndex } from "../../../src/engine/logFiles";
import { MemorySource } from "../engine/memorySource";
import { read } from "./collect";
import { difference, filesOf, samples, valuesByStep } from "./samples";

/**
 * The samples of test/data as they arrive: in pieces, cut off anywhere, and whole again. A cut that is never mended may cost what
 * it cut; what is given is right, nothing throws, and once the rest is there all of it is read.
 */

const everyBytes = 97;
/** Databases are opened anew at each cut, and their pages are of 4096 bytes: 41 × 97 comes by all places in a page. */
const everyOfDatabase = 41 * everyBytes;

function cutAndMended(format: Format, relative: string, bytes: Uint8Array): void {
  const whole = read(format, bytes, Infinity, true, relative);
  for (let cut = 0; cut < bytes.length; cut += everyBytes) {
    const table = new Builder("file");
    const parser = format.parser(table, relative);
    parser.push(bytes.slice(0, cut));
    parser.flush();
    assert.equal(difference(table, whole, false), undefined, `${relative} cut at ${cut}`);
    // What was cut off stays cut off: nothing wrong is made of it, and it is read or named.
    const torn = new Builder("file");
    const ending = format.parser(torn, relative);
    ending.push(bytes.slice(0, cut));
    ending.flush();
    const before = { rows: torn.rows, problems: torn.problems.length, config: torn.config.size };
    const waiting = ending.pending > 0;
    ending.end();
    const said = torn.rows + torn.problems.length + torn.config.size > before.rows + before.problems + before.config;
    if (waiting && !isText(format)) assert.ok(said, `${relative} cut at ${cut}: nothing is said of the tail`);
    parser.push(bytes.slice(cut));
    parser.flush();
    parser.end();
    // A row that was shown before all of its step had come stays, and the rest stands in a row of its own.
    if (table.rows === whole.rows) assert.equal(difference(table, whole, true), undefined, `${relative} cut at ${cut}`);
    else assert.deepEqual(valuesByStep(table), valuesByStep(whole), `${relative} cut at ${cut} and mended`);
    assert.deepEqual(table.config, whole.config, `${relative} cut at ${cut} and mended`);
    assert.deepEqual(
      table.problems.map((p) => p.message),
      whole.problems.map((p) => p.message),
    );
  }
}

/** Half of a printed line is a line like any other that says nothing, and half of a tracker's settings reads as fewer of them. */
const isText = (format: Format) => format.text === true || format.id.startsWith("mlflow");

const curves = (runs: readonly Run[]) =>
  new Map(
    runs.flatMap((run) =>
      run.metrics.map(({ key }) => {
        const series = run.series(key);
        return [
          `${run.name} ${key}`,
          Array.from(series?.step ?? [], (step, i): [number, number] => [step, series?.value[i] ?? NaN]),
        ];
      }),
    ),
  );

describe("samples as they arrive", () => {
  for (const sample of samples) {
    const files = filesOf(sample);
    const logs = files.flatMap((file) => (file.format === undefined ? [] : [{ ...file, format: file.format }]));
    const atOnce = files.filter((file) => file.atOnce || file.relative.endsWith(".db-wal"));
    assert.ok(logs.length + atOnce.length > 0, `${sample} has no logs`);

    if (logs.length > 0) {
      it(`${sample}: in pieces of every size`, () => {
        for (const { path, relative, bytes, format } of logs) {
          const whole = read(format, bytes, Infinity, true, relative);
          // A file of a tracker's may hold no more than a setting or the run's name.
          assert.ok(whole.rows > 0 || whole.identity !== undefined, `${path}: no rows`);
          const sizes = [...Array.from({ length: 64 }, (_, i) => i + 1), 97, 128, 500, 1000, 4096, 32768];
          for (const piece of sizes.filter((size) => size < bytes.length)) {
            const again = read(format, bytes, piece, true, relative);
            assert.equal(difference(again, whole, true), undefined, `${path} in pieces of ${piece}`);
            assert.deepEqual(again.config, whole.config, `${path} in pieces of ${piece}`);
            assert.deepEqual(again.problems, whole.problems, `${path} in pieces of ${piece}`);
          }
        }
      });

      it(`${sample}: cut off at every ${everyBytes}th byte, and mended`, () => {
        for (const { relative, bytes, format } of logs) cutAndMended(format, relative, bytes);
      });
    }

    if (atOnce.length > 0) {
      it(`${sample}: files that are read at once, cut off and mended`, async function () {
        this.timeout(120_000);
        const source = new MemorySource();
        for (const { relative, bytes } of files) source.write(`/logs/${relative}`, bytes);
        const index = await openLogIndex(source, [{ path: "/logs", name: "logs" }], { now: () => 9e15 });
        const whole = curves(index.runs());
        assert.ok(whole.size > 0);
        for (const { relative, bytes } of atOnce) {
          const path = `/logs/${relative}`;
          const every = /\.db(-wal)?$/.test(relative) ? everyOfDatabase : everyBytes;
          for (let cut = 0; cut < bytes.length; cut += every) {
            source.write(path, bytes.slice(0, cut));
            await index.changed([path]);
            for (const [name, curve] of curves(index.runs())) {
              const all = whole.get(name) ?? [];
              for (const [step, value] of curve)
                assert.ok(
                  all.some(([s, v]) => Object.is(s, step) && Object.is(v, value)),
                  `${path} cut at ${cut}: ${name} ${step} ${value}`,
                );
            }
          }
          source.write(path, bytes);
          await index.changed([path]);
          assert.deepEqual(curves(index.runs()), whole, `${path} mended`);
        }
      });
    }
  }
});
