// CO2 measured in stacks: what they emitted themselves, beside the carbon of the grid import and never inside it.
import { byId, h, show, setText } from './dom.js';

const GAPS_SHOWN_MAX = 8;
const DAYS_BY_HOUR_MAX = 4;
const DAY_SECONDS = 86_400;
const MICROGRAMS_PER_SECOND_OF_A_KILOGRAM_AN_HOUR = 1e9 / 3600;

// Where each meter is told of, its chart, and what that shows: a change of colours draws it again.
const places = new Map();

/** Bars of hours for some days, bars of days for longer. */
export const gasLength = seconds => seconds <= DAYS_BY_HOUR_MAX * DAY_SECONDS ? 'hour' : 'day';

export function showGas(gas, words, format) {
  byId('gas-card').hidden = gas.meters.length === 0;
  place(gas.meters);
  for (const meter of gas.meters) {
    const { text, bars } = places.get(meter.meterId);
    show(text,
      gas.meters.length > 1 && h('h4', {}, meter.nodeName),
      h('p', { class: 'figure', title: massTitle(meter.figures, format) }, massFigure(meter.figures, format)),
      h('p', {}, known(meter.figures)),
      h('p', {}, complete(meter)),
      h('p', { class: 'quiet small' }, meter.references.map(reference => told(reference, meter.references.length > 1))),
      meter.gapCount > 0 && h('details', { class: 'table-fold' }, h('summary', {}, words.gasGaps(format.number(meter.gapCount))),
        h('ul', { class: 'plain small' }, meter.gaps.slice(0, GAPS_SHOWN_MAX).map(gap => h('li', {}, gapText(gap))),
          meter.gapCount > GAPS_SHOWN_MAX && h('li', {}, words.moreHoles(format.number(meter.gapCount - GAPS_SHOWN_MAX))))));
    bars.setAttribute('aria-label', chartText(meter));
    draw({ meter, gas, words, format });
  }

  function known({ massMilligrams, expandedMilligrams, expandedPpm, massWithoutUncertaintyMilligrams: without }) {
    if (massMilligrams === null) return words.gasNoMass;
    return [expandedMilligrams !== null && words.gasKnown(`±\u00a0${format.massUp(expandedMilligrams)}`, format.percentUp(expandedPpm)),
      without !== '0' && words.gasWithout(format.mass(without))].filter(Boolean).join(words.gap);
  }

  function complete({ figures, completenessPpm, carbonDioxideCompletenessPpm }) {
    const ppm = figures.massMilligrams === null ? carbonDioxideCompletenessPpm : completenessPpm;
    return [figures.meanCarbonDioxidePpm !== null && words.gasMean(concentration(figures.meanCarbonDioxidePpm, format)),
      ppm !== null && words.gasComplete(format.percent(ppm))].filter(Boolean).join(words.gap);
  }

  function told(reference, isOneOfSeveral) {
    const state = [words.gasBasis[reference.basis] ?? reference.basis, `${format.number((reference.referenceMillikelvins - 273_150) / 1000, 1)}\u00a0°C`.replace(/[.,]0(?=\u00a0)/, ''),
      `${format.number(reference.referencePascals / 1000, 3)}\u00a0kPa`].join(', ');
    return h('span', { class: 'line' }, words.gasReference(state),
      reference.backgroundPpm > 0 && [words.gap, words.gasBackground(format.number(reference.backgroundPpm))],
      isOneOfSeveral && ` (${format.span(reference.fromUnixSeconds, reference.toUnixSeconds)})`);
  }

  function gapText({ fromUnixMs, toUnixMs, part, reason }) {
    const when = toUnixMs === null ? words.gasSince(format.dateTime(fromUnixMs / 1000))
      : `${format.span(Math.floor(fromUnixMs / 1000), Math.ceil(toUnixMs / 1000))} (${format.duration(Math.ceil((toUnixMs - fromUnixMs) / 1000))})`;
    return [words.gasGap(when, part ?? words.gasSensor), h('b', {}, words.gasReasons[reason] ?? words.gasReason(reason))];
  }

  function chartText({ slots }) {
    return words.gasChart(slots.map(slot => `${format.dateTime(slot.startUnixSeconds)}: ${slotMass(slot, words, format)}`).join('; '));
  }
}

/** What the sensors read at this moment. */
export function showGasNow(live, words, format) {
  for (const [meterId, { line }] of places) {
    const now = live.gas.find(gas => gas.meterId === meterId);
    const parts = [now?.carbonDioxidePpm != null && concentration(now.carbonDioxidePpm, format),
      now?.massMicrogramsPerSecond != null && `${format.number(now.massMicrogramsPerSecond / MICROGRAMS_PER_SECOND_OF_A_KILOGRAM_AN_HOUR, 1)}\u00a0kg/h`,
      now?.temperatureMillikelvins != null && `${format.number(now.temperatureMillikelvins / 1000 - 273.15, 1)}\u00a0°C`].filter(Boolean);
    setText(line, parts.length > 0 ? words.gasNow(parts.join(', ')) : words.gasNoNow);
  }
}

