/**
 * The runtime of compiled expressions, and the reading of form controls.
 *
 * A compiled expression is JavaScript over `v`, values by canonical name, and `F`, this object. It gives what
 * formgen.language.expressions gives in Python for the same values; the server's answer is the one that counts.
 *
 * Values are plain JSON; null or a missing key is empty or unknown:
 *   number, money       "12.5"                 a string of digits, or what the arithmetic here gives
 *   date, month         "2024-02-29"           a month is its first day
 *   time, moment        "14:30:00", "2024-02-29T14:30:00.000000Z"
 *   duration            {months: 6, days: 0}
 *   yes or no           true, false
 *   choice, country, text   a string
 *   choices, document   an array of ids
 *   address             {line1, line2, line3, postcode, city, country}, "" where blank
 *   list                an array of objects, each with the values of one item by canonical name
 * Beside a value: v["NAME said"] is the word said instead of it, v["NAME found"] whether a record is found.
 * An expression of a field inside an item gets a `v` with the item's values and the dossier's alike.
 */

const PLACES = 12;

/* --- exact decimals: {units, places} means units / 10 ** places ------------------------------------------ */

function dec(value) {
  if (value === null || value === undefined || typeof value === "object") return value ?? null;
  const [whole, decimals = ""] = String(value).split(".");
  return { units: BigInt(whole + decimals), places: decimals.length };
}

const power = (places) => 10n ** BigInt(places);
const scaled = (number, places) => number.units * power(places - number.places);
const magnitude = (units) => (units < 0n ? -units : units);
const halfUp = (dividend, divisor) => (2n * dividend + divisor) / (2n * divisor);
const signed = (units, negative) => (negative ? -units : units);

function aligned(left, right) {
  const places = Math.max(left.places, right.places);
  return [scaled(left, places), scaled(right, places), places];
}

function divide(left, right) {
  if (right.units === 0n) return null;
  const [dividend, divisor] = aligned(left, right);
  const quotient = halfUp(magnitude(dividend) * power(PLACES), magnitude(divisor));
  return { units: signed(quotient, dividend < 0n !== divisor < 0n), places: PLACES };
}

function roundTo(value, step, direction) {
  if (step.units <= 0n) return null;
  const [dividend, divisor] = aligned(value, step);
  const towardsZero = dividend / divisor;
  const exact = dividend % divisor === 0n;
  let count = towardsZero;
  if (direction === "down") count = exact || dividend > 0n ? towardsZero : towardsZero - 1n;
  else if (direction === "up") count = exact || dividend < 0n ? towardsZero : towardsZero + 1n;
  else count = signed(halfUp(magnitude(dividend), divisor), dividend < 0n);
  return { units: count * step.units, places: step.places };
}

/** A number as it is written: "12.5", without zeros at the end. */
function written(number) {
  const value = dec(number);
  if (value === null) return null;
  const digits = magnitude(value.units).toString().padStart(value.places + 1, "0");
  const whole = digits.slice(0, digits.length - value.places);
  const decimals = digits.slice(digits.length - value.places).replace(/0+$/, "");
  return (value.units < 0n ? "-" : "") + whole + (decimals ? "." + decimals : "");
}

/* --- the calendar --------------------------------------------------------------------------------------- */

const parts = (date) => date.split("-").map(Number);
const pad = (number, width) => String(number).padStart(width, "0");
const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysIn = (year, month) => (month === 2 && leap(year) ? 29 : DAYS[month - 1]);
const asDate = (year, month, day) => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;

/** The date so many months later, the day clamped to the month's last; null outside the years 1 to 9999. */
function addMonths(date, months) {
  const [year, month, day] = parts(date);
  const count = year * 12 + month - 1 + months;
  const later = Math.floor(count / 12);
  const inYear = count - later * 12 + 1;
  return later < 1 || later > 9999 ? null : asDate(later, inYear, Math.min(day, daysIn(later, inYear)));
}

function addDays(date, days) {
  const [year, month, day] = parts(date);
  const moved = new Date(0);
  moved.setUTCFullYear(year, month - 1, day + days);
  const later = moved.getUTCFullYear();
  return later >= 1 && later <= 9999 ? asDate(later, moved.getUTCMonth() + 1, moved.getUTCDate()) : null;
}

function addDuration(date, { months, days }) {
  const moved = addMonths(date, months);
  return moved === null ? null : addDays(moved, days);
}

/** The greatest n with birth <= day - n years; null before birth. */
function age(birth, day) {
  if (birth > day) return null;
  const years = parts(day)[0] - parts(birth)[0];
  return birth <= addMonths(day, -12 * years) ? years : years - 1;
}

const negated = ({ months, days }) => ({ months: -months || 0, days: -days || 0 });

/* --- comparing ------------------------------------------------------------------------------------------ */

