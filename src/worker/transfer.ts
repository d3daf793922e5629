import type { PanelView } from "../core/view/views";
import type { Push } from "../protocol/jobs";

/**
 * The buffers of a push that may move to the other thread instead of being copied: those of a view's columns, which belong to
 * the message. A column that is a window into a larger buffer is copied, because the rest of the buffer is someone else's.
 */
export function transferable(push: Push): ArrayBuffer[] {
  return push.type === "page" && push.message.type === "view" ? [...columnsOf(push.message.view)] : [];
}

function columnsOf(view: PanelView): Set<ArrayBuffer> {
  const buffers = new Set<ArrayBuffer>();
  for (const { lines } of view.grid.charts)
    for (const { x, y } of lines)
      for (const { buffer, byteLength } of [x, y])
        if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength && byteLength > 0) buffers.add(buffer);
  return buffers;
}
