/** The calls that one thread answers to another, whatever they are: `name: [argument, answer]`. */
export type CallTable<T> = { readonly [K in keyof T]: readonly [unknown, unknown] };

export type CallRequest<T extends CallTable<T>> = {
  [K in keyof T & string]: { readonly id: number; readonly job: K; readonly arg: T[K][0] };
}[keyof T & string];

/** Every request is answered, ok or error. */
export type CallReply =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };

/** What a thread sends: answers, and what it says unasked. */
export type FromThread<P> = { readonly reply: CallReply } | { readonly push: P };
