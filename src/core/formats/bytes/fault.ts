/**
 * What is wrong with a file, for a person. Where a decoder met what it was not made for, the message of the error is about the decoder
 * ("Cannot read properties of undefined"): then all that can be said is that the file is damaged.
 */
export function faultOf(error: unknown): string {
  if (error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError)
    return "it is damaged, or written in a way that is not known";
  return error instanceof Error ? error.message : String(error);
}
