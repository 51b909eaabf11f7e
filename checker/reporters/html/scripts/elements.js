// Making elements. Text goes in as text, never as HTML.

/** What is there to show: nothing, false and the empty text are not. */
function isThere(content) {
  return content !== null && content !== undefined && content !== false && content !== "";
}

/** An element with attributes and children; a string becomes a text node, what is not there is left out. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (isThere(value) || value === "") element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(isThere));
  return element;
}

/** Data as it was submitted, which has no other language. */
function raw(string, name = "span") {
  return string ? make(name, { "data-raw": true }, string) : null;
}

/** A mark and a word for a status or a severity. */
function badge(kind, name, mark = "") {
  return make("span", { class: `badge ${kind}` }, mark && make("span", { "aria-hidden": "true" }, `${mark} `), name);
}

/** A list of names and values; pairs without a value are left out. */
function pairs(found) {
  const shown = found.filter(([, value]) => isThere(value));
  return make("dl", { class: "pairs" }, shown.map(([name, value]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}

function button(label, act, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

/** A link to another part of this page that does something on the way. */
function link(address, label, act) {
  const element = make("a", { href: address }, label);
  element.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
  return element;
}

/** Leads the eye and the keyboard to an element. */
function goTo(element, block = "start") {
  element.scrollIntoView({ block });
  element.focus({ preventScroll: true });
}
