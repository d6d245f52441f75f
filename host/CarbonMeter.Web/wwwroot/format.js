// Figures for reading. They come as integers (mWh, mW, ppm, ng); the exact ones go into titles, never through a rounding.

const MILLIWATT_HOURS_PER_KILOWATT_HOUR = 1e6;
const MILLIWATTS_PER_KILOWATT = 1e6;
const NANOGRAMS_PER_GRAM = 1_000_000_000n;
// From how many mWh on an uncertainty is told in which unit, the unit in mWh, and with how many decimals.
const ENERGY_STEPS = [[1e10, 'MWh', 1e9, 2], [1e8, 'kWh', 1e6, 1], [1e5, 'kWh', 1e6, 2], [0, 'Wh', 1e3, 1]];

export class Format {
  constructor(locale, utcOffsetMinutes) {
    this.locale = locale;
    this.offsetMs = utcOffsetMinutes * 60_000;
    this.numbers = new Map();
  }

  number(value, decimals = 0) {
    if (!this.numbers.has(decimals))
      this.numbers.set(decimals, new Intl.NumberFormat(this.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
    return this.numbers.get(decimals).format(value);
  }

  /** Energy as [figure, unit]. */
  energyParts(milliwattHours) {
    const kilowattHours = milliwattHours / MILLIWATT_HOURS_PER_KILOWATT_HOUR, size = Math.abs(kilowattHours);
    if (size >= 10_000) return [this.number(kilowattHours / 1000, 2), 'MWh'];
    // What is not zero is never shown as zero.
    if (size > 0 && size < 0.1) return [this.number(milliwattHours / 1000, size < 1e-4 ? 3 : 1), 'Wh'];
    return [this.number(kilowattHours, size >= 100 ? 1 : 2), 'kWh'];
  }

  energy(milliwattHours) { return this.energyParts(milliwattHours).join('\u00a0'); }

  exactEnergy(milliwattHours) { return `${this.number(milliwattHours)} mWh`; }

  /** Power as [figure, unit]. */
  powerParts(milliwatts) {
    const kilowatts = milliwatts / MILLIWATTS_PER_KILOWATT, size = Math.abs(kilowatts);
    if (size >= 10_000) return [this.number(kilowatts / 1000, 2), 'MW'];
    return [this.number(kilowatts, size >= 100 ? 1 : 2), 'kW'];
  }

  power(milliwatts) { return this.powerParts(milliwatts).join('\u00a0'); }

  exactPower(milliwatts) { return `${this.number(milliwatts)} mW`; }

  /** Rounded down, so that 79.999 % is never read as 80 %. */
  percent(ppm, decimals = 2) {
    const step = 10 ** (4 - decimals);
    return `${this.number(Math.floor(ppm / step) * step / 10_000, decimals)}%`;
  }

  /** Half the width of a band: rounded up, since an uncertainty is never rounded away. */
  percentUp(ppm) { return `${this.number(Math.ceil(ppm / 100) / 100, 2)}%`; }

  /** An energy's uncertainty: rounded up in the last digit shown. */
  energyUp(milliwattHours) {
    const [, unit, size, decimals] = ENERGY_STEPS.find(([least]) => milliwattHours >= least);
    const step = size / 10 ** decimals;
    return `${this.number(Math.ceil(milliwattHours / step) * step / size, decimals)}\u00a0${unit}`;
  }

  /** A carbon uncertainty, from decimal digits: rounded up to whole grams. */
  carbonUp(nanograms) {
    const grams = (BigInt(nanograms) + NANOGRAMS_PER_GRAM - 1n) / NANOGRAMS_PER_GRAM;
    if (grams < 10_000n) return `${this.number(grams)}\u00a0g`;
    const tenths = (grams + 99n) / 100n;
    return `${this.number(Number(tenths) / 10, 1)}\u00a0kg`;
  }

  /** Carbon as [figure, unit], from decimal digits. */
  carbonParts(nanograms) {
    const kilograms = Number(BigInt(nanograms) / NANOGRAMS_PER_GRAM) / 1000;
    if (kilograms >= 10_000) return [this.number(kilograms / 1000, 2), 't CO₂'];
    return [this.number(kilograms, kilograms >= 100 ? 1 : 2), 'kg CO₂'];
  }

  /** Kilograms to the gram, rounded down. */
  carbonToTheGram(nanograms) {
    const grams = BigInt(nanograms) / NANOGRAMS_PER_GRAM;
    const point = this.number(0.5, 1).charAt(1);
    return `${this.number(grams / 1000n)}${point}${String(grams % 1000n).padStart(3, '0')}\u00a0kg`;
  }

  exactCarbon(nanograms) { return `${this.number(BigInt(nanograms))} ng`; }

  /** A measured mass as [figure, unit], from decimal digits, mg. */
  massParts(milligrams) {
    const kilograms = Number(BigInt(milligrams) / 1000n) / 1000, size = Math.abs(kilograms);
    if (size >= 10_000) return [this.number(kilograms / 1000, 2), 't'];
    // What is not zero is never shown as zero.
    if (BigInt(milligrams) !== 0n && size < 1) return [this.number(Number(milligrams) / 1000, size < 0.01 ? 3 : 1), 'g'];
    return [this.number(kilograms, size >= 100 ? 1 : 2), 'kg'];
  }

  mass(milligrams) { return this.massParts(milligrams).join('\u00a0'); }

  /** A mass's uncertainty: rounded up in the last digit shown. */
  massUp(milligrams) { return this.carbonUp(`${milligrams}000000`); }

  /** A day of the park's calendar as YYYY-MM-DD. */
  dayOf(unixSeconds) { return new Date(unixSeconds * 1000 + this.offsetMs).toISOString().slice(0, 10); }

  day(day, options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }) {
    return this.moment(Date.parse(`${day}T00:00:00Z`), options);
  }

  shortDay(unixSeconds) { return this.moment(unixSeconds * 1000 + this.offsetMs, { day: 'numeric', month: 'short', year: 'numeric' }); }

  dayAndMonth(unixSeconds) { return this.moment(unixSeconds * 1000 + this.offsetMs, { day: 'numeric', month: 'short' }); }

  clock(unixMs) { return this.moment(unixMs + this.offsetMs, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }); }

