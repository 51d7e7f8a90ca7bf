// Which questions of a walkthrough are shown. A choice that is "" or false lets all pass.

export const EVERYTHING = Object.freeze({ open: false, core: false, phase: "", zone: "", stop: "" });

/** Only what there is a choice of: a kept filter may name a phase or zone that has gone. */
export function known(filter, choices) {
  const clean = { ...EVERYTHING };
  for (const name of ["open", "core"]) clean[name] = filter?.[name] === true;
  for (const name of ["phase", "zone", "stop"]) {
    if (choices[name]?.includes(filter?.[name])) clean[name] = filter[name];
  }
  return clean;
}

export function filters(filter) {
  return Object.keys(EVERYTHING).some((name) => filter[name]);
}

/** question: {stop, phases: "013", core, answered}; zones: zone -> the touchpoints one meets there. */
export function fits(question, filter, zones = {}) {
  return (
    !(filter.open && question.answered) &&
    !(filter.core && !question.core) &&
    !(filter.phase && !question.phases.includes(filter.phase)) &&
    !(filter.zone && !zones[filter.zone]?.includes(question.stop)) &&
    !(filter.stop && question.stop !== filter.stop)
  );
}
