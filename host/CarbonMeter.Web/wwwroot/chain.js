// A meter's calibration chain: certificate by certificate up to the national standard, with the verdict at each of them.
import { get, meterPath } from './api.js';
import { byId, h, show, setText } from './dom.js';
import { demonstrationMark, sentenceOf } from './certified.js';

const MARKS = { valid: '✓', cannotTell: '?', invalid: '✕' };

const mark = (outcome, words) => h('span', { class: `outcome ${outcome}`, role: 'img', 'aria-label': words.outcome[outcome] }, MARKS[outcome]);

/** Opens the dialog with a meter's chain as it is for what was measured at a time, as known at a moment (null: now). */
export async function showChain(meterId, atUnixSeconds, asOf, words, format) {
  const path = meterPath(meterId);
  const chain = await get(`${path}/chain`, { at: atUnixSeconds, asOf: asOf ?? undefined });
  setText(byId('chain-title'), words.chainOf(meterId));
  show(byId('chain-marks'), chain.verdict?.isDemonstration && demonstrationMark(words));
  show(byId('chain'), chain.verdict === null ? h('p', {}, chain.binding === null ? words.noRecords : words.notJudged) : told(chain));
  byId('history-fold').open = false;
  byId('history-fold').dataset.meter = meterId;
  show(byId('history'));
  const dialog = byId('chain-dialog');
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;

  function told({ verdict, binding }) {
    return [
      h('p', { class: `chain-verdict ${verdict.outcome}` }, mark(verdict.outcome, words), h('span', {},
        h('b', {}, words.outcome[verdict.outcome]), words.gap, words.chainSpan(begin(verdict), end(verdict)))),
      verdict.isDemonstration && h('p', { class: 'notice' }, words.demonstrationHint),
      h('div', { class: 'chain-meter' }, h('b', {}, meterId),
        h('div', { class: 'quiet small' }, words.bindingText(binding.firmwareId, binding.parameterSetHash.slice(0, 12), binding.publicKeyHash.slice(0, 12)))),
      tree(verdict.links),
      // What is wrong and belongs to no certificate, such as a key or a firmware, or a certificate that is missing.
      list(verdict.checks.filter(check => check.outcome !== 'valid' && !verdict.links.some(link => link.certificateHash === check.certificateHash))),
      h('details', { class: 'table-fold' }, h('summary', {}, words.allChecks(format.number(verdict.checks.length))),
        h('ol', { class: 'checks' }, verdict.checks.map(check => h('li', {}, mark(check.outcome, words), ' ', sentenceOf(check, words))))),
      verdict.channels.length > 0 && h('details', { class: 'table-fold' }, h('summary', {}, words.loadUncertainty), verdict.channels.map(points)),
    ];
  }

  function begin(span) { return span.fromUnixSeconds === null ? null : format.dateTime(span.fromUnixSeconds); }

  function end(span) { return span.toUnixSeconds === null ? null : format.dateTime(span.toUnixSeconds); }

  // Seen from the meter: each certificate stands inside the item of the one it was used for.
  function tree(links) {
    const [link, ...above] = links;
    if (!link) return null;
    return h('ul', { class: 'tree' }, h('li', { 'data-level': link.level },
      h('div', { class: 'link-head' }, mark(link.outcome, words),
        h('div', {}, h('div', {}, h('button', { type: 'button', class: 'link name', 'data-certificate': link.certificateHash }, link.certificateId || link.certificateHash.slice(0, 12)),
          link.isDemonstration && [' ', demonstrationMark(words)]),
        h('div', { class: 'quiet small' }, [words.level(link.level), link.laboratoryName, link.instrument].filter(Boolean).join(' · ')),
        h('div', { class: 'quiet small' }, words.counts(day(link.validFromUnixSeconds), day(link.validToUnixSeconds, -1))),
        list(link.findings))),
      tree(above)));
  }

  // Certificates count in days of UTC; the end is the first moment after them.
  function day(unixSeconds, add = 0) {
    return unixSeconds === null ? null : format.printedDay(new Date((unixSeconds + add) * 1000).toISOString().slice(0, 10));
  }

  function list(checks) {
    return checks.length > 0 && h('ul', { class: 'findings' }, checks.map(check => h('li', { class: check.outcome }, sentenceOf(check, words))));
  }

  function points(channel) {
    return h('div', { class: 'scroll' }, h('table', {}, h('caption', {}, words.channel(channel.channelId)),
      h('thead', {}, h('tr', {}, [words.current, words.powerFactor, 'U (k = 2)'].map(name => h('th', { scope: 'col', class: 'number' }, name)))),
      h('tbody', {}, channel.points.map(point => h('tr', {},
        h('td', { class: 'number' }, `${format.number(point.currentMilliamperes / 1000, 3)} A`),
        h('td', { class: 'number' }, format.number(point.powerFactorPpm / 1e6, 2)),
        h('td', { class: 'number' }, `± ${format.number(point.expandedPpm / 10_000, 3)}%`))))));
  }
}

/** Every verdict ever held on a meter, read when its fold is opened. */
export async function showHistory(meterId, words, format) {
  const { verdicts, isAll } = await get(`${meterPath(meterId)}/verdicts`);
  show(byId('history'), verdicts.map(held => h('li', {}, mark(held.outcome, words), h('div', {},
    h('b', {}, words.heldFrom(format.dateTime(held.decidedAtUnixMs / 1000),
      held.supersededAtUnixMs === null ? null : format.dateTime(held.supersededAtUnixMs / 1000))), words.gap,
    words.chainSpan(held.fromUnixSeconds === null ? null : format.dateTime(held.fromUnixSeconds),
      held.toUnixSeconds === null ? null : format.dateTime(held.toUnixSeconds)),
    held.reason && h('div', { class: 'quiet small' }, sentenceOf(held.reason, words))))),
  !isAll && h('li', { class: 'quiet' }, words.olderVerdicts));
}
