import type { Database, FileSnapshot, SnapshotFormat } from "../format";
import { utf8 } from "../bytes/utf8";
import { isMlflow, readMlflow } from "./mlflow";
import { isTrackio, readTrackio } from "./trackio";
import { withWal } from "./wal";

/** What trackers keep in SQLite, told by the tables that are there. A database of something else is none of ours. */
const readers: readonly {
  readonly is: (db: Database) => boolean;
  readonly read: (db: Database, file: FileSnapshot) => void;
}[] = [
  { is: isMlflow, read: readMlflow },
  { is: isTrackio, read: readTrackio },
];

/** A larger one is not read: it is held in memory three times while it is. */
const largestFile = 512 << 20;

export const sqlite: SnapshotFormat = {
  id: "sqlite",
  label: "SQLite database of MLflow or trackio",
  growth: "rewrite",
  companions: ["-wal"],
  probe: ({ bytes }) => (utf8(bytes, 0, Math.min(16, bytes.length)) === "SQLite format 3\0" ? 1 : 0),
  async read(file) {
    if (file.size > largestFile)
      throw new Error(`a database of more than ${largestFile >> 20} MiB is too large to read`);
    const bytes = await file.read(0, file.size);
    const db = await file.database(withWal(bytes, file.companions.get("-wal")));
    try {
      readers.find(({ is }) => is(db))?.read(db, file);
    } finally {
      db.close();
    }
  },
};
