// The page's data. Everything that people read is a number in `data.texts`, or a word in `data.words`.

const data = JSON.parse(document.getElementById("data").textContent);
const root = document.documentElement;
const flags = data.flags;

/** Returns the index of the language shown: 0 for Chinese, 1 for English. */
function side() {
  return root.lang === "zh" ? 0 : 1;
}

/** Returns a text by its number. */
function text(number) {
  const found = data.texts[number];
  return typeof found === "string" ? found : found[side()];
}

/** Returns one of the page's words with its placeholders filled. */
function word(name, values = {}) {
  return data.words[name][side()].replace(/\{(\w+)\}/g, (_, place) => values[place]);
}

/** Writes a whole number with commas, whatever the locale. */
function thousands(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Writes the message of a flag: its code's sentence with the flag's values, and how late the row is. */
function message(flag) {
  const values = flags.values[flag];
  return data.codes[flags.code[flag]].message[side()]
    .map((part) => (typeof part === "number" ? text(values[part]) : part))
    .concat(text(flags.late[flag]))
    .join("");
}

/** Names a flag's cell, or else its row; empty if it has neither. */
function cell(flag) {
  if (!flags.row[flag]) return "";
  const column = text(flags.column[flag]);
  return column ? column + flags.row[flag] : word("row", { row: flags.row[flag] });
}

/** Normalises a text for searching: half-width and lower case. */
function fold(string) {
  return string.normalize("NFKC").toLowerCase();
}