  time(unixSeconds) { return this.moment(unixSeconds * 1000 + this.offsetMs, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }); }

  dateTime(unixSeconds) {
    return this.moment(unixSeconds * 1000 + this.offsetMs,
      { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  }

  /** A moment as a field for date and time wants it, by the park's clock. */
  fieldMoment(unixSeconds) { return new Date(unixSeconds * 1000 + this.offsetMs).toISOString().slice(0, 16); }

  /** The moment a field for date and time holds, unix s. */
  fieldSeconds(value) { return (Date.parse(`${value}Z`) - this.offsetMs) / 1000; }

  /** A day a certificate prints: its own calendar, not the park's. */
  printedDay(day) { return this.day(day, { day: 'numeric', month: 'short', year: 'numeric' }); }

  span(from, to) {
    const sameDay = this.dayOf(from) === this.dayOf(to - 1);
    // The end of a day is not its beginning.
    const end = this.dayOf(from) === this.dayOf(to) ? this.time(to) : '24:00';
    return `${this.dateTime(from)} – ${sameDay ? end : this.dateTime(to)}`;
  }

  offset() {
    const minutes = Math.abs(this.offsetMs / 60_000), sign = this.offsetMs < 0 ? '−' : '+';
    return `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }

  duration(seconds) {
    const parts = [['day', Math.floor(seconds / 86_400)], ['hour', Math.floor(seconds / 3600) % 24], ['minute', Math.floor(seconds / 60) % 60], ['second', seconds % 60]];
    return parts.filter(([, count]) => count > 0).slice(0, 2)
      .map(([unit, count]) => new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count)).join(' ');
  }

  ago(milliseconds) {
    const seconds = Math.max(0, Math.round(milliseconds / 1000));
    const [unit, size] = seconds < 60 ? ['second', 1] : seconds < 3600 ? ['minute', 60] : seconds < 86_400 ? ['hour', 3600] : ['day', 86_400];
    return new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto', style: 'short' }).format(-Math.floor(seconds / size), unit);
  }

  // Moments are shifted to the park's clock and then told as if they were UTC.
  moment(shiftedMs, options) {
    const key = JSON.stringify(options);
    if (!this.numbers.has(key)) this.numbers.set(key, new Intl.DateTimeFormat(this.locale, { ...options, timeZone: 'UTC' }));
    return this.numbers.get(key).format(shiftedMs);
  }
}
