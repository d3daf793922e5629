/** What is used of sql.js 1 (https://sql.js.org/documentation), SQLite compiled to WebAssembly; it comes without types. */
declare module "sql.js" {
  namespace start {
    interface Statement {
      step(): boolean;
      get(): (string | number | Uint8Array | null)[];
      free(): boolean;
    }
    interface Opened {
      prepare(sql: string): Statement;
      run(sql: string): unknown;
      close(): void;
    }
    interface Sqlite {
      readonly Database: new (bytes: Uint8Array) => Opened;
    }
  }
  function start(config: { readonly wasmBinary?: Uint8Array }): Promise<start.Sqlite>;
  export = start;
}
