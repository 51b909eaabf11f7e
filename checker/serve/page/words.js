// The words of the page in both languages, and what is shown in the one that the reader chose.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const root = document.documentElement;
const byId = (id) => document.getElementById(id);

/** The language of the page. */
function language() {
  return root.lang === "zh" ? "zh" : "en";
}

/** The text with this name, with its places in braces filled in. */
function say(name, values = {}) {
  const pair = WORDS[name] ?? [name, name];
  return pair[language() === "zh" ? 0 : 1].replace(/\{(\w+)\}/g, (place, key) => values[key] ?? place);
}

/** Says why the server refused something. */
function sayRefused(word) {
  return say(`refused_${word}` in WORDS ? `refused_${word}` : "lost");
}

/** Writes every fixed text of the page again. */
function writeWords() {
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of document.querySelectorAll("[data-hint]")) each.placeholder = say(each.dataset.hint);
  for (const each of document.querySelectorAll("[data-language]")) {
    each.setAttribute("aria-pressed", String(each.dataset.language === language()));
  }
}

/** Tells a screen reader what has happened. */
function announce(text) {
  byId("status").textContent = text;
}
