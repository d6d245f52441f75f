// Figures as people read them. Nothing here rounds up: what the API rounded down stays below.

const milliPerKilo = 1e6;

export class Format {
  constructor(text, offsetMinutes) {
    this.text = text;
    this.offsetMinutes = offsetMinutes;
  }

  number(value, digits = 0) {
    return new Intl.NumberFormat(this.text.locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
  }

  /** Parts per million as percent to two decimals, cut off: 79.999 % is not 80 %. */
  percent(ppm) {
    return ppm === null ? "–" : `${this.number(Math.floor(ppm / 100) / 100, 2)} %`;
  }

  /** A threshold, without decimals where it has none. */
  line(ppm) {
    return `${this.number(ppm / 10000, ppm % 10000 === 0 ? 0 : 2)} %`;
  }

  energy(milliwattHours) {
    return this.#scaled(milliwattHours, "Wh");
  }

  power(milliwatts) {
    return milliwatts === null ? "–" : this.#scaled(milliwatts, "W");
  }

  /** mg/kWh as g/kWh. */
  intensity(milligrams) {
    return milligrams === null ? "–" : `${this.number(milligrams / 1000, 1)} g/kWh`;
  }

  /** Decimal digits in groups, so that an exact sum can be read. */
  digits(digits) {
    return digits.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
  }

  day(seconds) {
    return this.#moment(seconds, { year: "numeric", month: "short", day: "numeric" });
  }

  time(seconds) {
    return this.#moment(seconds, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  dayTime(seconds) {
    return this.#moment(seconds, { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** The park's calendar day, YYYY-MM-DD. */
  isoDay(seconds) {
    return new Date((seconds + this.offsetMinutes * 60) * 1000).toISOString().slice(0, 10);
  }

  ago(seconds) {
    if (seconds < 5) return this.text.justNow;
    const relative = new Intl.RelativeTimeFormat(this.text.locale, { numeric: "always" });
    if (seconds < 120) return relative.format(-Math.round(seconds), "second");
    if (seconds < 7200) return relative.format(-Math.round(seconds / 60), "minute");
    if (seconds < 172800) return relative.format(-Math.round(seconds / 3600), "hour");
    return relative.format(-Math.round(seconds / 86400), "day");
  }

  // The park's clock: its offset is added, and the sum is read as if it were UTC.
  #moment(seconds, options) {
    return new Intl.DateTimeFormat(this.text.locale, { ...options, timeZone: "UTC" }).format(new Date((seconds + this.offsetMinutes * 60) * 1000));
  }

  #scaled(milli, unit) {
    const size = Math.abs(milli);
    if (size >= 1000 * 1000 * milliPerKilo) return `${this.number(milli / 1e12, 2)} G${unit}`;
    if (size >= 1000 * milliPerKilo) return `${this.number(milli / 1e9, 2)} M${unit}`;
    return `${this.number(milli / milliPerKilo, size >= 100 * milliPerKilo ? 0 : size >= milliPerKilo || size === 0 ? 1 : 3)} k${unit}`;
  }
}
