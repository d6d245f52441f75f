// Which park, which period, when to ask again. What is shown stays until something newer is known; a host that does not answer is
// said on the page, never hidden behind old figures.
import * as api from "./api.js";
import { Chart, lengthFor } from "./chart.js";
import { Format } from "./format.js";
import { firstLanguage, textsOf } from "./i18n.js";
import * as views from "./views.js";

const liveEveryMs = 2000;
const figuresEveryMs = 10000;
const secondsOfDay = 86400;

const $ = (id) => document.getElementById(id);

const state = {
  language: firstLanguage(),
  parks: [], parkId: null,
  mode: "day", day: null,             // day null: follow the newest data
  summary: null, series: null, meters: [], live: null, shownAtMs: null,
  failures: { figures: null, live: null }, asked: 0,
};
let chart;

const text = () => textsOf(state.language);
const park = () => state.parks.find((candidate) => candidate.id === state.parkId);
const format = () => new Format(text(), park()?.utcOffsetMinutes ?? 0);
const hostNowSeconds = () => (state.live?.atUnixMs ?? Date.now()) / 1000;

function newestDay() {
  return format().isoDay(park().dataToUnixSeconds - 1);
}

function shiftDay(day, days) {
  return new Date(Date.parse(day) + days * secondsOfDay * 1000).toISOString().slice(0, 10);
}

function span() {
  const { dataFromUnixSeconds, dataToUnixSeconds } = park();
  if (state.mode === "whole") return { from: dataFromUnixSeconds, to: dataToUnixSeconds };
  const day = state.day ?? newestDay();
  return { from: day, to: shiftDay(day, 1) };
}

// A slow answer to an older question must not overwrite a newer one.
async function loadFigures() {
  const asked = ++state.asked;
  await guarded("figures", async () => {
    const parks = await api.parks();
    if (asked !== state.asked) return;
    state.parks = parks;
    if (!park()) state.parkId = parks.find((candidate) => candidate.dataToUnixSeconds !== null)?.id ?? parks[0]?.id ?? null;
    if (park()?.dataToUnixSeconds == null) return showEmpty();
    const wanted = span();
    const [summary, meters, live] = await Promise.all([api.summary(state.parkId, wanted), api.meters(), api.live(state.parkId)]);
    const length = lengthFor(summary.toUnixSeconds - summary.fromUnixSeconds);
    const series = await api.series(state.parkId, length, wanted);
    if (asked !== state.asked) return;
    Object.assign(state, { summary, series, meters, live, shownAtMs: Date.now() });
    showFigures();
  });
}

async function loadLive() {
  if (!park()) return;
  await guarded("live", async () => {
    const parkId = state.parkId;
    const live = await api.live(parkId);
    if (parkId !== state.parkId) return;
    state.live = live;
    views.showLive(live, text(), format());
  });
}

async function guarded(what, work) {
  try {
    await work();
    state.failures[what] = null;
  } catch (failure) {
    if (!(failure instanceof api.Refused || failure instanceof api.Unreachable)) throw failure;
    state.failures[what] = failure;
  }
  showTrouble();
}

function showTrouble() {
  const box = $("trouble");
  const failure = state.failures.figures ?? state.failures.live;
  box.hidden = failure === null;
  if (failure === null) return;
  const shownAt = state.shownAtMs && new Intl.DateTimeFormat(text().locale, { timeStyle: "medium" }).format(state.shownAtMs);
  box.textContent = failure instanceof api.Refused ? text().refused(failure.message) : text().unreachable(shownAt);
}

function showEmpty() {
  $("empty").hidden = false;
  $("empty").textContent = state.parks.length === 0 ? text().noParks : text().noData;
  document.body.classList.add("waiting");
  showParks();
}

