/** The memo is cleared when it holds more keys than this: keys come from logs, which never end. */
const maxRemembered = 10_000;

/** Memoises a function of a text that is called with the same few texts again and again, such as column keys. */
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
