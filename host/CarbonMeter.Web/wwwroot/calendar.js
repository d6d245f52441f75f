// What runs out in the days to come.
import { byId, h, show } from './dom.js';
import { demonstrationMark, sentenceOf } from './certified.js';

const SHOWN_MAX = 8;
const METERS_NAMED_MAX = 4;
const DAY_SECONDS = 86_400;

export function showCalendar(calendar, words, format) {
  const { entries, fromUnixSeconds: now, days } = calendar;
  byId('calendar-title').textContent = words.runsOut(format.number(days));
  show(byId('calendar'), entries.length === 0 && h('li', { class: 'quiet' }, words.nothingRunsOut), entries.slice(0, SHOWN_MAX).map(entry),
    entries.length > SHOWN_MAX && h('li', { class: 'quiet' }, words.moreReasons(format.number(entries.length - SHOWN_MAX))));

  function entry(expiry) {
    const left = Math.ceil((expiry.atUnixSeconds - now) / DAY_SECONDS);
    return h('li', { 'data-kind': expiry.kind },
      h('div', { class: 'runs-out' }, h('b', {}, format.shortDay(expiry.atUnixSeconds)), h('span', { class: left <= 14 ? 'soon' : 'quiet' }, words.inDays(left))),
      h('div', {}, subject(expiry), expiry.isDemonstration && [' ', demonstrationMark(words)]),
      h('div', { class: 'quiet small' }, expiry.reason ? sentenceOf(expiry.reason, words) : words.expiryMeans[expiry.kind],
        words.gap, words.concerns(meters(expiry.meterIds))));
  }

  function subject(expiry) {
    const name = words.expiry[expiry.kind](expiry.subject);
    return expiry.certificateHash === null ? name
      : h('button', { type: 'button', class: 'link', 'data-certificate': expiry.certificateHash }, name);
  }

  function meters(ids) {
    const named = ids.slice(0, METERS_NAMED_MAX).join(', ');
    return ids.length > METERS_NAMED_MAX ? words.andMore(named, format.number(ids.length - METERS_NAMED_MAX)) : named;
  }
}
