// Answers of the host into the elements of the page. Everything is set as text, so nothing a meter or a name says can become markup.
import * as api from "./api.js";

const $ = (id) => document.getElementById(id);

export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

const svg = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

const set = (id, text) => { $(id).textContent = text; };

// What did not change is left alone, so that a list read out or selected is not torn away.
function fill(box, children) {
  const next = element(box.tagName, {}, ...children);
  if (next.innerHTML !== box.innerHTML) box.replaceChildren(...next.childNodes);
}

/** Texts that stand in the page itself. */
export function showTexts(text, language) {
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-text]")) node.textContent = text[node.dataset.text];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", text[node.dataset.label]);
  for (const code of ["en", "zh"]) $(`lang-${code}`).setAttribute("aria-pressed", String(code === language));
}

export function showShare({ share, verdict }, text, format) {
  const name = (id) => text.classes[id] ?? id;
  const lowest = verdict.classes.at(-1);
  const lines = verdict.classes.map((entry) => format.line(entry.sharePpmMin)).join(", ");
  const show = (which, ppm, reached) => {
    set(`share-${which}`, format.percent(ppm));
    const entry = verdict.classes.find((candidate) => candidate.id === reached);
    set(`class-${which}`, ppm === null ? "\u00a0"
      : entry ? text.reaches(name(entry.id), format.line(entry.sharePpmMin)) : text.reachesNone(format.line(lowest.sharePpmMin)));
    $(`class-${which}`).classList.toggle("yes", Boolean(entry));
    drawBar($(`bar-${which}`), ppm, verdict.classes);
    $(`bar-${which}`).setAttribute("aria-label", text.shareBar(text[which], format.percent(ppm), lines));
  };
  show("volumetric", share.volumetricPpm, verdict.volumetricClass);
  show("hourly", share.hourlyPpm, verdict.hourlyClass);
  const phrase = (id) => id === null ? text.noClass : text.aClass(name(id));
  set("verdict", {
    noLoad: () => text.noLoad,
    agreeNone: () => text.agreeNone,
    agreeClass: () => text.agreeClass(name(verdict.volumetricClass)),
    disagree: () => text.disagree(phrase(verdict.volumetricClass), phrase(verdict.hourlyClass)),
  }[verdict.code]());
  $("verdict").classList.toggle("split", verdict.code === "disagree");
  set("rules", `${verdict.rulesId}: ${verdict.rulesSource}`);
}

function drawBar(box, ppm, classes) {
  box.replaceChildren(svg("rect", { class: "track", x: 0, y: 6, width: 1000, height: 16, rx: 6 }),
    svg("rect", { class: "value", x: 0, y: 6, width: (ppm ?? 0) / 1000, height: 16, rx: 6 }),
    ...classes.map((entry) => svg("line", { class: "threshold", x1: entry.sharePpmMin / 1000, x2: entry.sharePpmMin / 1000, y1: 0, y2: 28 })));
}

export function showCarbon({ carbon, factorSets }, text, format) {
  set("carbon-kg", format.number(Math.floor(Number(carbon.kilograms) * 100) / 100, 2));
  set("carbon-import", format.intensity(carbon.milligramsPerKilowattHourOfImport));
  set("carbon-load", format.intensity(carbon.milligramsPerKilowattHourOfLoad));
  set("carbon-ng", `${format.digits(carbon.nanograms)} ng`);
  const distinct = new Map(factorSets.map((entry) => [`${entry.hash} ${entry.milligramsPerKilowattHour}`, entry]));
  const sets = [...distinct.values()].map((entry) => element("div", { className: "factor" },
    element("a", { href: api.factorSetPath(entry.hash), textContent: entry.id ?? text.unknownSet }),
    ` ${entry.region ?? ""}: ${format.intensity(entry.milligramsPerKilowattHour)}, ${text.basis(entry.isEquivalent)}`,
    element("p", { className: "quiet", textContent: entry.source ?? entry.hash })));
  fill($("factor-sets"), sets.length > 0 ? sets : [text.noFactor]);
}

export function showFlows({ flows }, text, format) {
  fill($("flows"), Object.entries(text.flows).filter(([id]) => flows[`${id}MilliwattHours`] > 0).map(([id, name]) =>
    element("div", {}, element("dt", {}, element("i", { className: `swatch ${id}` }), name),
      element("dd", { textContent: format.energy(flows[`${id}MilliwattHours`]) }))));
}

export function showBalance({ balance }, text, format) {
  const known = balance.residualPpm !== null;
  set("balance-residual", known ? text.balanceOf(format.energy(balance.residualMilliwattHours), format.percent(balance.residualPpm)) : "–");
  const worst = known && balance.worstHourUnixSeconds !== null
    ? ` ${text.worst(format.dayTime(balance.worstHourUnixSeconds), format.energy(balance.worstResidualMilliwattHours))}` : "";
  set("balance-text", known ? text.balanceText(format.number(balance.wholeHours), format.number(balance.hours)) + worst : text.balanceNone);
}

