// Carbon, balance and completeness: a figure, and what it means in words.
import { byId, h, show, setText } from './dom.js';

const HOLES_SHOWN_MAX = 40;
// Below a thousandth nothing is missing: meters differ by more.
const CLOSE_PPM = 1_000;

export function showCarbon(summary, words, format) {
  const { carbon, flows, factorSets, certified } = summary;
  figure('carbon', format.carbonParts(carbon.nanograms), words.exactly(format.exactCarbon(carbon.nanograms)));
  setText(byId('carbon-detail'), flows.gridImportMilliwattHours === 0 ? words.noImport
    : words.carbonOf(format.energy(flows.gridImportMilliwattHours), format.carbonToTheGram(carbon.nanograms)), format.exactEnergy(flows.gridImportMilliwattHours));
  show(byId('carbon-certified'), flows.gridImportMilliwattHours > 0 && uncertainty());
  const uses = new Map();
  for (const use of factorSets) {
    const key = `${use.hash} ${use.milligramsPerKilowattHour}`;
    if (!(uses.get(key)?.fromUnixSeconds <= use.fromUnixSeconds)) uses.set(key, use);
  }
  show(byId('factors'), [...uses.values()].map(use => factor(use, uses.size > 1)));

  // Meters and factor apart: the figure is never as good as the meter.
  function uncertainty() {
    const { nanograms, energyExpandedNanograms, factorExpandedNanograms, expandedNanograms } = certified.carbon;
    if (nanograms === '0') return h('li', {}, words.nothingCertified);
    const told = text => text === null ? words.notStated : `±\u00a0${format.carbonUp(text)}`;
    return [
      h('li', { title: format.exactCarbon(nanograms) }, words.certifiedCarbon(format.carbonParts(nanograms).join('\u00a0'))),
      h('li', {}, words.carbonParts(told(energyExpandedNanograms), told(factorExpandedNanograms)), words.gap,
        h('b', {}, words.carbonTogether(told(expandedNanograms)))),
    ];
  }

  function factor(use, isOneOfSeveral) {
    const intensity = format.number(use.milligramsPerKilowattHour / 1e6, 4);
    const gas = use.isEquivalent ? 'CO₂e' : 'CO₂';
    return h('li', { title: `${use.hash}\n${format.number(use.milligramsPerKilowattHour)} mg/kWh` },
      use.id === null ? words.factorUnknown(use.hash.slice(0, 12)) : words.factor(use.id, intensity, use.referenceYear, gas),
      use.source && `${words.gap}${words.source}${words.gap}${use.source}`,
      use.uncertaintySource && `${words.gap}${words.factorStated(format.percentUp(use.standardUncertaintyPpm * 2), use.uncertaintySource)}`,
      isOneOfSeveral && ` (${words.appliedBy} ${format.dateTime(use.fromUnixSeconds)})`);
  }
}

export function showBalance(summary, words, format) {
  const { balance } = summary;
  const { residualMilliwattHours: residual } = balance;
  if (balance.residualPpm === null) {
    figure('balance', ['–', ''], '');
    setText(byId('balance-detail'), words.noBalance, '');
    setText(byId('balance-note'), '');
    return;
  }
  figure('balance', [format.percent(balance.residualPpm), format.energy(Math.abs(residual))], format.exactEnergy(residual));
  setText(byId('balance-detail'), [words.balanceIn(format.energy(balance.inMilliwattHours), format.energy(balance.outMilliwattHours)),
    residual === 0 ? words.balanceEven : balance.residualPpm < CLOSE_PPM ? words.balanceClose(format.energy(residual)) : residual > 0 ? words.balanceMissing(format.energy(residual)) : words.balanceExtra(format.energy(-residual)),
  ].join(words.gap), `${format.exactEnergy(balance.inMilliwattHours)} / ${format.exactEnergy(balance.outMilliwattHours)}`);
  setText(byId('balance-note'), [words.balanceHours(format.number(balance.wholeHours), format.number(balance.hours)),
    residual !== 0 && balance.worstHourUnixSeconds !== null
      && words.worstHour(format.dateTime(balance.worstHourUnixSeconds), format.energy(balance.worstResidualMilliwattHours)),
    summary.certified.balanceExpandedMilliwattHours !== null && words.balanceKnown(format.energyUp(summary.certified.balanceExpandedMilliwattHours)),
  ].filter(Boolean).join(words.gap));
}

export function showCompleteness(summary, words, format) {
  const { completeness } = summary;
  figure('complete', [completeness.ppm === null ? '–' : format.percent(completeness.ppm), ''],
    completeness.ppm === null ? '' : `${format.number(completeness.ppm)} ppm`);
  setText(byId('complete-detail'), completeness.expectedIntervals === 0 ? words.nothingExpected : [
    words.complete(format.number(completeness.completeIntervals), format.number(completeness.expectedIntervals)),
    completeness.holeCount === 0 && completeness.holesAreAll && words.noHoles].filter(Boolean).join(words.gap));
  byId('holes-fold').hidden = completeness.holeCount === 0;
  const holes = together(completeness.holes);
  setText(byId('holes-summary'), words.holes(format.number(completeness.holeCount), completeness.holesAreAll));
  const all = new Set(summary.meters.map(meter => meter.meterId)).size;
  const shown = holes.slice(0, HOLES_SHOWN_MAX);
  const left = completeness.holeCount - shown.reduce((count, hole) => count + hole.meters.length, 0);
  show(byId('holes'), shown.map(hole => h('li', {},
    words.hole(format.span(hole.fromUnixSeconds, hole.toUnixSeconds), format.duration(hole.toUnixSeconds - hole.fromUnixSeconds),
      hole.meters.length === all && all > 1 ? words.allMeters : hole.meters.join(', ')),
    h('b', {}, hole.reason === null ? words.noReason : words.reason(hole.reason)))),
  left > 0 && h('li', {}, words.moreHoles(format.number(left))));
}

// What struck several meters at once for the same reason is told once.
function together(holes) {
  const found = new Map();
  for (const hole of holes) {
    const key = `${hole.fromUnixSeconds} ${hole.toUnixSeconds} ${hole.reason}`;
    if (!found.has(key)) found.set(key, { ...hole, meters: [] });
    found.get(key).meters.push(hole.meterId);
  }
  return [...found.values()];
}

function figure(id, [value, unit], title) {
  show(byId(id), value, unit && h('small', {}, unit));
  if (byId(id).title !== title) byId(id).title = title;
}
