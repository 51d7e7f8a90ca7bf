/**
 * How far a sheet is to scroll so that a mark in it is seen, a third of the way down. All in pixels of the window.
 * mark, sheet: { top, bottom }; of a sheet that reaches beyond the window only the part inside counts.
 */
export function scrollToShow(mark, sheet, windowHeight) {
  const top = Math.max(sheet.top, 0);
  const bottom = Math.min(sheet.bottom, windowHeight);
  if (mark.top >= top && mark.bottom <= bottom) return 0;
  return mark.top - top - (bottom - top) / 3;
}
