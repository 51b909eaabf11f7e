// The details of one flag, one result or one code.

function flagDetails(flag) {
  const code = data.codes[flags.code[flag]];
  const answer = flags.answers[flag];
  const indicator = flags.indicator[flag] < 0 ? null : data.indicators[flags.indicator[flag]];
  const record = flags.record[flag];
  const recorded = [];
  for (let place = 0; place < record.length; place += 2) recorded.push([raw(text(record[place])), raw(text(record[place + 1]))]);
  const observed = flags.observed[flag];
  return make("div", { class: "flag-detail" },
    pairs([
      [word("observed"), observed < 0 ? "" : raw(text(observed)) || word("blank")],
      [word("accepted"), text(flags.expected[flag])],
      [word("difference"), raw(text(flags.difference[flag]))],
      [word("sheet"), raw(text(flags.sheet[flag]))],
      [word("cell"), cell(flag)],
      [word("header"), raw(text(flags.header[flag]))],
      [word("record_key"), raw(text(flags.key[flag]))],
      ...recorded,
      [word("indicator"), indicator && text(indicator.name)],
      [word("clause"), indicator && indicator.clause >= 0 && raw(data.clauses[indicator.clause])],
      [word("file"), raw(text(data.departments[flags.department[flag]].file))],
      [word("since"), flags.since[flag] < 0 ? "" : text(data.states[flags.since[flag]].name)],
      [word("answer"), answer && text(data.answers[answer[0]].name)],
      [word("answer_reason"), answer && raw(text(answer[1]))],
      [word("answer_by"), answer && raw(text(answer[2]))],
    ]),
    make("p", { class: "actions" },
      button(word("explain", { code: code.id }), () => showCode(code), { class: "explain" }),
      copyButton(flags.id[flag])),
    reviewForm(flag));
}

function copyButton(id) {
  const address = flagAddress(id);
  const copy = button(word("copy_link"), () => {
    const byHand = () => {
      const field = make("input", { readonly: true, value: address, "aria-label": word("copy_yourself") });
      copy.replaceWith(field);
      field.select();
    };
    if (!navigator.clipboard) return byHand();
    return navigator.clipboard.writeText(address).then(() => { copy.textContent = word("copied"); }, byHand);
  }, { class: "copy" });
  return copy;
}

/** Opens the dialog. It closes with Esc, its button, or a click outside. */
function show(title, ...content) {
  const dialog = document.getElementById("dialog");
  document.getElementById("dialog-title").replaceChildren(...[].concat(title));
  document.getElementById("dialog-body").replaceChildren(...content.flat().filter(Boolean));
  if (!dialog.open) dialog.showModal();
  document.getElementById("dialog-body").scrollTop = 0;
}

function showCode(code) {
  const sections = code.page[side()].map(([heading, ...paragraphs]) => [
    make("h3", {}, heading),
    // Text and code alternate.
    ...paragraphs.map((parts) => make("p", {}, parts.map((part, place) => (place % 2 ? make("code", {}, part) : part)))),
  ]);
  show([make("code", {}, code.id), " ", text(code.title)], ...sections);
}

/** Shows a department's result for an indicator, and the related flags. */
function showResult(number) {
  const each = Object.fromEntries(Object.entries(data.results).map(([name, column]) => [name, column[number]]));
  const status = data.statuses[each.status];
  const indicator = data.indicators[each.indicator];
  const related = [];
  for (let flag = 0; flag < flags.count; flag += 1) {
    if (flags.department[flag] === each.department && flags.indicator[flag] === each.indicator) related.push(flag);
  }
  const clause = indicator.clause < 0 ? null : raw(data.clauses[indicator.clause]);
  const arrow = { up: "▲ ", down: "▼ ", same: "＝ ", "": "" }[each.direction];
  show(
    [text(data.departments[each.department].name), make("small", {}, text(indicator.name))],
    make("p", { class: "verdict" }, badge(`s-${status.id}`, text(status.name), status.mark), " ", make("strong", {}, text(each.value))),
    pairs([
      [word("counted"), text(each.counted)],
      [word("bounds"), text(each.bounds)],
      [word("target"), text(each.target)],
      [word("expected"), text(each.expected)],
      [word("before"), text(each.before) && arrow + text(each.before)],
      [word("needed"), [text(each.needed), text(each.by) && ` ${word("by")} ${text(each.by)}`].join("")],
      [word("reason"), text(each.reason)],
      [word("excluded"), each.excluded ? thousands(each.excluded) : ""],
      [word("unknown"), each.unknown ? thousands(each.unknown) : ""],
      [word("clause"), clause],
    ]),
    rowsButton(number),
    ...(each.short.length ? [make("h3", {}, word("short")), shortMembers(each)] : []),
    make("h3", {}, word("flags_behind")),
    related.length ? relatedFlags(related, each) : make("p", { class: "empty" }, word("no_flags_behind")),
  );
}

function shortMembers({ short, shortMore }) {
  const more = shortMore > 0 && make("li", {}, word("and_more", { count: thousands(shortMore) }));
  return make("ul", { class: "short" }, short.map((member) => make("li", {}, text(member))), more);
}

/** Links to the first few related flags in the list, and to all of them. */
function relatedFlags(related, { department, indicator }) {
  const close = () => document.getElementById("dialog").close();
  const items = related.slice(0, 10).map((flag) => make("li", {},
    badge(`v-${data.severities[flags.severity[flag]].id}`, text(data.severities[flags.severity[flag]].name)), " ",
    link(flagAddress(flags.id[flag]), message(flag), () => {
      close();
      chosen.flag = flags.id[flag];
      findChosen();
    })));
  const all = link("#flags", word("see_all", { count: thousands(related.length) }), () => {
    close();
    choose({ department: data.departments[department].id, indicator: data.indicators[indicator].id });
  });
  return [make("ul", { class: "behind" }, items), make("p", {}, all)];
}

function showKeys() {
  const keys = [
    ["j ↓", "k ↑", "key_next"], ["Enter", "", "key_open"], ["n", "p", "key_page"], ["/", "", "key_search"],
    ["Esc", "", "key_clear"], ["← ↑ → ↓", "", "key_arrows"], ["?", "", "key_help"],
  ];
  show(word("keys"), make("dl", { class: "keys" }, keys.map(([one, other, name]) => make("div", {},
    make("dt", {}, make("kbd", {}, one), other && " ", other && make("kbd", {}, other)), make("dd", {}, word(name))))));
}
