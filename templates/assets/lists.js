// Makes a filter of the links beside a list. All rows come in one script, loaded when the filter is first used.
(() => {
  const list = document.querySelector("[data-rows]");
  if (!list || !list.querySelector("tbody")) return;
  const { rows: file, root, noun, preset } = list.dataset;
  const AT_ONCE = 100;
  const box = list.querySelector(".facets");
  const nav = box.querySelector("nav");
  const fixed = list.querySelector(".list-rows");
  const count = list.querySelector("[role=status]");
  const said = count.textContent;
  const fromDisk = location.protocol === "file:";

  const make = (name, fields = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), fields);
    element.append(...inside);
    return element;
  };

  // The filter, made of the links
  const groups = [...nav.querySelectorAll("[data-facet]")].map((section) => ({
    key: section.dataset.facet,
    label: section.querySelector("h2").textContent,
    isShort: "short" in section.dataset,
    isWhole: !section.querySelector("a:not([data-value])"),
    values: [...section.querySelectorAll("[data-value]")].map((link) => [link.dataset.value, link.textContent, link.nextElementSibling.dataset.within || link.nextElementSibling.textContent]),
    options: new Map(),
  }));
  const sorts = [...nav.querySelectorAll("[data-sort]")].map((one) => [one.dataset.sort, one.textContent]);
  const capital = (words) => words[0].toUpperCase() + words.slice(1);
  const option = ([value, text]) => make("option", { value }, text);
  const field = (label, control) => make("p", {}, make("label", { htmlFor: control.id }, label), control);

  const text = make("input", { type: "search", id: "filter-text", name: "q", autocomplete: "off" });
  const sort = make("select", { id: "filter-sort", name: "sort" }, ...sorts.map(([key, label]) => option([key, capital(label)])));
  const clear = make("button", { type: "button", hidden: true }, "Clear the filter");

  const control = (group) => {
    if (group.isShort) {
      group.boxes = group.values.map(([value, label, total]) => {
        const tick = make("input", { type: "checkbox", name: group.key, value });
        const number = make("span", { className: "number" }, total);
        group.options.set(value, number);
        return make("label", {}, tick, make("span", {}, `${label} `, number));
      });
      return make("fieldset", {}, make("legend", {}, group.label), ...group.boxes);
    }
    group.select = make("select", { id: `filter-${group.key}`, name: group.key });
    fill(group);
    if (!group.isWhole) group.select.addEventListener("focus", () => load(), { once: true });
    return field(group.label, group.select);
  };
  const fill = (group) => {
    const chosen = group.select.value;
    group.select.replaceChildren(option(["", "Any"]), ...group.values.map(option));
    group.select.value = chosen;
    for (const one of group.select.options) group.options.set(one.value, one);
  };
  const form = make("form", {}, field("Words", text), ...groups.map(control), field("Sort", sort), make("p", {}, clear));
  form.setAttribute("aria-label", "Narrow the list");
  nav.replaceWith(form);
  const summary = box.querySelector("summary");
  const called = summary.textContent;
  summary.textContent = "Narrow the list";
  if (matchMedia("(min-width: 60rem)").matches) box.open = true;

  // The state: in the form, and in the address as far as it differs from what the page shows by itself
  const keys = ["q", ...groups.map((group) => group.key), "sort"];
  const usual = Object.fromEntries(keys.map((key) => [key, new URLSearchParams(preset).getAll(key)]));
  usual.sort = [sorts[0][0]];
  const same = (one, other) => one.join("\n") === other.join("\n");

  const stateOfForm = () => {
    const given = new FormData(form);
    return Object.fromEntries(keys.map((key) => [key, given.getAll(key).map((value) => value.trim()).filter(Boolean)]));
  };
  const stateOfAddress = () => {
    const given = new URLSearchParams(location.search);
    return Object.fromEntries(keys.map((key) => [key, given.has(key) ? given.getAll(key).filter(Boolean) : usual[key]]));
  };
  const showInForm = (state) => {
    text.value = state.q[0] || "";
    sort.value = state.sort[0];
    if (sort.selectedIndex < 0) sort.selectedIndex = 0;
    for (const group of groups) {
      const chosen = state[group.key];
      if (group.isShort) for (const tick of form.elements) if (tick.name === group.key) tick.checked = chosen.includes(tick.value);
      if (group.select) {
        // A value that is not listed before all rows are there.
        if (chosen[0] && !group.options.has(chosen[0])) { group.values.push([chosen[0], chosen[0]]); fill(group); }
        group.select.value = chosen[0] || "";
      }
    }
  };
  const isUsual = (state) => keys.every((key) => same(state[key], usual[key]));
  const writeAddress = (state, isTyping) => {
    const words = new URLSearchParams();
    for (const key of keys.filter((key) => !same(state[key], usual[key]))) {
      for (const value of state[key].length ? state[key] : [""]) words.append(key, value);
    }
    const address = `${location.pathname}${`${words}` && `?${words}`}`;
    if (address === location.pathname + location.search) return;
    history[isTyping ? "replaceState" : "pushState"](null, "", address);
  };

  // The rows, once they are needed
  let data;
  let loading;
  const load = () => {
    loading ||= new Promise((done, failed) => {
      const script = make("script", { src: file });
      script.onload = () => { data = read(window.TRACKER_LIST); done(); };
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  };
  const read = ({ facets, pieces, rows }) => {
    const of = new Map(facets.map(([key], place) => [key, place]));
    for (const group of groups) {
      group.place = of.get(group.key);
      group.keys = facets[group.place][1].map(([key]) => key);
      if (group.select) { group.values = facets[group.place][1]; fill(group); }
    }
    const piece = (one) => (typeof one === "number" ? pieces[one] : one);
    const { content } = Object.assign(make("template"), { innerHTML: rows.map(([markup]) => markup.map(piece).join("")).join("") });
    // In its text the words before and after the end of a line would be one.
    for (const end of content.querySelectorAll("br")) end.after(" ");
    for (const link of content.querySelectorAll("a")) link.setAttribute("href", way(link.getAttribute("href")));
    return [...content.children].map((element, place) => {
      const [, values, ranks] = rows[place];
      return { element, values, ranks, words: element.textContent.replace(/\s+/g, " ").toLowerCase() };
    });
  };
  const way = (address) => root + (fromDisk ? address.replace(/\/(#.*)?$/, "/index.html$1") : address);

  const has = (row, group, chosen) => !chosen.length || row.values[group.place].some((value) => chosen.includes(group.keys[value]));
  const found = (state) => {
    const wanted = (state.q[0] || "").toLowerCase().split(/\s+/);
    const worded = data.filter((row) => wanted.every((word) => row.words.includes(word)));
    for (const group of groups) {
      const others = worded.filter((row) => groups.every((other) => other === group || has(row, other, state[other.key])));
      const numbers = new Map();
      for (const row of others) for (const value of row.values[group.place]) numbers.set(value, (numbers.get(value) || 0) + 1);
      group.keys.forEach((key, place) => {
        const shown = group.options.get(key);
        const number = numbers.get(place) || 0;
        if (shown) shown.textContent = group.isShort ? `${number}` : `${group.values[place][1]} (${number})`;
      });
    }
    const kept = worded.filter((row) => groups.every((group) => has(row, group, state[group.key])));
    const place = sort.selectedIndex - 1;
    return place < 0 ? kept : kept.sort((one, other) => one.ranks[place] - other.ranks[place]);
  };

  // The table that takes the place of the page's own
  const shell = fixed.querySelector(".scroll").cloneNode(true);
  const caption = shell.querySelector("caption");
  const body = shell.querySelector("tbody");
  const more = make("button", { type: "button" }, `Show ${AT_ONCE} more`);
  const again = make("button", { type: "button" }, "Clear the filter");
  const none = make("p", { hidden: true }, "Nothing in the list fits this filter. ", again);
  const live = make("div", { className: "list-rows", hidden: true }, shell, none, make("p", {}, more));
  // What the page says of its rows holds for those alone.
  const claim = document.querySelector("main > .answer");
  fixed.after(live);
  let kept = [];

  const drawMore = () => {
    const start = body.rows.length;
    body.append(...kept.slice(start, start + AT_ONCE).map((row) => row.element));
    more.hidden = body.rows.length >= kept.length;
    const part = more.hidden ? "" : `; the first ${body.rows.length} are shown`;
    const inferred = kept.filter((row) => row.element.querySelector("th .mark-inferred")).length;
    const apart = inferred ? ` (${inferred} of these inferred)` : "";
    count.textContent = `${kept.length} of ${data.length} ${noun}s${apart}${part}`;
    return body.rows[start];
  };

  const show = async (state) => {
    clear.hidden = isUsual(state);
    if (claim) claim.hidden = !clear.hidden;
    if (clear.hidden) {
      fixed.hidden = false;
      live.hidden = true;
      count.textContent = said;
      if (data) found(state);
      return;
    }
    if (!data) {
      try {
        await load();
      } catch {
        form.replaceWith(nav);
        summary.textContent = called;
        count.textContent = "The rows could not be loaded, so the list can’t be filtered here. The links lead to the same lists.";
        return;
      }
      state = showing;
      showInForm(state);
      if (isUsual(state)) return show(state);
    }
    kept = found(state);
    const words = `${capital(noun)}s, ${sorts[sort.selectedIndex][1]}`;
    caption.textContent = words;
    shell.setAttribute("aria-label", words);
    body.replaceChildren();
    shell.hidden = !kept.length;
    none.hidden = Boolean(kept.length);
    fixed.hidden = true;
    live.hidden = false;
    drawMore();
  };

  let showing = stateOfAddress();
  const take = (state) => { showing = state; return show(state); };
  let pause;
  const changed = (isTyping) => {
    clearTimeout(pause);
    const state = stateOfForm();
    writeAddress(state, isTyping);
    take(state);
  };
  form.addEventListener("change", (event) => { if (event.target !== text) changed(false); });
  text.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => changed(true), 150); });
  form.addEventListener("submit", (event) => { event.preventDefault(); changed(true); });
  for (const one of [clear, again]) one.addEventListener("click", () => { showInForm(usual); changed(false); text.focus(); });
  more.addEventListener("click", () => { const first = drawMore(); first?.querySelector("a")?.focus(); });
  addEventListener("popstate", () => { const state = stateOfAddress(); showInForm(state); take(state); });

  showInForm(showing);
  if (!isUsual(showing)) { box.open = true; take(showing); }
})();
