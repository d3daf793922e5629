import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Source } from "../source/source";

const pieceBytes = 1 << 20;

/** No log compresses better than this. A file that does, and is large once unpacked, is a zip bomb. */
const maxRatio = 200;
const largeBytes = 256 << 20;

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;

/** The content of a gzip file, piece by piece. Throws with a message for the user when it is truncated, damaged, or a bomb. */
export async function* gunzip(source: Source, path: string, size: number): AsyncGenerator<Uint8Array, void> {
  const packed = async function* (): AsyncGenerator<Uint8Array, void> {
    for (let at = 0; at < size;) {
      const bytes = await source.read(path, at, Math.min(pieceBytes, size - at));
      if (bytes.length === 0) return;
      at += bytes.length;
      yield bytes;
    }
  };
  const input = Readable.from(packed());
  const output = createGunzip({ chunkSize: 1 << 18 });
  input.on("error", (error) => output.destroy(error));
  let total = 0;
  try {
    for await (const piece of input.pipe(output) as AsyncIterable<Uint8Array>) {
      total += piece.length;
      if (total > largeBytes && total > size * maxRatio) {
        throw new Error(`it unpacks to more than ${maxRatio} times its size: left out from there on`);
      }
      yield piece;
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "Z_BUF_ERROR") throw new Error("the compressed file is cut off");
    if (code === "Z_DATA_ERROR") throw new Error("the compressed file is damaged");
    throw error;
  } finally {
    input.destroy();
    output.destroy();
  }
}
