/**
 * Text as Markdown that shows exactly that text: every ASCII punctuation mark is escaped, so that nothing in it is a link (also
 * no bare address), an image, HTML, a table's edge, an icon or emphasis; line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