function showFigures() {
  const { summary, series, meters } = state;
  const [words, figures] = [text(), format()];
  $("empty").hidden = true;
  document.body.classList.remove("waiting");
  showParks();
  showPeriod();
  views.showShare(summary, words, figures);
  views.showCarbon(summary, words, figures);
  views.showFlows(summary, words, figures);
  views.showBalance(summary, words, figures);
  views.showCompleteness(summary, words, figures);
  views.showWarnings(summary, meters, words, figures);
  if (state.live) views.showLive(state.live, words, figures);
  views.showMeters(summary, meters, hostNowSeconds() * 1000, words, figures);
  chart ??= new Chart($("chart"));
  chart.show(series, words, figures);
  document.body.dataset.shown = `${summary.fromUnixSeconds}-${summary.toUnixSeconds}`;
}

function showParks() {
  const select = $("park");
  const names = state.parks.map((entry) => entry.name).join("\n");
  if (select.dataset.names !== names) {
    select.dataset.names = names;
    select.replaceChildren(...state.parks.map((entry) => views.element("option", { value: entry.id, textContent: entry.name })));
  }
  select.value = state.parkId ?? "";
  select.disabled = state.parks.length < 2;
}

function showPeriod() {
  const figures = format();
  const { dataFromUnixSeconds, dataToUnixSeconds } = park();
  const isDay = state.mode === "day";
  $("mode-day").setAttribute("aria-pressed", String(isDay));
  $("mode-whole").setAttribute("aria-pressed", String(!isDay));
  const [first, newest] = [figures.isoDay(dataFromUnixSeconds), newestDay()];
  const day = state.day ?? newest;
  Object.assign($("day"), { min: first, max: newest, value: day, disabled: !isDay });
  $("day-before").disabled = !isDay || day <= first;
  $("day-after").disabled = !isDay || day >= newest;
  $("period-note").textContent = periodNote(figures, day, newest);
}

function periodNote(figures, day, newest) {
  const { fromUnixSeconds, toUnixSeconds } = state.summary;
  if (state.mode === "whole") return text().showingWhole(figures.dayTime(fromUnixSeconds), figures.dayTime(toUnixSeconds));
  if (day === figures.isoDay(hostNowSeconds())) return text().showingToday(figures.time(toUnixSeconds));
  const name = figures.day(fromUnixSeconds);
  return day === newest ? text().showingLast(name) : text().showingDay(name);
}

function showLanguage() {
  views.showTexts(text(), state.language);
  showTrouble();
  if (state.summary && park()) showFigures();
  else if (state.parks.length > 0) showEmpty();
}

function chooseLanguage(language) {
  state.language = language;
  localStorage.setItem("language", language);
  showLanguage();
}

function chooseMode(mode) {
  state.mode = mode;
  return ask();
}

// What the reader asked for may take a moment: the old figures fade until the new ones stand.
async function ask() {
  document.body.classList.add("busy");
  await loadFigures();
  document.body.classList.remove("busy");
}

// The newest day is followed rather than pinned, so that the page goes on at midnight.
function chooseDay(day) {
  if (!day) return undefined;
  state.day = day >= newestDay() ? null : day;
  return ask();
}

async function forever(work, everyMs) {
  for (;;) {
    if (!document.hidden) await work();
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}

$("lang-en").addEventListener("click", () => chooseLanguage("en"));
$("lang-zh").addEventListener("click", () => chooseLanguage("zh"));
$("mode-day").addEventListener("click", () => chooseMode("day"));
$("mode-whole").addEventListener("click", () => chooseMode("whole"));
$("day").addEventListener("change", () => chooseDay($("day").value));
$("day-before").addEventListener("click", () => chooseDay(shiftDay(state.day ?? newestDay(), -1)));
$("day-after").addEventListener("click", () => chooseDay(shiftDay(state.day ?? newestDay(), 1)));
$("park").addEventListener("change", () => {
  Object.assign(state, { parkId: $("park").value, day: null, live: null });
  ask();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.series && chart?.show(state.series, text(), format()));
document.addEventListener("visibilitychange", () => document.hidden || loadFigures());

showLanguage();
await loadFigures();
forever(loadLive, liveEveryMs);
forever(loadFigures, figuresEveryMs);
