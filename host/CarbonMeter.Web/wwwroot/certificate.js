// A calibration certificate with its own figures, exactly as its laboratory printed them.
import { get } from './api.js';
import { byId, h, show, setText } from './dom.js';
import { demonstrationMark } from './certified.js';

// D-SI units that people know by a sign; others are shown as they are printed.
const UNITS = {
  '\\percent': '%', '\\one': '', '\\ppm': 'ppm', '\\ampere': 'A', '\\milli\\ampere': 'mA', '\\volt': 'V', '\\kilo\\volt': 'kV', '\\hertz': 'Hz',
  '\\degreecelsius': '°C', '\\kelvin': 'K', '\\pascal': 'Pa', '\\kilo\\watt\\hour': 'kWh', '\\watt\\hour': 'Wh', '\\joule': 'J', '\\kilo\\joule': 'kJ',
};
const unit = text => text in UNITS ? UNITS[text] : text.replaceAll('\\', ' ').trim();
const withUnit = (figure, text) => unit(text) === '%' ? `${figure}%` : `${figure} ${unit(text)}`.trim();

/** Opens the dialog with a certificate. */
export async function showCertificate(hash, words, format) {
  const detail = await get(`certificates/${hash}`);
  const { certificate, signature } = detail;
  const name = certificate.id ?? words.unreadable;
  setText(byId('certificate-title'), name);
  show(byId('certificate-marks'), certificate.isDemonstration && demonstrationMark(words));
  const day = text => text === null ? null : format.printedDay(text);
  show(byId('certificate'),
    certificate.isDemonstration && h('p', { class: 'notice' }, words.demonstrationHint),
    certificate.problem && h('p', { class: 'notice' }, certificate.problem),
    certificate.revokedFromUnixSeconds !== null && h('p', { class: 'notice' }, words.revokedFrom(format.dateTime(certificate.revokedFromUnixSeconds), certificate.revokedWhy)),
    h('dl', {}, [
      [words.laboratory, [certificate.laboratoryName, certificate.laboratoryCode && `(${certificate.laboratoryCode})`, detail.countryCode].filter(Boolean).join(' ')],
      [words.instrument, detail.items.join('; ')],
      [words.performed, [...new Set([day(certificate.performedFrom), day(certificate.performedTo)])].filter(Boolean).join(' – ')],
      [words.issued, day(certificate.issuedOn)], [words.validUntil, day(certificate.validUntil)],
      [words.methods, detail.methods.join('; ')], [words.persons, detail.responsiblePersons.join(', ')],
      [words.signature, signature && (words.htmlLang.startsWith('zh') ? signature.chinese : signature.english)],
      [words.standards, detail.standards.map(standard)], [words.surroundings, detail.environment.map(condition).join(', ')],
      [words.statements, detail.statements.map(statement).filter(Boolean).join('; ')],
      [words.received, format.dateTime(certificate.receivedAtUnixMs / 1000)], ['SHA-256', h('span', { class: 'hash' }, certificate.hash)],
    ].filter(([, text]) => text && text.length !== 0).map(([term, text]) => [h('dt', {}, term), h('dd', {}, text)])),
    detail.tables.map(results));
  show(byId('certificate-links'), h('a', { href: `api/v1/certificates/${hash}.xml`, download: `${name.replaceAll(/[^\w.-]+/g, '_')}.xml` }, words.originalBytes),
    h('a', { href: `api/v1/certificates/${hash}` }, words.asJson));
  const dialog = byId('certificate-dialog');
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;

  function standard(used) {
    const text = [used.name, used.certificateId].filter(Boolean).join(', ');
    return h('div', {}, used.isKnown ? h('button', { type: 'button', class: 'link', 'data-certificate': used.certificateHash }, text) : text);
  }

  function condition({ quantity, from, to, unit: text }) {
    const range = from === to ? withUnit(from, text) : withUnit(`${from} – ${to}`, text);
    return `${words.quantities[quantity] ?? quantity} ${range}`;
  }

  function statement({ norms, decisionRule, conforms }) {
    return [norms.join(', '), conforms !== null && (conforms ? words.conforms : words.conformsNot), decisionRule].filter(Boolean).join(', ');
  }

  function results(table) {
    const quantities = [...new Set(table.points.flatMap(point => point.conditions.map(entry => entry.quantity)))];
    const caption = [words.quantities[table.quantity] ?? table.quantity, table.channelId > 0 && words.channel(table.channelId), words.adjustment[table.status]];
    const column = (name, text) => h('th', { scope: 'col', class: 'number' }, name, text && unit(text) && h('div', { class: 'quiet' }, unit(text)));
    return h('div', { class: 'scroll results', tabindex: '0', role: 'region', 'aria-label': caption.filter(Boolean).join(', ') }, h('table', {}, h('caption', {}, caption.filter(Boolean).join(' · ')),
      h('thead', {}, h('tr', {}, quantities.map(quantity => column(words.quantities[quantity] ?? quantity)),
        column(words.reference, table.unit), column(words.error, table.errorUnit), column('U', table.errorUnit), column('k'))),
      h('tbody', {}, table.points.map(point => h('tr', {}, quantities.map(quantity => h('td', { class: 'number' }, at(point, quantity))),
        [point.reference, point.error, `± ${point.expandedUncertainty}`, point.coverageFactor].map(figure => h('td', { class: 'number' }, figure)))))));
  }

  function at(point, quantity) {
    const found = point.conditions.find(entry => entry.quantity === quantity);
    if (!found) return '–';
    return found.from === found.to ? withUnit(found.from, found.unit) : withUnit(`${found.from} – ${found.to}`, found.unit);
  }
}