const order = (left, right) => (left < right ? -1 : left > right ? 1 : 0);
const sameSet = (left, right) =>
  left.every((id) => right.includes(id)) && right.every((id) => left.includes(id)) ? 0 : 1;
const ADDRESS_PARTS = ["line1", "line2", "line3", "postcode", "city", "country"];

/** Negative, zero or positive as left is before, equal to or after right; null when they cannot be weighed. */
const COMPARE = {
  plain: order,
  number(left, right) {
    const [one, other] = aligned(dec(left), dec(right));
    return order(one, other);
  },
  duration(left, right) {
    if (!left.days && !right.days) return order(left.months, right.months);
    return left.months || right.months ? null : order(left.days, right.days);
  },
  choices: sameSet,
  address: (left, right) => (ADDRESS_PARTS.every((part) => left[part] === right[part]) ? 0 : 1),
};
const SIGNS = { "<": (n) => n < 0, "<=": (n) => n <= 0, ">": (n) => n > 0, ">=": (n) => n >= 0 };

/* --- unknown operands ----------------------------------------------------------------------------------- */

const none = (value) => value === null || value === undefined;
const strict =
  (operation) =>
  (...values) =>
    values.some(none) ? null : operation(...values);
const onNumbers = (operation) => strict((left, right) => operation(dec(left), dec(right)));
const empty = (value) => none(value) || value === "" || (Array.isArray(value) && value.length === 0);

function sum(left, right, sign) {
  const [one, other, places] = aligned(left, right);
  return { units: sign > 0 ? one + other : one - other, places };
}

/** Kleene: the value that decides if one has it, else unknown if one is, else the other. */
function decided(values, decisive) {
  let known = true;
  for (const value of values) {
    if (value === decisive) return decisive;
    if (none(value)) known = false;
  }
  return known ? !decisive : null;
}

function extreme(values, comparison, sign) {
  const known = values.filter((value) => !none(value));
  if (known.some((one) => known.some((other) => COMPARE[comparison](one, other) === null))) return null;
  return known.reduce((best, value) => (sign * COMPARE[comparison](value, best) > 0 ? value : best), known[0] ?? null);
}

export const F = {
  dec,
  written,

  not: strict((value) => !value),
  and: (...values) => decided(values, false),
  or: (...values) => decided(values, true),

  answered: (value, said) => !empty(value) || !none(said),
  listAnswered: (value) => !none(value),
  found: (value) => value === true,
  said: (said, word) => said === word,

  same: strict((left, right, comparison) => {
    const difference = COMPARE[comparison](left, right);
    return difference === null ? null : difference === 0;
  }),
  among: strict((value, values, comparison) => {
    const differences = values.map((other) => COMPARE[comparison](value, other));
    if (differences.includes(0)) return true;
    return differences.includes(null) ? null : false;
  }),
  holds: strict((held, ids) => (ids.length ? ids.some((id) => held.includes(id)) : held.length > 0)),
  order: strict((left, sign, right, comparison) => {
    const difference = COMPARE[comparison](left, right);
    return difference === null ? null : SIGNS[sign](difference);
  }),
  between: strict((value, low, high, comparison) => {
    const above = COMPARE[comparison](value, low);
    const below = COMPARE[comparison](value, high);
    return above === null || below === null ? null : above >= 0 && below <= 0;
  }),

  addNumber: onNumbers((left, right) => sum(left, right, 1)),
  subtractNumber: onNumbers((left, right) => sum(left, right, -1)),
  multiplyNumber: onNumbers((left, right) => ({
    units: left.units * right.units,
    places: left.places + right.places,
  })),
  divideNumber: onNumbers(divide),
  negateNumber: strict((value) => ({ units: -dec(value).units, places: dec(value).places })),
  round: strict((value, step, direction) => roundTo(dec(value), dec(step), direction)),
  addDate: strict(addDuration),
  subtractDate: strict((date, duration) => addDuration(date, negated(duration))),
  addDuration: strict((left, right) => ({ months: left.months + right.months, days: left.days + right.days })),
  subtractDuration: strict((left, right) => ({ months: left.months - right.months, days: left.days - right.days })),
  negateDuration: strict(negated),
  age: strict(age),
  year: strict((date) => parts(date)[0]),
  month: strict((date) => parts(date)[1]),
  day: strict((date) => parts(date)[2]),
  length: strict((text) => [...text].length),
  first: strict((text, count) => [...text].slice(0, count).join("")),
  part: strict((address, part) => address[part] || null),
  least: (values, comparison) => extreme(values, comparison, -1),
  greatest: (values, comparison) => extreme(values, comparison, 1),

  size: strict((items) => items.length),
  count: strict((items, condition) => {
    const met = items.map(condition);
    return met.some(none) ? null : met.filter(Boolean).length;
  }),
  any: strict((items, condition) => decided(items.map(condition), true)),
  all: strict((items, condition) => decided(items.map(condition), false)),
  sum: strict((items, amount, answeredOnly) => {
    const amounts = items.map(amount).filter((value) => !(answeredOnly && none(value)));
    return amounts.some(none) ? null : amounts.map(dec).reduce((left, right) => sum(left, right, 1), dec("0"));
  }),

  read,
};

