/**
 * Hands the nonce of this script to the toolkit, which looks for it in a meta element when it makes a style element to try what
 * the browser can do. Without it the page's policy forbids that, and controls would show their focus ring on every click.
 */
const { nonce } = document.currentScript ?? {};
if (nonce !== undefined && nonce !== "") {
  const meta = document.createElement("meta");
  meta.setAttribute("property", "csp-nonce");
  meta.content = nonce;
  document.head.append(meta);
}
