// Makes elements. Text is always inserted as text, never as HTML.

/** Whether there is something to show. Null, undefined, false and the empty text are nothing. */
function isPresent(content) {
  return content !== null && content !== undefined && content !== false && content !== "";
}

/** Makes an element with attributes and children. Strings become text nodes; empty children are left out. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (isPresent(value) || value === "") element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter(isPresent));
  return element;
}

/** Marks submitted data, which is not translated. */
function raw(string, name = "bdi") {
  return string ? make(name, { "data-raw": true }, string) : null;
}

/** Makes a mark and a word for a status or severity. */
function badge(kind, name, mark = "") {
  return make("span", { class: `badge ${kind}` }, mark && make("span", { "aria-hidden": "true" }, `${mark} `), name);
}

/** Makes a list of names and values, without pairs that have no value. */
function pairs(all) {
  const shown = all.filter(([, value]) => isPresent(value));
  return make("dl", { class: "pairs" }, shown.map(([name, value]) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, value))));
}

function button(label, act, attributes = {}) {
  const element = make("button", { type: "button", ...attributes }, label);
  element.addEventListener("click", act);
  return element;
}

/** Makes a link within the page that runs an action instead. */
function link(address, label, act) {
  const element = make("a", { href: address }, label);
  element.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
  return element;
}

/** Scrolls to an element and focuses it. */
function goTo(element, block = "start") {
  element.scrollIntoView({ block });
  element.focus({ preventScroll: true });
}
