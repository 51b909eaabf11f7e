// The page's data, and how texts are found in it. Everything that people read is a number in `data.texts`, or a word.

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const flags = data.flags;

/** Which of two languages is shown: 0 for Chinese, 1 for English. */
function side() {
  return root.lang === "zh" ? 0 : 1;
}

/** A text by its number. */
function text(number) {
  const found = data.texts[number];
  return typeof found === "string" ? found : found[side()];
}

/** One of the page's own words, its places filled. */
function word(name, values = {}) {
  return data.words[name][side()].replace(/\{(\w+)\}/g, (_, place) => values[place]);
}

/** A whole number with a comma at every thousand, whatever the locale. */
function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The sentence of a flag: its code's, with the flag's own values. */
function message(flag) {
  const values = flags.values[flag];
  return data.codes[flags.code[flag]].message[side()]
    .map((part) => (typeof part === "number" ? text(values[part]) : part))
    .join("");
}

/** The address of a flag's cell, or its row in words; empty without either. */
function cell(flag) {
  if (!flags.row[flag]) return "";
  const column = text(flags.column[flag]);
  return column ? column + flags.row[flag] : word("row", { row: flags.row[flag] });
}

/** What shows a text alike however it was typed: full-width or not, capital or not. */
function folded(string) {
  return string.normalize("NFKC").toLowerCase();
}
