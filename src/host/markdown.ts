import { MarkdownString } from "vscode";
import type { HoverText } from "../core/views/views";
import { escapeMarkdown as text } from "./escape";

/** What is known at a point of a run, as a hover. Everything in it is text: no links, commands or HTML. */
export function hoverMarkdown(hover: HoverText): MarkdownString {
  const rows = hover.rows.map((row) => `| ${text(row.label)} | ${text(row.text)} |`);
  const parts = [
    `**${text(hover.title)}**`,
    rows.length > 0 ? ["| | |", "|:--|:--|", ...rows].join("\n") : "",
    text(hover.law),
    hover.problems.map((problem) => `- ${text(problem)}`).join("\n"),
  ];
  const markdown = new MarkdownString(parts.filter((part) => part !== "").join("\n\n"));
  markdown.isTrusted = false;
  markdown.supportHtml = false;
  return markdown;
}
