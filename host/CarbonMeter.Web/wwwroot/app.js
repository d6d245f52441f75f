// The page: what is shown, and asking the host for it again and again.
import { get, health, HostError } from './api.js';
import { showCalendar } from './calendar.js';
import { showBalance, showCarbon, showCompleteness } from './cards.js';
import { showCertificate } from './certificate.js';
import { showCertified } from './certified.js';
import { showChain, showHistory } from './chain.js';
import { showCurve } from './curve.js';
import { byId, h, setText, show } from './dom.js';
import { Format } from './format.js';
import { gasLength, showGas, showGasNow } from './gas.js';
import { firstLanguage, remember, speak } from './i18n.js';
import { showMeters, showRecords } from './meters.js';
import { showNow, showState } from './now.js';
import { lengthFor } from './series.js';
import { showShares } from './shares.js';
import { showWarnings } from './warnings.js';

const LIVE_EVERY_MS = 2_000;
const FIGURES_EVERY_MS = 5_000;
const WHOLE_SPAN_EVERY_MS = 30_000;
const DAY_SECONDS = 86_400;
const LAST_DAY = 'last';
const WHOLE_SPAN = 'all';

// period: LAST_DAY (today, or the last day that has data), WHOLE_SPAN, or a day as YYYY-MM-DD. asOf: a past moment, unix s, or null.
const state = {
  language: firstLanguage(), words: null, format: null, parkId: null, period: LAST_DAY, asOf: null, parks: [], live: null, figures: null, isLost: false,
};

// Each question has a number: an answer that comes after the next question was put is of no use.
let asked = 0;
let timers = { live: 0, figures: 0 };

const park = () => state.parks.find(known => known.id === state.parkId)
  ?? state.parks.find(known => known.dataToUnixSeconds !== null) ?? state.parks[0] ?? null;

function readAddress() {
  const address = new URLSearchParams(location.hash.slice(1));
  state.parkId = address.get('park');
  const period = address.get('period');
  state.period = period === WHOLE_SPAN || /^\d{4}-\d\d-\d\d$/.test(period) ? period : LAST_DAY;
  state.asOf = /^\d{1,10}$/.test(address.get('asOf')) ? Number(address.get('asOf')) : null;
}

