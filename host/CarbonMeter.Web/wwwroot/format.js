// Figures for reading. They come as integers (mWh, mW, ppm, ng); the exact ones go into titles, never through a rounding.

const MILLIWATT_HOURS_PER_KILOWATT_HOUR = 1e6;
const MILLIWATTS_PER_KILOWATT = 1e6;
const NANOGRAMS_PER_GRAM = 1_000_000_000n;

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

  span(from, to) {
    const sameDay = this.dayOf(from) === this.dayOf(to - 1);
    return `${this.dateTime(from)} – ${sameDay ? this.time(to) : this.dateTime(to)}`;
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
