// Power at this moment, and whether anything is live at all.
import { byId, h, show, setText } from './dom.js';

const SOURCES = [['pv', 'pvMilliwatts'], ['wind', 'windMilliwatts'], ['chp', 'chpMilliwatts']];

export function showNow(live, park, words, format) {
  const has = role => park.nodes.some(node => node.role === role && node.isCounted);
  show(byId('tiles'), generation(), load(), grid(), storage());
  const silent = live.silentMeters;
  setText(byId('now-note'), silent.length === 0 ? words.nowNote : words.silent(silent.length, listed(silent)));

  function generation() {
    const present = SOURCES.filter(([role]) => has(role));
    const reading = present.filter(([, field]) => live[field] !== null);
    const total = reading.length === 0 ? null : reading.reduce((sum, [, field]) => sum + live[field], 0);
    return tile('generation', words.generation, total, present.length > 0, reading.map(([role, field]) =>
      h('span', { title: format.exactPower(live[field]) }, `${words.parts[role]} ${format.power(live[field])}`)));
  }

  function load() {
    const { loadMilliwatts: power, greenMilliwatts: green } = live;
    const isShared = power > 0 && green !== null;
    return tile('load', words.load, power, has('load'),
      isShared && h('span', {}, words.greenPart(format.percent(Math.min(1e6, Math.floor(green / power * 1e6)), 0))));
  }

  function grid() {
    return twoWays('gridConnection', words.grid, live.gridImportMilliwatts, live.gridExportMilliwatts, words.importing, words.exporting);
  }

  function storage() {
    return twoWays('storage', words.storage, live.dischargeMilliwatts, live.chargeMilliwatts, words.discharging, words.charging);
  }

  function twoWays(role, name, towardsPark, awayFromPark, towards, away) {
    const isTowards = towardsPark >= awayFromPark;
    const power = towardsPark === null ? null : isTowards ? towardsPark : awayFromPark;
    const direction = power === null ? null : power === 0 ? words.idle : isTowards ? towards : away;
    return tile(role, name, power, has(role), direction && h('span', {}, direction));
  }

  function tile(kind, name, power, isThere, parts) {
    const figure = power === null ? ['–', ''] : format.powerParts(power);
    return h('article', { class: 'tile', 'data-kind': kind },
      h('h3', {}, h('span', { class: `swatch ${kind}` }), name),
      h('p', { class: 'value', title: power === null ? null : format.exactPower(power) }, figure[0], figure[1] && h('small', {}, figure[1])),
      h('p', { class: 'parts' }, power !== null ? parts : h('span', {}, isThere ? words.noReading : words.none)));
  }

  function listed(names) { return names.length > 4 ? `${names.slice(0, 4).join(', ')} …` : names.join(', '); }
}

/** The dot in the head: live, nothing live, or the host lost. */
export function showState(live, isLost, words, format) {
  const isLive = !isLost && live !== null && (live.gas.length > 0 || Object.entries(live).some(([name, value]) => name.endsWith('Milliwatts') && value !== null));
  byId('live-dot').className = `dot ${isLost ? 'lost' : isLive ? 'live' : ''}`;
  setText(byId('live-text'), isLost ? words.lost : live === null ? words.connecting : isLive ? words.live : words.noLive);
  byId('live-dot').title = live === null ? '' : format.clock(live.atUnixMs);
}
