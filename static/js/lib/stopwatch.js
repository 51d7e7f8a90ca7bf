// Times taken by the wall clock, so that a sleeping screen, a reload or a killed browser costs none of them.
// A watch is {started: ms since 1970, or null; laps: [ms]; take: which of several laps counts}.

export const TAKES = ["longest", "median", "mean", "sum"];
export const FORGOTTEN = 3 * 3600_000; // ms; a watch that ran longer was not meant to

export const fresh = (take = "longest") => ({ started: null, laps: [], take });

export function start(watch, now) {
  return watch.started === null ? { ...watch, started: now } : watch;
}

/** What it has run for, in ms; never below zero, should the tablet's clock be set back. */
export function elapsed(watch, now) {
  return watch.started === null ? 0 : Math.max(0, now - watch.started);
}

export function stop(watch, now) {
  if (watch.started === null) return watch;
  return { ...watch, started: null, laps: [...watch.laps, elapsed(watch, now)] };
}

export function without(watch, index) {
  return { ...watch, laps: watch.laps.filter((_lap, at) => at !== index) };
}

/** laps in ms -> what they come to, in ms; null where there is none. */
export function taken(laps, take) {
  if (!laps.length) return null;
  const sum = laps.reduce((total, lap) => total + lap, 0);
  if (take === "sum") return sum;
  if (take === "mean") return sum / laps.length;
  const sorted = [...laps].sort((one, other) => one - other);
  if (take === "longest") return sorted.at(-1);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** In the criterion's unit: whole seconds, or minutes to a tenth (six seconds: as exact as a thumb). */
export function inUnit(ms, unit) {
  return unit === "s" ? Math.round(ms / 1000) : Math.round(ms / 6000) / 10;
}

/** 4:05, or 1:04:05. */
export function clockText(ms) {
  const seconds = Math.floor(ms / 1000);
  const two = (number) => String(number % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds)}` : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}