function writeAddress() {
  const address = new URLSearchParams();
  if (state.parks.length > 1) address.set('park', park().id);
  if (state.period !== LAST_DAY) address.set('period', state.period);
  if (state.asOf !== null) address.set('asOf', state.asOf);
  history.replaceState(null, '', `${location.pathname}${location.search}${address.size > 0 ? `#${address}` : ''}`);
}

async function askLive() {
  clearTimeout(timers.live);
  try {
    await readLive();
    renderLive();
    if (state.isLost) askFigures();
  } catch (fault) {
    lose(fault);
  }
  if (!document.hidden) timers.live = setTimeout(askLive, LIVE_EVERY_MS);
}

async function readLive() {
  const asking = park()?.id;
  if (asking === undefined) return;
  const live = await get(`parks/${encodeURIComponent(asking)}/live`);
  // Meanwhile the reader may have turned to another park.
  if (asking === park()?.id) state.live = live;
}

async function askFigures() {
  clearTimeout(timers.figures);
  const question = ++asked;
  try {
    const figures = await readFigures();
    if (question !== asked) return;
    state.figures = figures;
    state.isLost = false;
    render();
  } catch (fault) {
    if (question !== asked) return;
    lose(fault);
  }
  const everyMs = state.isLost ? LIVE_EVERY_MS : state.period === WHOLE_SPAN ? WHOLE_SPAN_EVERY_MS : FIGURES_EVERY_MS;
  if (!document.hidden) timers.figures = setTimeout(askFigures, everyMs);
}

async function readFigures() {
  const [parks, meters, healthNow] = await Promise.all([get('parks'), get('meters'), health()]);
  state.parks = parks;
  const chosen = park();
  if (chosen === null || chosen.dataToUnixSeconds === null) return null;
  const path = `parks/${encodeURIComponent(chosen.id)}`;
  const asOf = state.asOf ?? undefined;
  const [summary, calendar] = await Promise.all([get(`${path}/summary`, { ...spanOf(chosen), asOf }), get('calendar'), state.live ?? readLive()]);
  // The curve is asked for over exactly the span of the figures, and only where something came since.
  const length = lengthFor(summary.toUnixSeconds - summary.fromUnixSeconds);
  const key = JSON.stringify([chosen.id, length, summary.asOfUnixMs, summary.fromUnixSeconds, summary.toUnixSeconds, summary.flows]);
  const series = state.figures?.key === key ? state.figures.series
    : await get(`${path}/series`, { length, from: summary.fromUnixSeconds, to: summary.toUnixSeconds, asOf });
  const gas = await get(`${path}/gas`, { length: gasLength(summary.toUnixSeconds - summary.fromUnixSeconds), from: summary.fromUnixSeconds, to: summary.toUnixSeconds, asOf });
  return { key, summary, series, gas, meters, calendar, health: healthNow };
}

function spanOf(chosen) {
  if (state.period === WHOLE_SPAN) return { from: chosen.dataFromUnixSeconds, to: chosen.dataToUnixSeconds };
  // As of a past moment the last day has to be named: what was the last one then is another question.
  if (state.period === LAST_DAY && state.asOf === null) return {};
  if (state.period === LAST_DAY) {
    const last = chosen.dataToUnixSeconds - 1, offset = chosen.utcOffsetMinutes * 60;
    return { from: Math.max(chosen.dataFromUnixSeconds, last - (last + offset) % DAY_SECONDS), to: chosen.dataToUnixSeconds };
  }
  return { from: state.period, to: dayAfter(state.period, 1) };
}

function lose(fault) {
  if (!(fault instanceof HostError)) throw fault;
  state.isLost = true;
  const text = fault.isAnswer ? state.words.refused(fault.message) : state.words.unreachable;
  setText(byId('banner'), text);
  byId('banner').hidden = false;
  byId('content').classList.add('stale');
  showState(state.live, true, state.words, state.format ?? new Format(state.words.locale, 0));
}

function render() {
  const chosen = park(), { words } = state;
  state.format = new Format(words.locale, chosen?.utcOffsetMinutes ?? 0);
  byId('banner').hidden = true;
  byId('content').classList.remove('stale');
  renderHead(chosen);
  byId('empty').hidden = state.figures !== null;
  byId('content').hidden = state.figures === null;
  setText(byId('empty-text'), chosen === null ? words.noPark : words.noData);
  renderLive();
  if (state.figures === null) return;
  const { summary, series, gas, meters, calendar, health: healthNow } = state.figures;
  byId('content').classList.remove('waiting');
  renderPeriod(chosen, summary, gas);
  renderAsOf();
  showCurve(summary, series, words, state.format);
  for (const card of [showShares, showCarbon, showBalance, showCompleteness, showCertified]) card(summary, words, state.format);
  showGas(gas, words, state.format);
  if (state.live) showGasNow(state.live, words, state.format);
  showCalendar(calendar, words, state.format);
  showMeters(summary, gas, hostNowMs(), words, state.format);
  showWarnings(summary, gas, meters, healthNow, words, state.format);
}

function renderLive() {
  if (state.format === null) return;
  showState(state.live, state.isLost, state.words, state.format);
  if (state.live && park()) {
    showNow(state.live, park(), state.words, state.format);
    showGasNow(state.live, state.words, state.format);
  }
}

function renderHead(chosen) {
  const several = state.parks.length > 1;
  byId('park-name').hidden = several;
  byId('park-select').hidden = !several;
  setText(byId('park-name'), chosen?.name ?? 'CarbonMeter');
  document.title = chosen ? `${chosen.name} · CarbonMeter` : 'CarbonMeter';
  if (!several) return;
  show(byId('park-select'), state.parks.map(known => h('option', { value: known.id }, known.name)));
  byId('park-select').value = chosen.id;
}

function renderPeriod(chosen, summary, gas) {
  const { words, format, period } = state;
  const day = shownDay(), today = format.dayOf(hostNowMs() / 1000), isWhole = period === WHOLE_SPAN;
  setText(byId('period-label'), isWhole ? `${format.shortDay(chosen.dataFromUnixSeconds)} – ${format.shortDay(chosen.dataToUnixSeconds - 1)}` : format.day(day));
  byId('previous').disabled = isWhole || day <= firstDay();
  byId('next').disabled = isWhole || day >= lastDay();
  setText(byId('today'), lastDay() === today ? words.today : words.latest);
  byId('today').setAttribute('aria-pressed', String(period === LAST_DAY));
  byId('whole').setAttribute('aria-pressed', String(isWhole));
  Object.assign(byId('day-input'), { min: firstDay(), max: lastDay(), value: day });
  const isOld = period === LAST_DAY && day !== today;
  const isBare = [...summary.meters.map(meter => meter.intervals), ...gas.meters.map(meter => meter.slots.length)].every(count => count === 0);
  setText(byId('period-note'), [isOld && words.lastDay,
    isBare ? words.noneThisDay : words.until(format.dateTime(Math.min(summary.toUnixSeconds, chosen.dataToUnixSeconds))),
    words.clockAt(format.offset())].filter(Boolean).join(' · '));
}

function renderAsOf() {
  const { words, format, asOf } = state;
  const field = byId('as-of');
  field.max = format.fieldMoment(hostNowMs() / 1000 - 60);
  // What the reader is typing is not taken away.
  if (document.activeElement !== field) field.value = asOf === null ? '' : format.fieldMoment(asOf);
  byId('as-of-now').hidden = asOf === null;
  byId('as-of-note').hidden = asOf === null;
  if (asOf !== null) setText(byId('as-of-note'), words.asOfNote(format.dateTime(asOf)));
}

function chooseAsOf(value) {
  const asOf = value === '' ? null : state.format.fieldSeconds(value);
  // A field for date and time tells every step of typing a year; what lies in the future nobody knows.
  if (asOf !== null && (Number.isNaN(asOf) || asOf < 0 || asOf * 1000 >= hostNowMs())) return;
  state.asOf = asOf;
  writeAddress();
  askFigures();
}

// The host's clock, not the browser's: only that one was beside the records.
const hostNowMs = () => state.live?.atUnixMs ?? Date.now();
const firstDay = () => state.format.dayOf(park().dataFromUnixSeconds);
const lastDay = () => state.format.dayOf(park().dataToUnixSeconds - 1);
const shownDay = () => state.period === LAST_DAY || state.period === WHOLE_SPAN ? lastDay() : state.period;
const dayAfter = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function choose(period) {
  state.period = period >= lastDay() && period !== WHOLE_SPAN ? LAST_DAY : period;
  writeAddress();
  askFigures();
}

function choosePark(id) {
  Object.assign(state, { parkId: id, period: LAST_DAY, asOf: null, live: null });
  writeAddress();
  askFigures();
}

function useLanguage(language) {
  state.language = language;
  state.words = speak(language);
  if (state.format !== null) render();
}

/** Does what a button asks; a host that cannot be reached is told like anywhere else. */
const doing = action => async event => {
  try {
    await action(event);
  } catch (fault) {
    lose(fault);
  }
};

function listen() {
  const on = (id, kind, action) => byId(id).addEventListener(kind, doing(action));
  on('previous', 'click', () => choose(dayAfter(shownDay(), -1)));
  on('next', 'click', () => choose(dayAfter(shownDay(), 1)));
  on('today', 'click', () => choose(LAST_DAY));
  on('whole', 'click', () => choose(WHOLE_SPAN));
  on('period-label', 'click', () => byId('day-input').showPicker());
  on('day-input', 'change', event => { if (event.target.value) choose(event.target.value); });
  on('park-select', 'change', event => choosePark(event.target.value));
  on('as-of', 'change', event => chooseAsOf(event.target.value));
  on('as-of-now', 'click', () => { byId('as-of').value = ''; chooseAsOf(''); });
  for (const name of ['records', 'chain', 'certificate']) on(`${name}-close`, 'click', () => byId(`${name}-dialog`).close());
  on('history-fold', 'toggle', () => byId('history-fold').open && showHistory(byId('history-fold').dataset.meter, state.words, state.format));
  // Records, chains and certificates are opened from many places.
  document.addEventListener('click', doing(event => {
    const { records, chain, certificate, at } = event.target.closest('[data-records], [data-chain], [data-certificate]')?.dataset ?? {};
    if (records) return showRecords(records, state.words, state.format);
    if (chain) return showChain(chain, at, state.asOf, state.words, state.format);
    return certificate && showCertificate(certificate, state.words, state.format);
  }));
  for (const button of document.querySelectorAll('button[data-lang]')) {
    button.addEventListener('click', () => { remember(button.dataset.lang); useLanguage(button.dataset.lang); });
  }
  addEventListener('hashchange', () => { readAddress(); askFigures(); });
  // A page nobody looks at asks nothing; one that is looked at again is up to date at once.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) { askLive(); askFigures(); } });
}

readAddress();
useLanguage(state.language);
showState(null, false, state.words, new Format(state.words.locale, 0));
listen();
askFigures().then(askLive);
