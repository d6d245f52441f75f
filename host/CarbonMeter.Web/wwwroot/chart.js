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
    const points = days ? daysOf(series, format) : stepsOf(series, format);
    const drawn = used.map(({ id, sign }) => ({
      name: text.flows[id], type: days ? "bar" : "line", stack: sign > 0 ? "in" : "out", data: points(id, sign), step: days ? undefined : "end",
      symbol: "none", color: color(id), lineStyle: { width: 0 }, areaStyle: days ? undefined : { opacity: 0.85 }, barCategoryGap: "20%",
    }));
    drawn.push({ name: text.flows.load, type: "line", data: points("load", 1), step: days ? "middle" : "end", symbol: "none",
      color: color("load"), lineStyle: { width: 2 }, z: 5 });
    this.#chart.setOption(this.#option(drawn, series, text, format, color, days), { notMerge: true });
    this.#box.setAttribute("aria-label", labelOf(series, text, format));
  }

  #option(drawn, series, text, format, color, days) {
    const quiet = { color: color("quiet-text"), fontFamily: "inherit" };
    const shifted = (seconds) => (seconds + format.offsetMinutes * 60) * 1000;
    return {
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: getComputedStyle(this.#box).fontFamily },
      grid: { left: 4, right: 10, top: 52, bottom: 4, containLabel: true },
      legend: { type: "scroll", top: 0, left: 0, itemWidth: 14, itemHeight: 10, icon: "roundRect", textStyle: quiet, pageTextStyle: quiet,
        pageIconColor: color("text"), pageIconInactiveColor: color("line"), selectedMode: true },
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

// Kilowatts, one step a slot; a point with nothing ends the curve where a slot is missing.
function stepsOf(series, format) {
  const length = series.lengthSeconds;
  const shift = format.offsetMinutes * 60;
  const kilowatts = (slot, id) => energyOf(slot, id) * 3600 / length / 1e6;
  return (id, sign) => {
    const points = [];
    series.slots.forEach((slot, index) => {
      const value = kilowatts(slot, id) * sign;
      const end = slot.startUnixSeconds + length;
      points.push([(slot.startUnixSeconds + shift) * 1000, value]);
      if (series.slots[index + 1]?.startUnixSeconds === end) return;
      points.push([(end + shift) * 1000 - 1, value], [(end + shift) * 1000, null]);
    });
    return points;
  };
}

// Kilowatt-hours, one bar a day, in the middle of its day.
function daysOf(series, format) {
  const middle = (slot) => (slot.startUnixSeconds + format.offsetMinutes * 60 + secondsOfDay / 2) * 1000;
  return (id, sign) => series.slots.map((slot) => [middle(slot), energyOf(slot, id) / 1e6 * sign]);
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
  const shown = items.filter((item) => item.value[1] !== null && item.value[1] !== undefined);
  if (shown.length === 0) return "";
  const at = shown[0].value[0] / 1000 - format.offsetMinutes * 60;
  const start = days ? at - secondsOfDay / 2 : at - ((at - series.fromUnixSeconds) % series.lengthSeconds);
  box.append(Object.assign(document.createElement("strong"), { textContent: days ? format.day(start) : format.dayTime(start) }));
  for (const item of shown) {
    const row = document.createElement("div");
    const value = `${format.number(item.value[1], 1)} ${days ? "kWh" : "kW"}`;
    row.append(Object.assign(document.createElement("span"), { textContent: item.seriesName }),
      Object.assign(document.createElement("b"), { textContent: value }));
    box.append(row);
  }
  return box;
}
