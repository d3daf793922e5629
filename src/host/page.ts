import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

/** The folders of the extension that the page may load from. */
export function pageRoots(extension: Uri): readonly Uri[] {
  return [Uri.joinPath(extension, "dist"), Uri.joinPath(extension, "media")];
}

/**
 * The page's whole HTML. It contains no data: views are sent as messages, so that no text of a log is ever markup. It runs one script,
 * the one with this nonce, and can load nothing but the extension's own files. (The script makes one style element, to test for a
 * feature of the browser, and gives it the same nonce.)
 */
export function pageHtml(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const local = (name: string): string => webview.asWebviewUri(Uri.joinPath(extension, "dist", name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${local("webview.css")}">
<title>Isoflop Study</title>
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}" src="${local("webview.js")}"></script>
</body>
</html>`;
}
