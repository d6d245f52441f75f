// The period's curve, its legend and the same figures as a table.
import { byId, h, setText, show } from './dom.js';
import { kindsOf, powerPoints, powerStepSeconds, steps } from './series.js';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 86_400;
const MILLIWATT_HOURS_PER_MEGAWATT_HOUR = 1e9;

let chart = null;
let drawn = null;

/** Shows the series of a period. */
export function showCurve(summary, series, words, format) {
  drawn = { summary, series, words, format };
  const kinds = kindsOf(summary.flows);
  setText(byId('chart-unit'), isDaily(series) ? words.unitEnergy : words.unitPower);
  show(byId('legend'), kinds.map(kind => h('li', { title: format.exactEnergy(summary.flows[kind.field]), 'data-kind': kind.id },
    h('span', { class: `swatch ${kind.id} ${kind.sign === 0 ? 'line' : ''}` }), words.flows[kind.id], h('b', {}, format.energy(summary.flows[kind.field])))));
  byId('chart').setAttribute('aria-label', words.chartSummary(format.span(summary.fromUnixSeconds, summary.toUnixSeconds),
    kinds.map(kind => `${words.flows[kind.id]} ${format.energy(summary.flows[kind.field])}`)));
  draw();
  if (byId('curve-fold').open) showTable();
}

byId('curve-fold').addEventListener('toggle', () => { if (drawn) showTable(); });
new ResizeObserver(() => chart?.resize()).observe(byId('chart'));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { if (drawn) draw(); });

const isDaily = series => series.lengthSeconds >= DAY_SECONDS;

function draw() {
  const { summary, series, words, format } = drawn;
  chart ??= globalThis.echarts.init(byId('chart'), null, { renderer: 'canvas' });
  const styles = getComputedStyle(document.documentElement);
  const colour = name => styles.getPropertyValue(`--${name}`).trim();
  const kinds = kindsOf(summary.flows);
  const common = {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 10, top: 14, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    yAxis: {
      type: 'value', splitNumber: 4, axisLabel: { color: colour('soft'), formatter: value => plain(Math.abs(value)) },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: colour('card'), borderColor: colour('line'), padding: [8, 12],
      textStyle: { color: colour('ink') }, axisPointer: { type: isDaily(series) ? 'shadow' : 'line', lineStyle: { color: colour('soft') } },
    },
  };
  chart.setOption(isDaily(series) ? { ...common, ...daily() } : { ...common, ...power() }, { notMerge: true });

  function power() {
    const offsetSeconds = summary.utcOffsetMinutes * 60;
    const points = powerPoints(series, offsetSeconds);
    return {
      useUTC: true,
      xAxis: {
        type: 'time', min: summary.fromUnixSeconds * 1000 + offsetSeconds * 1000, max: endOfAxis() * 1000 + offsetSeconds * 1000,
        axisLabel: { color: colour('soft'), hideOverlap: true, formatter: axisTime }, axisLine: { lineStyle: { color: colour('line') } },
        axisTick: { show: false }, splitLine: { show: false },
      },
      tooltip: { ...common.tooltip, formatter: items => tip(items, stepAt(items[0].axisValue),
        item => item.value[2] === null ? null : `${format.number(item.value[2], 1)} kW`) },
      // Each kind is an area from the axis to its edge, the lower ones in front: areas stacked by the library show seams.
      series: kinds.map((kind, index) => ({
        type: 'line', id: kind.id, name: words.flows[kind.id], data: points[kind.id], symbol: 'none', color: colour(kind.id),
        z: kind.sign === 0 ? 30 : 20 - index, lineStyle: { width: kind.sign === 0 ? 1.75 : 0 }, areaStyle: kind.sign === 0 ? undefined : { opacity: 1 },
        emphasis: { disabled: true },
      })),
    };
  }

  function daily() {
    return {
      xAxis: {
        type: 'category', data: series.slots.map(slot => format.dayAndMonth(slot.startUnixSeconds)),
        axisLabel: { color: colour('soft'), hideOverlap: true }, axisLine: { lineStyle: { color: colour('line') } }, axisTick: { show: false },
      },
      tooltip: { ...common.tooltip, formatter: items => tip(items, format.shortDay(series.slots[items[0].dataIndex].startUnixSeconds),
        item => `${format.number(Math.abs(item.value), 3)} MWh`) },
      series: kinds.map(kind => ({
        type: kind.sign === 0 ? 'line' : 'bar', id: kind.id, name: words.flows[kind.id], stack: kind.sign === 0 ? undefined : 'flows',
        data: series.slots.map(slot => (kind.sign || 1) * slot.flows[kind.field] / MILLIWATT_HOURS_PER_MEGAWATT_HOUR),
        color: colour(kind.id), barCategoryGap: '18%', symbol: 'none', z: kind.sign === 0 ? 4 : 2, lineStyle: { width: 1.75 }, emphasis: { disabled: true },
      })),
    };
  }

  // A day that is under way keeps its whole width, so the curve grows into it instead of being squeezed.
  function endOfAxis() {
    const length = summary.toUnixSeconds - summary.fromUnixSeconds;
    if (length > DAY_SECONDS) return summary.toUnixSeconds;
    const offsetSeconds = summary.utcOffsetMinutes * 60;
    return (Math.floor((summary.fromUnixSeconds + offsetSeconds) / DAY_SECONDS) + 1) * DAY_SECONDS - offsetSeconds;
  }

  function axisTime(shiftedMs) {
    const isDay = shiftedMs % (DAY_SECONDS * 1000) === 0 && summary.toUnixSeconds - summary.fromUnixSeconds > DAY_SECONDS;
    return format.moment(shiftedMs, isDay ? { day: 'numeric', month: 'short' } : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  }

  function stepAt(shiftedMs) {
    const stepMs = powerStepSeconds(series) * 1000, start = Math.floor(shiftedMs / stepMs) * stepMs;
    const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
    return `${format.moment(start, { day: 'numeric', month: 'short', ...clock })} – ${format.moment(start + stepMs, clock)}`;
  }

  function plain(value) { return new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(value); }
}

// Elements, not markup: the content security policy refuses style attributes.
function tip(items, title, textOf) {
  const rows = items.map(item => [item, textOf(item)]).filter(([, text]) => text !== null);
  if (rows.length === 0) return '';
  return h('div', { class: 'tip' }, h('div', { class: 'tip-title' }, title), rows.reverse().map(([item, text]) =>
    h('div', { class: 'tip-row' }, h('span', { class: `swatch ${item.seriesId}` }), item.seriesName, h('b', {}, text))));
}

function showTable() {
  const { summary, series, words, format } = drawn;
  const kinds = kindsOf(summary.flows);
  const rows = isDaily(series) ? series.slots.map(slot => ({ start: slot.startUnixSeconds, flows: slot.flows }))
    : steps(series.slots, series.lengthSeconds, HOUR_SECONDS, summary.utcOffsetMinutes * 60);
  const isOneDay = summary.toUnixSeconds - summary.fromUnixSeconds <= DAY_SECONDS;
  const timeOf = start => isDaily(series) ? format.shortDay(start) : isOneDay ? format.time(start) : format.dateTime(start);
  show(byId('curve-table'), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, isDaily(series) ? words.date : words.time),
    kinds.map(kind => h('th', { scope: 'col', class: 'number' }, words.flows[kind.id])))),
  h('tbody', {}, rows.map(row => h('tr', {}, h('th', { scope: 'row' }, timeOf(row.start)),
    kinds.map(kind => h('td', { class: 'number', title: format.exactEnergy(row.flows[kind.field]) }, format.energy(row.flows[kind.field])))))));
}
