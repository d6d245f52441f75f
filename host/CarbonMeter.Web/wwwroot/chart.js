// The stacked curve: what came in above the line, what left the park below it, the load across. Nothing is smoothed and nothing
// is filled in: each slot is drawn as the mean it is, and where no meter measured the curve stops.

const secondsOfDay = 86400;

// In the order they are stacked. Sign -1: drawn below the line.
const kinds = [
  { id: "pv", sign: 1 }, { id: "wind", sign: 1 }, { id: "chp", sign: 1 }, { id: "discharge", sign: 1 }, { id: "gridImport", sign: 1 },
  { id: "charge", sign: -1 }, { id: "gridExport", sign: -1 },
];

const energyOf = (slot, id) => slot.flows[`${id}MilliwattHours`];

/** The slot length that suits a span: fine for a day or two, days for a season. */
export function lengthFor(seconds) {
  return seconds <= 2 * secondsOfDay ? "interval" : seconds <= 21 * secondsOfDay ? "hour" : "day";
}

export class Chart {
  #box;
  #chart;

  constructor(box) {
    this.#box = box;
    this.#chart = globalThis.echarts.init(box, null, { renderer: "canvas" });
    new ResizeObserver(() => this.#chart.resize()).observe(box);
  }

  show(series, text, format) {
    const style = getComputedStyle(this.#box);
    const color = (name) => style.getPropertyValue(`--${name}`).trim();
    const days = series.length === "day";
    const used = kinds.filter(({ id }) => series.slots.some((slot) => energyOf(slot, id) > 0));
    const drawn = days ? barsOf(series, used, text, format, color) : areasOf(series, used, text, format, color);
    drawn.push({ name: text.flows.load, type: "line", data: (days ? daysOf : stepsOf)(series, format, (slot) => energyOf(slot, "load")),
      step: days ? "middle" : false, symbol: "none", color: color("load"), lineStyle: { width: 2 }, z: 20 });
    this.#chart.setOption(this.#option(drawn, series, text, format, color, days), { notMerge: true });
    this.#box.setAttribute("aria-label", labelOf(series, text, format));
  }

  #option(drawn, series, text, format, color, days) {
    const fontFamily = getComputedStyle(this.#box).fontFamily;
    const quiet = { color: color("quiet-text"), fontFamily, fontSize: 12, fontWeight: "normal" };
    const shifted = (seconds) => (seconds + format.offsetMinutes * 60) * 1000;
    return {
      animation: false,
      useUTC: true,
      textStyle: { fontFamily },
      grid: { left: 4, right: 10, top: 52, bottom: 4, containLabel: true },
      legend: { type: "scroll", top: 0, left: 0, itemWidth: 14, itemHeight: 10, icon: "roundRect", textStyle: quiet, pageTextStyle: quiet,
        pageIconColor: color("text"), pageIconInactiveColor: color("line"), selectedMode: false },
      tooltip: {
        trigger: "axis", confine: true, backgroundColor: color("card"), borderColor: color("line"), textStyle: { color: color("text"), fontSize: 13 },
        axisPointer: { type: "line", lineStyle: { color: color("quiet-text") } },
        formatter: (items) => tooltipOf(items, series, format, days),
      },
      xAxis: {
        type: "time", min: shifted(series.fromUnixSeconds), max: shifted(series.toUnixSeconds), axisLabel: { ...quiet, hideOverlap: true },
        axisLine: { lineStyle: { color: color("line") } }, axisTick: { show: false }, splitLine: { show: false },
      },
      yAxis: {
        type: "value", name: days ? text.curveEnergy : text.curvePower, nameTextStyle: { ...quiet, align: "left" }, nameGap: 8,
        axisLabel: { ...quiet, formatter: (value) => format.number(value) }, splitLine: { lineStyle: { color: color("line") } },
      },
      series: drawn,
    };
  }
}

// The areas lie behind each other, each from the line up to the sum so far, the highest at the back. Stacked on each other they
// would show slits, since the chart leaves out steps below a pixel and does so differently for the two edges of a layer.
function areasOf(series, used, text, format, color) {
  return used.map(({ id, sign }, index) => {
    const below = used.slice(0, index + 1).filter((kind) => kind.sign === sign);
    const sum = (slot) => below.reduce((total, kind) => total + energyOf(slot, kind.id), 0) * sign;
    return {
      name: text.flows[id], type: "line", data: stepsOf(series, format, sum, (slot) => energyOf(slot, id) * sign), symbol: "none",
      color: color(id), lineStyle: { width: 0 }, areaStyle: { opacity: 1 }, z: 10 - index,
    };
  });
}

function barsOf(series, used, text, format, color) {
  return used.map(({ id, sign }) => ({
    name: text.flows[id], type: "bar", stack: sign > 0 ? "in" : "out", data: daysOf(series, format, (slot) => energyOf(slot, id) * sign),
    color: color(id), barCategoryGap: "20%",
  }));
}

// Kilowatts, level over each slot: [time, height, figure]. A point with nothing ends the curve where a slot is missing.
function stepsOf(series, format, height, figure = height) {
  const length = series.lengthSeconds;
  const shifted = (seconds) => (seconds + format.offsetMinutes * 60) * 1000;
  const kilowatts = (milliwattHours) => milliwattHours * 3600 / length / 1e6;
  const points = [];
  series.slots.forEach((slot, index) => {
    const end = slot.startUnixSeconds + length;
    const level = [kilowatts(height(slot)), kilowatts(figure(slot))];
    points.push([shifted(slot.startUnixSeconds), ...level], [shifted(end) - 1, ...level]);
    if (series.slots[index + 1]?.startUnixSeconds !== end) points.push([shifted(end), null, null]);
  });
  return points;
}

// Kilowatt-hours, one bar a day, in the middle of its day: [time, height, figure].
function daysOf(series, format, figure) {
  const middle = (slot) => (slot.startUnixSeconds + format.offsetMinutes * 60 + secondsOfDay / 2) * 1000;
  return series.slots.map((slot) => [middle(slot), figure(slot) / 1e6, figure(slot) / 1e6]);
}

function labelOf(series, text, format) {
  const sum = (id) => series.slots.reduce((total, slot) => total + energyOf(slot, id), 0);
  return text.chartLabel(format.dayTime(series.fromUnixSeconds), format.dayTime(series.toUnixSeconds),
    format.energy(sum("load")), format.energy(sum("gridImport")));
}

// Built as elements: the page's policy allows no style inside text.
function tooltipOf(items, series, format, days) {
  const box = document.createElement("div");
  box.className = "tip";
  const shown = items.filter((item) => item.value[2] !== null && item.value[2] !== undefined);
  if (shown.length === 0) return "";
  const at = shown[0].value[0] / 1000 - format.offsetMinutes * 60;
  const start = days ? at - secondsOfDay / 2 : at - ((at - series.fromUnixSeconds) % series.lengthSeconds);
  box.append(Object.assign(document.createElement("strong"), { textContent: days ? format.day(start) : format.dayTime(start) }));
  for (const item of shown) {
    const row = document.createElement("div");
    const value = `${format.number(item.value[2], 1)} ${days ? "kWh" : "kW"}`;
    row.append(Object.assign(document.createElement("span"), { textContent: item.seriesName }),
      Object.assign(document.createElement("b"), { textContent: value }));
    box.append(row);
  }
  return box;
}