export function showCompleteness({ completeness }, text, format) {
  set("completeness", format.percent(completeness.ppm));
  set("completeness-text", text.completenessText(format.number(completeness.completeIntervals), format.number(completeness.expectedIntervals)));
  $("holes-box").hidden = completeness.holeCount === 0;
  set("holes-title", text.holesTitle(completeness.holeCount, completeness.holesAreAll));
  fill($("holes"), completeness.holes.map((hole) => element("li", {
    textContent: `${hole.meterId}: ${format.dayTime(hole.fromUnixSeconds)} – ${format.dayTime(hole.toUnixSeconds)}, `
      + (hole.reason === null ? text.reasonUnknown : text.reasons[hole.reason] ?? hole.reason),
  })));
}

export function showWarnings(summary, meters, text, format) {
  const found = [];
  const warn = (words, href) => found.push(element("li", {}, words, ...(href ? [" ", element("a", { href, textContent: text.look })] : [])));
  for (const meter of meters) {
    // A meter that no park uses, or that nobody registered, is shown in every park.
    if (meter.nodes.length > 0 && !meter.nodes.some((node) => node.parkId === summary.parkId)) continue;
    if (meter.quarantinedMessages > 0) warn(text.warnQuarantine(meter.id, meter.quarantinedMessages), api.quarantinePath);
    if (meter.forks > 0) warn(text.warnForks(meter.id, meter.forks), api.quarantinePath);
    if (meter.chainGaps > 0) warn(text.warnGaps(meter.id, meter.chainGaps), api.meterPath(meter.id));
  }
  if (summary.completeness.ppm !== null && summary.completeness.ppm < 1000000)
    warn(text.warnIncomplete(format.percent(summary.completeness.ppm)), "#data-title");
  for (const issue of summary.issues) warn(text.warnIssue(issue.nodeId, issue.fault, issue.text));
  fill($("warnings"), found.length > 0 ? found : [element("li", { className: "well", textContent: text.allWell })]);
}

export function showMeters(summary, meters, nowMs, text, format) {
  const standing = new Map(meters.map((meter) => [meter.id, meter]));
  const cell = (label, content, className = "") => {
    const made = element("td", { className }, content);
    made.dataset.label = text[label];
    return made;
  };
  fill(document.querySelector("#meters tbody"), summary.meters.map((meter) => {
    const last = standing.get(meter.meterId)?.lastSequence ?? 0;
    const name = element("th", { scope: "row" },
      element("i", { className: `dot ${meter.isConnected ? "on" : ""}`, title: meter.isConnected ? text.connected : text.away }),
      element("a", { href: api.meterPath(meter.meterId), textContent: meter.nodeName }), element("small", { textContent: meter.meterId }));
    const seen = meter.lastReceivedAtUnixMs === null ? text.never : format.ago((nowMs - meter.lastReceivedAtUnixMs) / 1000);
    const records = element("span", {}, element("a", {
      href: api.recordsPath(meter.meterId, Math.max(0, last - 100)), textContent: format.number(meter.records), title: text.listRecords,
    }));
    if (last > 0) records.append(" ", element("a", {
      href: api.recordPath(meter.meterId, last), download: "", textContent: ".cose", title: text.newestRecord(last), ariaLabel: text.newestRecord(last),
    }));
    return element("tr", {}, name,
      cell("role", text.roles[meter.role] + (meter.isGreen ? ` · ${text.green}` : "")),
      cell("import", format.energy(meter.importMilliwattHours), "number"), cell("export", format.energy(meter.exportMilliwattHours), "number"),
      cell("complete", format.percent(meter.completenessPpm), "number"), cell("lastSeen", seen), cell("records", records, "number"));
  }));
}

/** Power now; rows keep their places, so that nothing jumps when the wind drops or the battery turns. */
export function showLive(live, text, format) {
  const net = (inward, outward, inwardId, outwardId) => live[inward] === null ? []
    : live[outward] > live[inward] ? [[outwardId, live[outward]]] : [[inwardId, live[inward]]];
  const one = (name, id) => live[name] === null ? [] : [[id, live[name]]];
  const rows = [...one("pvMilliwatts", "pv"), ...one("windMilliwatts", "wind"), ...one("chpMilliwatts", "chp"),
    ...net("dischargeMilliwatts", "chargeMilliwatts", "discharge", "charge"),
    ...net("gridImportMilliwatts", "gridExportMilliwatts", "gridImport", "gridExport"), ...one("loadMilliwatts", "load")];
  fill($("now-list"), rows.map(([id, milliwatts]) => element("div", { className: id === "load" ? "load" : "" },
    element("dt", {}, element("i", { className: `swatch ${id}` }), text.flows[id]), element("dd", { textContent: format.power(milliwatts) }))));
  $("live-dot").classList.toggle("on", rows.length > 0);
  set("now-note", rows.length === 0 ? text.noLive
    : live.silentMeters.length > 0 ? `${text.unsignedLive} ${text.silent(live.silentMeters.join(", "))}` : text.unsignedLive);
}
