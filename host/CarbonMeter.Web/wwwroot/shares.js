// Both definitions of the green share against the lines of the rule set, and what they say together.
import { byId, h, show, setText } from './dom.js';

export function showShares(summary, words, format) {
  const { share, verdict, certified } = summary;
  const bars = [
    ['volumetric', words.volumetric, words.volumetricHint, share.volumetricPpm, share.volumetricMatchedMilliwattHours, certified.share.volumetric],
    ['hourly', words.hourly, words.hourlyHint, share.hourlyPpm, share.hourlyMatchedMilliwattHours, certified.share.hourly],
  ];
  show(byId('shares'), bars.map(bar), h('div', { class: 'marks', 'aria-hidden': 'true' }, verdict.classes.map(entry =>
    h('span', { style: { left: `${entry.sharePpmMin / 10_000}%` } }, `${format.percent(entry.sharePpmMin, 0)} ${words.mark[entry.id] ?? entry.id}`))));
  setText(byId('verdict'), sentence());
  byId('verdict').className = `verdict ${verdict.code === 'disagree' ? 'disagree' : verdict.code === 'agreeClass' ? '' : 'none'}`;
  byId('share-note').title = verdict.rulesSource;

  function bar([kind, name, hint, ppm, matched, band]) {
    const exact = ppm === null ? null
      : words.shareTitle(format.exactEnergy(matched), format.exactEnergy(share.loadMilliwattHours), format.number(ppm));
    return h('div', { class: 'share', 'data-kind': kind },
      h('div', { class: 'share-head' }, h('span', {}, name), h('b', { title: exact }, ppm === null ? '–' : format.percent(ppm))),
      h('p', { class: 'quiet small' }, hint),
      h('div', { class: 'bar', 'aria-hidden': 'true' },
        h('div', { class: `fill ${kind}`, style: { width: `${(ppm ?? 0) / 10_000}%` } }),
        band.lowPpm !== null && h('span', { class: 'band', style: { left: `${band.lowPpm / 10_000}%`, width: `${(band.highPpm - band.lowPpm) / 10_000}%` } }),
        verdict.classes.map(entry => h('span', { class: 'mark-line', style: { left: `${entry.sharePpmMin / 10_000}%` } }))),
      band.lowPpm !== null && h('p', { class: 'certified-line small', title: `${format.number(band.lowPpm)} – ${format.number(band.highPpm)} ppm` },
        h('span', {}, words.certifiedShare(format.percent(band.sharePpm), format.percentUp(band.expandedPpm))), ' ',
        h('strong', { class: band.isCertain ? 'certain' : 'uncertain' }, band.isCertain ? words.certain(band.class) : words.notCertain)));
  }

  function sentence() {
    switch (verdict.code) {
      case 'noLoad': return words.noLoad;
      case 'disagree': return words.disagree(verdict.volumetricClass, verdict.hourlyClass);
      case 'agreeClass': return words.agreeClass(verdict.volumetricClass);
      default: return words.agreeNone(format.percent(Math.min(...verdict.classes.map(entry => entry.sharePpmMin)), 0));
    }
  }
}
