// From the API's slots to what is drawn and tabled: energy of each kind, above the axis what came in, below it what went out.

const MILLIWATT_HOURS_PER_KILOWATT_HOUR = 1e6;
const DAY_SECONDS = 86_400;
const POWER_STEP_SECONDS = 300;

/** Kinds of flow in the order they are stacked; sign: 1 above the axis, -1 below, 0 the line. */
export const KINDS = [
  { id: 'chp', field: 'chpMilliwattHours', sign: 1 }, { id: 'wind', field: 'windMilliwattHours', sign: 1 },
  { id: 'pv', field: 'pvMilliwattHours', sign: 1 }, { id: 'discharge', field: 'dischargeMilliwattHours', sign: 1 },
  { id: 'import', field: 'gridImportMilliwattHours', sign: 1 }, { id: 'export', field: 'gridExportMilliwattHours', sign: -1 },
  { id: 'charge', field: 'chargeMilliwattHours', sign: -1 }, { id: 'load', field: 'loadMilliwattHours', sign: 0 },
];

/** Kinds a period has any of, with the load always. */
export const kindsOf = flows => KINDS.filter(kind => kind.id === 'load' || flows[kind.field] > 0);

/** Adds up slots to longer steps; what is not there stays out. seconds is the time the slots of a step cover. */
export function steps(slots, slotSeconds, stepSeconds, offsetSeconds) {
  const found = new Map();
  for (const slot of slots) {
    const start = Math.floor((slot.startUnixSeconds + offsetSeconds) / stepSeconds) * stepSeconds - offsetSeconds;
    if (!found.has(start)) found.set(start, { start, seconds: 0, flows: Object.fromEntries(KINDS.map(kind => [kind.field, 0])) });
    const step = found.get(start);
    step.seconds += slotSeconds;
    for (const kind of KINDS) step.flows[kind.field] += slot.flows[kind.field];
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

/** What to ask for, so that the curve is fine enough for its width and no finer. */
export function lengthFor(spanSeconds) {
  return spanSeconds <= 2 * DAY_SECONDS ? 'interval' : spanSeconds <= 21 * DAY_SECONDS ? 'hour' : 'day';
}

/** Length of a step of the power curve, s. */
export const powerStepSeconds = series => Math.max(series.lengthSeconds, POWER_STEP_SECONDS);

/**
 * Points of the power curve, by kind: [shifted ms, kW up to this kind's upper edge in the stack, kW of the kind alone]. A step is
 * level from its beginning to its end, since only its mean is known; a gap ends the curve instead of being bridged.
 */
export function powerPoints(series, offsetSeconds) {
  const stepSeconds = powerStepSeconds(series);
  const points = Object.fromEntries(KINDS.map(kind => [kind.id, []]));
  let end = null;
  for (const step of steps(series.slots, series.lengthSeconds, stepSeconds, offsetSeconds)) {
    const at = (step.start + offsetSeconds) * 1000;
    if (end !== null && at > end) close();
    end = at + stepSeconds * 1000;
    const stacked = { 1: 0, [-1]: 0 };
    for (const { id, field, sign } of KINDS) {
      const kilowatts = step.flows[field] / MILLIWATT_HOURS_PER_KILOWATT_HOUR * 3600 / step.seconds;
      const edge = sign === 0 ? kilowatts : stacked[sign] += sign * kilowatts;
      points[id].push([at, edge, kilowatts], [end - 1, edge, kilowatts]);
    }
  }
  if (end !== null) close();
  return points;

  function close() {
    for (const { id } of KINDS) points[id].push([end, null, null]);
  }
}