/* --- what stands in form controls ----------------------------------------------------------------------- */

const MONTHS = new Map(
  [
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
  ].flatMap((names) => names.split(" ").map((name, index) => [name, index + 1])),
);
const EARLIEST_YEAR = 1800;
const DIGIT_LIMIT = 15;
const UNITS = { years: [12, 0], months: [1, 0], weeks: [0, 7], days: [0, 1] };

const typed = (entry) => (none(entry) ? "" : String(entry).trim());
const whole = (text) => (/^[0-9]{1,4}$/.test(text) ? Number(text) : null);
const words = (entry) => typed(entry).split(/\s+/).join(" ");

/** A number with spaces between groups, comma or point; with both, the last is the decimal sign. */
function readNumber(entry) {
  let plain = typed(entry).replace(/[ \u00a0\u202f\u2009'’]/g, "").replaceAll("−", "-");
  if (plain.includes(",") && plain.includes(".")) {
    plain = plain.replaceAll(plain.lastIndexOf(",") > plain.lastIndexOf(".") ? "." : ",", "");
  }
  plain = plain.replaceAll(",", ".");
  if (!/^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)$/.test(plain)) return null;
  return plain.replace(/[^0-9]/g, "").length > DIGIT_LIMIT ? null : written(plain.replace(/^\+/, ""));
}

/** A date from its boxes {day, month, year}; a day or month left out may be 1, as `needed` says. */
function readDate(entry, needed) {
  const boxes = entry ?? {};
  const year = typed(boxes.year);
  if (!/^[0-9]{4}$/.test(year) || needed.some((part) => !typed(boxes[part]))) return null;
  const word = (typed(boxes.month) || "1").toLowerCase().replace(/\.+$/, "");
  const month = MONTHS.get(word) ?? whole(word);
  const day = whole(typed(boxes.day) || "1");
  if (Number(year) < EARLIEST_YEAR || !month || month > 12 || !day || day > daysIn(Number(year), month)) return null;
  return asDate(Number(year), month, day);
}

/** A time as people type it: 14:30, 14h30, 14 h, 2.30 pm. */
function readTime(entry) {
  const found = /^([0-9]{1,2})(?:[:h.]([0-9]{2})?)?(am|pm)?$/.exec(typed(entry).toLowerCase().replaceAll(" ", ""));
  if (!found) return null;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  if (found[3]) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (found[3] === "pm" ? 12 : 0);
  }
  return hour > 23 || minute > 59 ? null : `${pad(hour, 2)}:${pad(minute, 2)}:00`;
}

function readDuration(entry) {
  let given = null;
  for (const [unit, [months, days]] of Object.entries(UNITS)) {
    const text = typed(entry?.[unit]);
    if (!text) continue;
    const count = whole(text);
    if (count === null) return null;
    given ??= { months: 0, days: 0 };
    given = { months: given.months + months * count, days: given.days + days * count };
  }
  return given;
}

function readAddress(entry) {
  const address = Object.fromEntries(ADDRESS_PARTS.map((part) => [part, words(entry?.[part])]));
  return address.line1 && address.city ? address : null;
}

function readText(entry, { ignore = "", case: letters = "" } = {}) {
  const kept = words([...(entry ?? "")].filter((sign) => !ignore.includes(sign)).join(""));
  return (letters === "upper" ? kept.toUpperCase() : letters === "lower" ? kept.toLowerCase() : kept) || null;
}

const READERS = {
  text: readText,
  number: readNumber,
  money: (entry) => readNumber(typed(entry).replace(/[€$£]|[A-Z]{3}/g, "")),
  date: (entry, { precision = "day" } = {}) =>
    readDate(entry, { day: ["day", "month"], month: ["month"], year: [] }[precision]),
  month: (entry) => readDate(entry, ["month"]),
  time: readTime,
  duration: readDuration,
  yes_no: (entry) => ({ yes: true, no: false })[typed(entry)] ?? null,
  agreement: (entry) => typed(entry) === "yes",
  choice: (entry) => typed(entry) || null,
  country: (entry) => typed(entry) || null,
  choices: (entry) => [entry ?? []].flat(),
  address: readAddress,
};

/**
 * The value of what stands in the controls of a field; null when it is blank or cannot be read.
 *
 * `kind` is a key of READERS; any other kind gives null, so that only the server decides. `entry` is a string, for
 * choices an array of strings, for date, month, duration and address an object of strings by part.
 * `options`: {precision} of a date; {ignore, case} of a text.
 */
function read(kind, entry, options) {
  return READERS[kind]?.(entry, options) ?? null;
}
