// Finds the flags that match the choices, counts the flags for other choices, and sorts them. Draws nothing.

/** For each filter, its options and the option of every flag. The option for "none" comes first. */
const facets = {
  severity: facet(data.severities.map(named), (flag) => flags.severity[flag]),
  department: facet(data.departments.map(named), (flag) => flags.department[flag]),
  indicator: facet([none("no_indicator"), ...data.indicators.map(named)], (flag) => flags.indicator[flag] + 1),
  clause: facet(
    [none("no_clause"), ...data.clauses.map((clause) => ({ id: clause, label: () => clause, raw: true }))],
    (flag) => (flags.indicator[flag] < 0 ? 0 : data.indicators[flags.indicator[flag]].clause + 1),
  ),
  code: facet(
    data.codes.map(({ id, title }) => ({ id, label: () => `${id} ${text(title)}` })),
    (flag) => flags.code[flag],
  ),
  since: facet([none("no_since"), ...data.states.map(named)], (flag) => flags.since[flag] + 1),
  answer: facet([none("no_answer"), ...data.answers.map(named)], (flag) => (flags.answers[flag] ? flags.answers[flag][0] + 1 : 0)),
};
const FACETS = Object.keys(facets);

function facet(options, own) {
  const column = Int32Array.from({ length: flags.count }, (_, flag) => own(flag));
  return { options, column, isChoice: column.some((option) => option !== column[0]) };
}

function named({ id, name }) {
  return { id, label: () => text(name) };
}

function none(name) {
  return { id: "-", label: () => word(name) };
}

/** Finds the matching flags, and counts for each filter how many would match if only that filter changed. */
function matchFlags() {
  const wanted = FACETS.map(wantedOptions);
  const columns = FACETS.map((name) => facets[name].column);
  const counts = FACETS.map((name) => new Uint32Array(facets[name].options.length));
  const terms = fold(chosen.query).split(/\s+/).filter(Boolean);
  const texts = terms.length ? searchTexts() : null;
  const found = [];
  for (let flag = 0; flag < flags.count; flag += 1) {
    let misses = 0, missed = 0;
    for (let each = 0; each < FACETS.length; each += 1) {
      if (wanted[each] !== null && wanted[each][columns[each][flag]] === 0) {
        misses += 1;
        missed = each;
      }
    }
    if (misses > 1 || (texts !== null && !terms.every((term) => texts[flag].includes(term)))) continue;
    if (misses === 1) {
      counts[missed][columns[missed][flag]] += 1;
      continue;
    }
    found.push(flag);
    for (let each = 0; each < FACETS.length; each += 1) counts[each][columns[each][flag]] += 1;
  }
  return { found, counts: Object.fromEntries(FACETS.map((name, each) => [name, counts[each]])) };
}

/** Returns for each option of a filter whether it is chosen; null if none is. */
function wantedOptions(name) {
  const ids = [].concat(chosen[name]).filter(Boolean);
  return ids.length ? Uint8Array.from(facets[name].options, ({ id }) => ids.includes(id)) : null;
}

/** Returns the searchable text of each flag: message, key, sheet, header, department, code and cell. */
function searchTexts() {
  const language = side();
  if (searchTexts.language !== language) {
    const known = data.texts.map((found) => fold(typeof found === "string" ? found : found[language]));
    const sentences = data.codes.map(({ message }) => message[language].map((part) => (typeof part === "string" ? fold(part) : part)));
    searchTexts.texts = Array.from({ length: flags.count }, (_, flag) => {
      const values = flags.values[flag];
      const sentence = sentences[flags.code[flag]].map((part) => (typeof part === "number" ? known[values[part]] : part)).join("");
      const rest = [flags.key, flags.sheet, flags.header].map((column) => known[column[flag]]);
      const department = known[data.departments[flags.department[flag]].name];
      return [sentence, ...rest, department, data.codes[flags.code[flag]].id.toLowerCase(), cell(flag).toLowerCase()].join("\n");
    });
    searchTexts.language = language;
  }
  return searchTexts.texts;
}

/** Sorts the flags by the chosen column; without one they stay in the data's order, the gravest first. */
function sortFlags(found) {
  if (!chosen.sort) return found;
  const ranks = ORDERS[chosen.sort]();
  const way = chosen.descending ? -1 : 1;
  return found.slice().sort((one, other) => {
    for (const rank of ranks) {
      if (rank[one] !== rank[other]) return way * (rank[one] - rank[other]);
    }
    return one - other;
  });
}

/** The sort keys of each column. */
const ORDERS = {
  severity: () => [flags.severity],
  department: () => [flags.department],
  place: () => [byText(flags.sheet), flags.row, flags.column.map(columnNumber)],
  key: () => [byText(flags.key)],
  problem: () => [flags.code],
  indicator: () => [flags.indicator],
};

/** Returns the number of a spreadsheet column: A is 1, AA is 27; 0 if there are no letters. */
function columnNumber(letters) {
  return [...text(letters)].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Ranks the flags by a column of texts, in the alphabetical order of the language shown. */
function byText(column) {
  const { compare } = new Intl.Collator(root.lang, { numeric: true });
  const numbers = [...new Set(column)].sort((one, other) => compare(text(one), text(other)));
  const ranks = new Map(numbers.map((number, rank) => [number, rank]));
  return column.map((number) => ranks.get(number));
}
