/**
 * The names of the files in a zip archive, read from its central directory (PKWARE APPNOTE 4.3.12, 4.3.16).
 *
 * @param {Buffer} archive without a comment longer than 64 KB, and no zip64
 * @returns {string[]}
 */
export function zipNames(archive) {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("not a zip archive");
  const count = archive.readUInt16LE(end + 10);
  /** @type {string[]} */
  const names = [];
  for (let at = archive.readUInt32LE(end + 16); names.length < count;) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    if (name === undefined || extra === undefined || comment === undefined) throw new Error("a torn central directory");
    names.push(archive.toString("utf8", at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
