import type { MessagePort } from "node:worker_threads";
import type { CallReply, CallRequest, CallTable } from "../protocol/calls";
import type { LogLine } from "../protocol/jobs";

export type Answer<T extends CallTable<T>> = (request: CallRequest<T>) => unknown;

/** Answers each request that comes through a port once: with what `answer` gives, or with the message of what it throws. */
export function answerCalls<T extends CallTable<T>>(port: MessagePort, answer: Answer<T>): void {
  const reply = async (request: CallRequest<T>): Promise<CallReply> => {
    const { id, job } = request;
    try {
      return { id, ok: true, value: await answer(request) };
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      const push: LogLine = { type: "log", level: "error", message: `${job}: ${text}` };
      port.postMessage({ push });
      return { id, ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  };
  const receive = async (request: CallRequest<T>): Promise<void> => {
    const answered = await reply(request);
    try {
      port.postMessage({ reply: answered });
    } catch (error) {
      // An answer that cannot be cloned (it holds a function) is still answered: with an error.
      port.postMessage({ reply: { id: request.id, ok: false, error: `${request.job}: ${String(error)}` } });
    }
  };
  port.on("message", (request: CallRequest<T>) => {
    receive(request).catch((error: unknown) => {
      throw error; // Not even an error can be sent: the thread dies of it, and its client rejects the call.
    });
  });
}
