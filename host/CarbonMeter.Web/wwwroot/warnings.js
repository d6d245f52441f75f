// What an operator has to look into; nothing is shown where there is nothing.
import { byId, h, show } from './dom.js';

const JOURNAL_REASONS = ['journal full', 'journal unreadable'];

export function showWarnings(summary, gas, meters, health, words, format) {
  const own = new Set([...summary.meters, ...gas.meters].map(meter => meter.meterId));
  const quarantine = h('a', { href: 'api/v1/quarantine' }, words.look);
  const lines = [];
  for (const part of Object.values(health).filter(part => part?.isHealthy === false)) lines.push([words.warnHealth(part.detail)]);
  for (const issue of summary.issues) lines.push([issue.text]);
  for (const meter of meters) {
    const messages = format.number(meter.quarantinedMessages);
    if (!meter.isRegistered) {
      if (meter.quarantinedMessages > 0) lines.push([words.warnUnknown(meter.id, messages), quarantine]);
      continue;
    }
    // A meter that hangs nowhere belongs to no park and is told of in all.
    if (!own.has(meter.id) && meter.nodes.length > 0) continue;
    const withoutForks = meter.quarantinedMessages - meter.forks;
    if (withoutForks > 0) lines.push([words.warnQuarantine(meter.id, format.number(withoutForks)), quarantine]);
    if (meter.forks > 0) lines.push([words.warnForks(meter.id, format.number(meter.forks)), quarantine]);
    if (meter.chainGaps > 0) lines.push([words.warnGaps(meter.id, format.number(meter.chainGaps))]);
  }
  for (const hole of summary.completeness.holes.filter(hole => JOURNAL_REASONS.includes(hole.reason)))
    lines.push([words.warnJournal(hole.meterId, format.span(hole.fromUnixSeconds, hole.toUnixSeconds))]);
  byId('warnings').hidden = lines.length === 0;
  show(byId('warning-list'), lines.map(([text, link]) => h('li', {}, text, link && ' ', link?.cloneNode(true))));
}
