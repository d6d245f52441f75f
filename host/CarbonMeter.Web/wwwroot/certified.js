// What of the energy is certified, how well it is known, and what keeps the rest out.
import { byId, h, show, setText } from './dom.js';

const SHOWN_MAX = 8;
const FLOWS = [
  ['load', 'load'], ['import', 'gridImport'], ['export', 'gridExport'], ['pv', 'pv'], ['wind', 'wind'], ['chp', 'chp'],
  ['discharge', 'discharge'], ['charge', 'charge'],
];

export const sentenceOf = (check, words) => words.htmlLang.startsWith('zh') ? check.chinese : check.english;

/** What stands wherever demonstration certificates were used. */
export const demonstrationMark = words => h('span', { class: 'demonstration', title: words.demonstrationHint }, words.demonstration);

/** "± 6.9 kWh (0.15%)" of a figure of the API; the exact one as title. */
export function plusMinus(figure, format) {
  return h('span', { class: 'plus-minus', title: `± ${format.exactEnergy(figure.expandedMilliwattHours)}` },
    `±\u00a0${format.energyUp(figure.expandedMilliwattHours)}`, figure.expandedPpm !== null && ` (${format.percentUp(figure.expandedPpm)})`);
}

export function showCertified(summary, words, format) {
  const { certified } = summary;
  const [all, sure] = energies(summary);
  const ppm = all === 0 ? null : Math.floor(sure / all * 1e6);
  show(byId('certified'), ppm === null ? '–' : format.percent(ppm), h('small', {}, words.certifiedOf));
  byId('certified').title = `${format.exactEnergy(sure)} / ${format.exactEnergy(all)}`;
  show(byId('certified-marks'), certified.isDemonstration && demonstrationMark(words));
  setText(byId('certified-detail'), words.certifiedHint);
  setText(byId('certified-judging'), certified.judging.isRunning
    ? words.judging(format.number(certified.judging.bindingsDone), format.number(certified.judging.bindingsTotal)) : '');
  const rows = FLOWS.filter(([, field]) => field === 'load' || summary.flows[`${field}MilliwattHours`] > 0);
  show(byId('certified-table'), h('thead', {}, h('tr', {}, h('th', { scope: 'col' }), h('th', { scope: 'col', class: 'number' }, words.all),
    h('th', { scope: 'col', class: 'number' }, words.certifiedPart))), h('tbody', {}, rows.map(([kind, field]) => row(kind, field))));
  showUncertified();

  function row(kind, field) {
    const figure = certified.flows[field], total = summary.flows[`${field}MilliwattHours`];
    return h('tr', { 'data-flow': kind }, h('th', { scope: 'row' }, h('span', { class: `swatch ${kind}` }), ` ${words.flows[kind]}`),
      h('td', { class: 'number', title: format.exactEnergy(total) }, format.energy(total)),
      h('td', { class: 'number' }, h('span', { title: format.exactEnergy(figure.milliwattHours) }, format.energy(figure.milliwattHours)),
        figure.milliwattHours > 0 && h('div', { class: 'quiet small' }, plusMinus(figure, format))));
  }

  function showUncertified() {
    const { uncertified } = certified;
    byId('uncertified-card').hidden = uncertified.length === 0;
    const names = new Map(summary.meters.map(meter => [meter.nodeId, meter.nodeName]));
    show(byId('uncertified'), uncertified.slice(0, SHOWN_MAX).map(energy => h('li', {},
      h('div', { class: 'runs-out' }, h('b', {}, names.get(energy.nodeId) ?? energy.nodeId),
        h('b', { class: 'number', title: format.exactEnergy(energy.importMilliwattHours + energy.exportMilliwattHours) },
          format.energy(energy.importMilliwattHours + energy.exportMilliwattHours))),
      h('div', {}, energy.reason === null ? words.notJudged : sentenceOf(energy.reason, words)),
      h('div', { class: 'quiet' }, `${energy.meterId}, ${format.span(energy.fromUnixSeconds, energy.toUnixSeconds)}`),
      h('button', { type: 'button', class: 'link', 'data-chain': energy.meterId, 'data-at': energy.toUnixSeconds - 1 }, words.calibration))),
    uncertified.length > SHOWN_MAX && h('li', {}, words.moreReasons(format.number(uncertified.length - SHOWN_MAX))));
  }
}

// All energy of all meters in both directions, and the certified part of it.
function energies(summary) {
  let all = 0, sure = 0;
  for (const meter of summary.meters) {
    all += meter.importMilliwattHours + meter.exportMilliwattHours;
    sure += meter.certifiedImport.milliwattHours + meter.certifiedExport.milliwattHours;
  }
  return [all, sure];
}