/** Mass with its uncertainty for a line of a table; null where none was measured. */
export function gasMass(figures, words, format) {
  if (figures.massMilligrams === null) return null;
  return [h('div', { title: massTitle(figures, format) }, `${format.mass(figures.massMilligrams)} CO₂`),
    h('div', { class: 'small' }, h('span', { class: 'quiet' }, figures.expandedMilligrams === null ? words.notStated : `±\u00a0${format.massUp(figures.expandedMilligrams)}`))];
}

export const concentration = (ppm, format) => ppm >= 10_000 ? `${format.number(ppm / 10_000, 2)}%` : `${format.number(ppm)}\u00a0ppm`;

function massFigure({ massMilligrams }, format) {
  if (massMilligrams === null) return '–';
  const [figure, unit] = format.massParts(massMilligrams);
  return [figure, h('small', {}, `${unit} CO₂`)];
}

function massTitle({ massMilligrams }, format) { return massMilligrams === null ? null : `${format.number(BigInt(massMilligrams))} mg`; }

function slotMass({ figures }, words, format) { return figures.massMilligrams === null ? words.noReading : format.mass(figures.massMilligrams); }

// A chart fills its element with its own: the elements are made once, and only their texts anew.
function place(meters) {
  if (meters.length === places.size && meters.every(meter => places.has(meter.meterId))) return;
  for (const { chart } of places.values()) chart.dispose();
  places.clear();
  byId('gas').replaceChildren(...meters.map(({ meterId }) => {
    const text = h('div', {}), line = h('p', { class: 'now-gas' }), bars = h('div', { class: 'gas-chart', role: 'img' });
    const section = h('section', { class: 'gas', 'data-gas': meterId }, h('div', { class: 'gas-text' }, text, line), bars);
    places.set(meterId, { text, line, bars, chart: null });
    return section;
  }));
  for (const entry of places.values()) {
    entry.chart = globalThis.echarts.init(entry.bars, null, { renderer: 'canvas' });
    new ResizeObserver(() => entry.chart.isDisposed() || entry.chart.resize()).observe(entry.bars);
  }
}

function draw(drawn) {
  const { meter, gas, words, format } = drawn;
  const entry = places.get(meter.meterId);
  entry.drawn = drawn;
  const styles = getComputedStyle(document.documentElement);
  const colour = name => styles.getPropertyValue(`--${name}`).trim();
  const slots = wholeAxis();
  entry.chart.setOption({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 4, right: 6, top: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category', data: slots.map(slot => gas.length === 'day' ? format.dayAndMonth(slot.startUnixSeconds) : format.time(slot.startUnixSeconds)),
      axisLabel: { color: colour('soft'), hideOverlap: true }, axisLine: { lineStyle: { color: colour('line') } }, axisTick: { show: false },
    },
    yAxis: {
      type: 'value', splitNumber: 3, axisLabel: { color: colour('soft'), formatter: value => `${new Intl.NumberFormat(format.locale, { maximumFractionDigits: 1 }).format(value)} kg` },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    tooltip: {
      trigger: 'axis', confine: true, transitionDuration: 0, backgroundColor: colour('card'), borderColor: colour('line'), padding: [8, 12],
      textStyle: { color: colour('ink') }, axisPointer: { type: 'shadow' }, formatter: items => tip(slots[items[0].dataIndex]),
    },
    series: [{
      type: 'bar', data: slots.map(slot => slot.figures?.massMilligrams == null ? null : Number(slot.figures.massMilligrams) / 1e6),
      color: colour('chp'), barCategoryGap: '25%', emphasis: { disabled: true },
    }],
  }, { notMerge: true });

  // Hours without measurement keep their place, empty.
  function wholeAxis() {
    if (gas.length === 'day') return meter.slots;
    const known = new Map(meter.slots.map(slot => [slot.startUnixSeconds, slot]));
    const first = gas.fromUnixSeconds - gas.fromUnixSeconds % 3600;
    return Array.from({ length: Math.ceil((gas.toUnixSeconds - first) / 3600) }, (_, index) =>
      known.get(first + index * 3600) ?? { startUnixSeconds: first + index * 3600, figures: null });
  }

  function tip({ startUnixSeconds, figures }) {
    const title = gas.length === 'day' ? format.shortDay(startUnixSeconds) : format.span(startUnixSeconds, startUnixSeconds + 3600);
    if (figures?.massMilligrams == null) return h('div', { class: 'tip' }, h('div', { class: 'tip-title' }, title), words.noReading);
    return h('div', { class: 'tip' }, h('div', { class: 'tip-title' }, title), h('div', {}, `${format.mass(figures.massMilligrams)} CO₂`,
      figures.expandedMilligrams !== null && ` ±\u00a0${format.massUp(figures.expandedMilligrams)}`),
      figures.meanCarbonDioxidePpm !== null && h('div', {}, concentration(figures.meanCarbonDioxidePpm, format)));
  }
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { for (const { drawn } of places.values()) draw(drawn); });
