/** Whether the observations were unfolded when the page was left; at first they are. */
export function readFold(saved: unknown): boolean {
  return !(typeof saved === "object" && saved !== null && "unfolded" in saved && saved.unfolded === false);
}
