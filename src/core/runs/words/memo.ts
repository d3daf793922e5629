/** More texts than this and what was remembered is forgotten: keys come from logs, and there is no end of logs. */
const maxRemembered = 10_000;

/** A function of a text that is asked for the same few texts again and again: keys of columns, by every file of a study. */
export function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    if (known.size >= maxRemembered) known.clear();
    const made = work(text);
    known.set(text, made);
    return made;
  };
}
