// The meters, and the signed records behind every figure.
import { get, meterPath } from './api.js';
import { plusMinus } from './certified.js';
import { byId, h, show, setText } from './dom.js';
import { gasMass } from './gas.js';

const RECORDS_SHOWN = 30;

export function showMeters(summary, gas, nowUnixMs, words, format) {
  const gasOf = new Map(gas.meters.map(meter => [meter.meterId, meter]));
  const counted = new Set(summary.meters.map(meter => meter.meterId));
  // A stack's meter counts in no energy; it stands below those that do.
  show(byId('meter-rows'), summary.meters.map(row), gas.meters.filter(meter => !counted.has(meter.meterId)).map(row));

  function row(meter) {
    const seen = meter.lastReceivedAtUnixMs;
    const several = summary.meters.filter(other => other.meterId === meter.meterId).length > 1;
    return h('tr', { 'data-meter': meter.meterId },
      cell('meter', {}, h('div', { class: 'name' }, meter.nodeName),
        h('div', { class: 'quiet small' }, [meter.meterId, several && words.channel(meter.channelId), meter.place !== meter.nodeName && meter.place].filter(Boolean).join(' · '))),
      cell('role', {}, h('span', { class: 'role' }, h('span', { class: `swatch ${meter.role}` }), words.roles[meter.role] ?? meter.role,
        meter.isGreen && h('span', { class: 'green-mark' }, words.green))),
      cell('energy', { class: 'number' }, energies(meter)),
      cell('lastSeen', {}, h('span', { class: 'state', title: seen === null ? null : `${format.dateTime(seen / 1000)} (UTC${format.offset()})` },
        h('span', { class: `dot ${meter.isConnected ? 'live' : ''}`, title: meter.isConnected ? words.connected : words.disconnected }),
        seen === null ? words.never : format.ago(nowUnixMs - seen)),
        !meter.isConnected && h('div', { class: 'quiet small' }, words.disconnected)),
      completeness(meter),
      cell('records', { class: 'number' }, format.number(meter.records)),
      cell('evidence', {}, h('span', { class: 'links' },
        h('button', { type: 'button', class: 'link', 'data-chain': meter.meterId, 'data-at': summary.toUnixSeconds - 1 }, words.calibration),
        h('button', { type: 'button', class: 'link', 'data-records': meter.meterId }, words.showRecords),
        h('a', { href: `api/v1/${meterPath(meter.meterId)}/key.pem`, download: `${meter.meterId}.pem` }, words.publicKey))));
  }

  function cell(name, attributes, ...children) { return h('td', { 'data-name': words[name], ...attributes }, ...children); }

  function completeness(meter) {
    const title = meter.expectedIntervals === undefined ? null : `${format.number(meter.completeIntervals)} / ${format.number(meter.expectedIntervals)}`;
    const ppm = meter.figures?.massMilligrams === null ? meter.carbonDioxideCompletenessPpm : meter.completenessPpm;
    return cell('completeness', { class: 'number', title }, ppm === null ? '–' : format.percent(ppm));
  }

  function energies(meter) {
    const stack = gasOf.get(meter.meterId);
    const mass = stack && (gasMass(stack.figures, words, format) ?? words.gasNoMassShort);
    // Where no energy is measured there is none to tell, not a zero.
    if (meter.importMilliwattHours === undefined || stack?.electricityChannels === 0) return mass;
    return [energyLines(meter), mass];
  }

  function energyLines(meter) {
    const lines = [[meter.importMilliwattHours, meter.certifiedImport, words.imported], [meter.exportMilliwattHours, meter.certifiedExport, words.exported]]
      .filter(([energy]) => energy > 0);
    if (lines.length === 0) return format.energy(0);
    return lines.map(([energy, certified, name]) => [h('div', { title: format.exactEnergy(energy) },
      lines.length > 1 && h('span', { class: 'quiet small' }, `${name} `), format.energy(energy)),
    h('div', { class: 'small certified-energy' }, certifiedOf(energy, certified))]);
  }

  function certifiedOf(energy, certified) {
    if (certified.milliwattHours === 0) return h('span', { class: 'uncertain' }, words.notCertified);
    return [h('span', { class: certified.milliwattHours === energy ? 'quiet' : 'uncertain', title: format.exactEnergy(certified.milliwattHours) },
      certified.milliwattHours === energy ? words.certifiedAll : words.certifiedSome(format.energy(certified.milliwattHours))), ' ', h('span', { class: 'quiet' }, plusMinus(certified, format))];
  }
}

/** Opens the dialog with a meter's newest records. */
export async function showRecords(meterId, words, format) {
  const { meter } = await get(meterPath(meterId));
  const path = `${meterPath(meterId)}/records`;
  const { records } = await get(path, { after: Math.max(0, meter.lastSequence - RECORDS_SHOWN), limit: RECORDS_SHOWN });
  setText(byId('records-title'), words.recordsOf(meterId));
  const heads = [['sequence', 'number'], ['kind', ''], ['made', ''], ['hash', 'optional'], ['bytes', 'number']];
  show(byId('records-table'), h('thead', {}, h('tr', {}, heads.map(([name, kind]) => h('th', { scope: 'col', class: kind }, words[name])))),
    h('tbody', {}, records.length === 0 ? h('tr', {}, h('td', { colspan: heads.length }, words.noRecords)) : records.reverse().map(record => h('tr', {},
      h('td', { class: 'number' }, h('a', { href: `api/v1/${path}/${record.sequence}` }, format.number(record.sequence))),
      h('td', {}, `${words.kinds[record.kind] ?? record.kind}${record.intervals > 0 ? ` × ${record.intervals}` : ''}`),
      h('td', {}, format.dateTime(record.madeAtUnixMs / 1000)),
      h('td', { class: 'optional hash', title: record.hash }, `${record.hash.slice(0, 16)}…`),
      h('td', { class: 'number' }, h('a', { href: `api/v1/${path}/${record.sequence}.cose`, download: `${meterId}-${record.sequence}.cose` },
        `${format.number(record.sizeBytes)} B`))))));
  show(byId('records-links'), h('a', { href: `api/v1/${path}?limit=1000` }, words.allRecords),
    h('a', { href: `api/v1/${meterPath(meterId)}/key.pem`, download: `${meterId}.pem` }, words.publicKey));
  const dialog = byId('records-dialog');
  if (!dialog.open) dialog.showModal();
}
