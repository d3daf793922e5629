/** The position of a value in a JSON text. */
interface Place {
  /** 1-based line of its key, or of the value itself where it has none. */
  readonly line: number;
  /** Offset of its first sign, and of the sign after its last. */
  readonly start: number;
  readonly end: number;
}

export interface Places {
  /** Where the value under these keys stands (of the later one where a key is written twice); indexes of arrays as texts. */
  at(path: readonly string[]): Place | undefined;
  /** Paths whose key occurs twice in its object. */
  readonly twice: readonly (readonly string[])[];
}

const maxDepth = 64;

/** Finds where the values of a JSON text stand. The text has to be one that was read without an error; throws where it is nested too deeply. */
export function placesOf(text: string): Places {
  const found = new Map<string, Place>();
  const twice: (readonly string[])[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  let line = 1;

  const space = (): void => {
    for (; at < text.length && " \t\r\n".includes(text[at] ?? ""); at++) if (text[at] === "\n") line++;
  };
  const string = (): string => {
    const start = at++;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at++;
    return String(JSON.parse(text.slice(start, at)));
  };
  const value = (path: readonly string[], own: number | undefined): void => {
    if (path.length > maxDepth) throw new SyntaxError("nested too deeply");
    space();
    const [start, here] = [at, own ?? line];
    const opened = text[at];
    if (opened === '"') string();
    else if (opened === "{" || opened === "[") inside(path, opened);
    else while (at < text.length && !",]} \t\r\n".includes(text[at] ?? "")) at++;
    found.set(JSON.stringify(path), { line: here, start, end: at });
  };
  const inside = (path: readonly string[], opened: string): void => {
    at++;
    space();
    const keys = new Set<string>();
    for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index++) {
      const here = line;
      const key = opened === "{" ? string() : String(index);
      if (opened === "{") {
        space();
        at++;
      }
      if (keys.has(key)) repeated([...path, key]);
      keys.add(key);
      value([...path, key], here);
      space();
      if (text[at] === ",") at++;
      space();
    }
    at++;
  };

  /** The earlier value of a repeated key is overwritten. */
  const repeated = (path: readonly string[]): void => {
    const within = `${JSON.stringify(path).slice(0, -1)},`;
    for (const key of [...found.keys()]) if (key.startsWith(within)) found.delete(key);
    twice.push(path);
  };

  value([], undefined);
  return { at: (path) => found.get(JSON.stringify(path)), twice };
}
