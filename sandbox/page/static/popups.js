/** Things that open beside something: placed in the browser's top layer, so that no scrolling box cuts them off. */

/** Opens `popup` under (or over) `anchor`. @param {HTMLElement} popup @param {Element} anchor @param {"start"|"end"|"fill"} align */
export function openBeside(popup, anchor, align = "start") {
  if (!popup.matches(":popover-open")) popup.showPopover();
  const box = anchor.getBoundingClientRect();
  popup.style.minWidth = align === "fill" ? `${box.width}px` : "";
  const { width, height } = popup.getBoundingClientRect();
  const below = box.bottom + 4;
  const fitsBelow = below + height <= innerHeight - 8 || box.top < height + 12;
  const left = align === "end" ? box.right - width : box.left;
  popup.style.top = `${Math.max(8, fitsBelow ? below : box.top - height - 4)}px`;
  popup.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
}

/** @param {HTMLElement} popup */
export function shut(popup) {
  if (popup.matches(":popover-open")) popup.hidePopover();
}
