// English. Entries that need figures are functions; figures arrive already formatted.
const roles = { gridConnection: 'Grid', pv: 'Solar', wind: 'Wind', chp: 'CHP', storage: 'Storage', feeder: 'Feeder', load: 'Load' };
const classes = { 'zero-carbon': 'zero-carbon park', 'low-carbon': 'low-carbon park' };
const aClass = id => id ? `a ${classes[id] ?? id}` : 'in no class';
const reasons = {
  'no power': 'the meter had no power', 'front end silent': 'the measuring chip did not answer', 'clock stepped forward': 'the clock was set forward',
  'journal full': 'the meter’s journal was full', 'journal unreadable': 'the meter’s journal could not be read',
};

export default {
  locale: 'en-GB', gap: ' ', htmlLang: 'en',
  skip: 'Skip to the figures', language: 'Language', choosePark: 'Park', close: 'Close',
  live: 'Live', noLive: 'No live readings at the moment', connecting: 'Connecting…', lost: 'Host not reachable',
  unreachable: 'The host cannot be reached. The figures are the last ones received; this page goes on trying.',
  refused: text => `The host answered with a fault: ${text} This page goes on trying.`,
  emptyTitle: 'Nothing measured yet', noPark: 'No park is registered on this host yet.', noData: 'The first figures appear as soon as a meter of this park has sent a record.',

  now: 'Power now', nowNote: 'Unsigned live readings, for orientation',
  silent: (count, names) => `No fresh reading from ${count} ${count === 1 ? 'meter' : 'meters'}: ${names}`,
  generation: 'Generation', load: 'Load', grid: 'Grid', storage: 'Storage', noReading: 'no reading', none: 'none in this park',
  importing: 'drawing', exporting: 'feeding in', charging: 'charging', discharging: 'discharging', idle: 'idle',
  greenPart: share => `${share} of it own green`, parts: roles,

  warnings: 'Needs attention',
  warnQuarantine: (meter, count) => `${meter}: ${count} ${count === '1' ? 'message' : 'messages'} in quarantine, not counted.`,
  warnForks: (meter, count) => `${meter}: ${count} ${count === '1' ? 'record contradicts' : 'records contradict'} another one with the same number. Was its memory copied?`,
  warnGaps: (meter, count) => `${meter}: ${count} ${count === '1' ? 'place' : 'places'} in the chain where records are missing.`,
  warnJournal: (meter, span) => `${meter}: records were lost in the meter, ${span}.`,
  warnUnknown: (meter, count) => `${meter} is not registered: ${count} ${count === '1' ? 'message' : 'messages'} in quarantine.`,
  warnHealth: text => `The host is not well. ${text}`,
  look: 'Look at them',

  period: 'Period', today: 'Today', wholeSpan: 'Whole span', previousDay: 'Previous day', nextDay: 'Next day', pickDay: 'Choose a day',
  lastDay: 'No data from today yet: this is the last day with data', latest: 'Latest day',
  until: at => `Records up to ${at}`, clockAt: offset => `times in the park’s clock, UTC${offset}`, noneThisDay: 'No records from this day.',

  curve: 'Where the energy came from', asTable: 'Show as table', curveTable: 'Energy as table', unitPower: 'mean power, kW', unitEnergy: 'energy a day, MWh',
  flows: { pv: 'Solar', wind: 'Wind', chp: 'CHP', discharge: 'From storage', import: 'Grid import', export: 'Grid export', charge: 'To storage', load: 'Load' },
  chartSummary: (span, parts) => `Chart of ${span}. ${parts.join(', ')}. The table below holds the same figures.`,
  time: 'Time', date: 'Date',

  share: 'Green share of the load', volumetric: 'By volume', hourly: 'Hour by hour',
  volumetricHint: 'all own green energy against all load', hourlyHint: 'only what was used in the hour it was made',
  mark: { 'zero-carbon': 'zero-carbon', 'low-carbon': 'low-carbon' },
  shareTitle: (matched, load, ppm) => `${matched} of ${load} matched, ${ppm} ppm`,
  noLoad: 'No load was measured in this period, so there is no green share.',
  agreeClass: id => `Both definitions agree: in this period it is ${aClass(id)}.`,
  agreeNone: lowest => `Both definitions agree: the share is below the ${lowest} line, in no class.`,
  disagree: (volumetric, hourly) => `The two definitions disagree. By volume this is ${aClass(volumetric)}; hour by hour it is ${aClass(hourly)}.`,
  shareNote: 'Lines: Inner Mongolia’s plan, 80% for a zero-carbon and 50% for a low-carbon park. It does not say how the share is matched in time.',

  carbon: 'Carbon of the grid import', carbonOf: (energy, exact) => `${exact} CO₂ from ${energy} drawn from the grid.`,
  noImport: 'Nothing was drawn from the grid.', exactly: text => `exactly ${text}`,
  factor: (id, intensity, year, gas) => `${id}: ${intensity} kg ${gas}/kWh, figures of ${year}.`, source: 'Source:', appliedBy: 'applied from',
  factorUnknown: hash => `Factor set ${hash}…, which this host does not have.`,

  balance: 'Does the energy add up?',
  balanceIn: (given, taken) => `${given} went onto the park’s lines, ${taken} left them.`,
  balanceMissing: energy => `${energy} went missing on the way: losses, or a load without a meter.`,
  balanceExtra: energy => `${energy} more left than came: a source without a meter, or one connected the wrong way round.`,
  balanceClose: energy => `They differ by ${energy}, less than a thousandth.`,
  balanceEven: 'In and out are equal to the milliwatt-hour.', noBalance: 'No hour yet in which every meter measured from beginning to end.',
  balanceHours: (whole, all) => `Over the ${whole} of ${all} hours that every meter measured from beginning to end.`,
  worstHour: (at, energy) => `Largest in the hour of ${at}: ${energy}.`,

  completeness: 'Completeness', complete: (have, expected) => `${have} of ${expected} intervals are there, whole and under a trusted clock.`,
  nothingExpected: 'No interval is expected in this period.', noHoles: 'No holes.',
  holes: (count, areAll) => `${count}${areAll ? '' : ' or more'} ${count === '1' ? 'hole' : 'holes'} and why`,
  hole: (span, length, meters) => `${span} (${length}), ${meters}: `, allMeters: 'all meters', reason: text => reasons[text] ?? text,
  noReason: 'no event of the meter explains it', moreHoles: count => `and ${count} more`,

  meters: 'Meters', meter: 'Meter', role: 'Role', energy: 'Energy', lastSeen: 'Last record', records: 'Records', evidence: 'Evidence',
  roles, green: 'green', channel: id => `channel ${id}`, connected: 'connected', disconnected: 'not connected', never: 'never',
  showRecords: 'Records', publicKey: 'Public key', imported: 'import', exported: 'export',
  recordsOf: meter => `Records of ${meter}`, recordsHint: 'The newest first. The bytes are exactly what the meter signed.',
  sequence: 'No.', kind: 'Kind', made: 'Made', hash: 'Hash', bytes: 'Signed bytes', kinds: { intervals: 'intervals', event: 'event', spotCheck: 'spot check' },
  allRecords: 'All records as JSON', noRecords: 'No records yet.',

  verifyTitle: 'Check it yourself',
  verifyText: 'Every figure here is a sum over records that the meters signed. Take a record’s bytes and its meter’s public key: the signature is COSE_Sign1 with ES256 (RFC 9052), each record names the hash of the one before, and twenty lines of Python are enough to verify both. The API hands out everything needed.',
  apiDocument: 'API document', metersAndKeys: 'Meters', factorSets: 'Factor sets', quarantine: 'Quarantine', health: 'Health of the host',
};
