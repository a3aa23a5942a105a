// The search, over the index that pagefind made with the site. It comes from this site alone and asks nobody else.
"use strict";

(() => {
  const AT_A_TIME = 20;
  const MOST_LIKELY = 40; // of the pages that have some of the words, so many are looked at
  // How dense a word is on a page counts for less, and how long the page is for more, than pagefind has it: or
  // the short page of an action would come before the recommendation that it answers, named with the same words.
  // A page that is what was asked for, as the inspection of 2022, comes before others that speak of it.
  const RANKING = { termFrequency: 0.6, pageLength: 0.4, metaWeights: { what: 6 } };
  const FROM_DISK = "Search needs a web server, and these pages are read from the disk. Everything can be found without it, in the lists below.";
  const NO_INDEX = "Search can’t start: its index is missing from this copy of the site, or this browser is too old for it. Everything can be found without it, in the lists below.";

  const byId = (id) => document.getElementById(id);
  const form = byId("search");
  const words = byId("q");
  const sort = byId("sort");
  const status = byId("search-status");
  const list = byId("search-results");
  const more = byId("search-more");
  const clear = byId("search-clear");
  const order = form.querySelector(".search-order");
  const facets = form.querySelector(".search-facets");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const names = [...new Set(boxes.map((box) => box.name))];
  const root = new URL("../", document.currentScript.src);

  let pagefind;
  let turn = 0; // a slower answer to an earlier question is not shown
  let found = [];
  let looked = []; // the words that were looked for
  let shown = 0;

  function tell(trouble) {
    byId("search-trouble").textContent = trouble;
    byId("search-trouble").hidden = false;
  }

  // The address and the form say the same.

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    words.value = asked.get("q") ?? "";
    sort.value = asked.get("sort") === "date" ? "date" : "";
    for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
  }

  function writeAddress() {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value.trim()) asked.append(name, value.trim());
    const question = asked.toString();
    history.replaceState(null, "", question ? `?${question}` : location.pathname);
  }

  // Within a facet any of what is chosen will do; all facets must agree.

  function chosen(without) {
    const filters = {};
    for (const name of names) {
      const values = boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);
      if (values.length && name !== without) filters[name] = { any: values };
    }
    return filters;
  }

  function ask(filters, question) {
    const order = sort.value ? { sort: { date: "desc" } } : {};
    return pagefind.search(question || null, { filters, ...order });
  }

  // What is looked for: the words that carry the sense, a hyphen being as good as a space. Words in quotation marks
  // are asked for as they stand.

  const PASSED_OVER = new Set(("a about an and any are as at be became become been by can could did do does for from had happened has have " +
    "how i in is it its me my of on or our s say said says tell that the their them there they this to us was we were " +
    "what when where which who whom whose why will with would you your").split(" "));

  function understood(typed) {
    const text = typed.trim();
    if (text.includes('"')) return { question: text, terms: [], isChanged: false };
    const all = text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
    const kept = all.filter((word) => !PASSED_OVER.has(word));
    const terms = [...new Set(kept.length ? kept : all)];
    return { question: terms.length ? terms.join(" ") : text, terms, isChanged: kept.length > 0 && kept.length < all.length };
  }

  // Of a word that is nowhere, or seldom, pagefind gives the pages of its first letters too. So the word is looked for
  // on the page itself, where something is to be said of it.
  function has(page, term) {
    const start = term.slice(0, Math.max(4, Math.ceil(term.length / 2))); // its endings may be others
    const texts = [page.content, ...Object.values(page.meta)].join(" ").toLowerCase();
    return (texts.match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => word.startsWith(start));
  }

  const known = new Map();

  function isThere(term) {
    if (!known.has(term)) known.set(term, lookFor(term));
    return known.get(term);
  }

  async function lookFor(term) {
    const [first] = (await pagefind.search(term)).results;
    return first !== undefined && has(await first.data(), term);
  }

  // Where no page has all the words, those that have the most of them.
  async function mostOf(terms, filters) {
    const pages = new Map();
    for (const term of terms) {
      for (const one of (await ask(filters, term)).results) {
        const { number = 0, score = 0 } = pages.get(one.id) ?? {};
        pages.set(one.id, { one, number: number + 1, score: score + one.score });
      }
    }
    const likely = [...pages.values()].sort((one, other) => other.number - one.number || other.score - one.score).slice(0, MOST_LIKELY);
    const numbers = await Promise.all(likely.map(async ({ one }) => {
      const page = await one.data();
      return terms.filter((term) => has(page, term)).length;
    }));
    const most = Math.max(0, ...numbers);
    return { results: likely.filter((_, place) => most && numbers[place] === most).map(({ one }) => one), most };
  }

  async function countsOf(answer, question) {
    // What a choice would add is counted as if nothing else were chosen in its own facet.
    const counts = {};
    await Promise.all(names.map(async (name) => {
      const others = name in chosen() ? await ask(chosen(name), question) : answer;
      counts[name] = others.filters[name] ?? {};
    }));
    return counts;
  }

  function showCounts(counts) {
    for (const box of boxes) {
      const count = counts?.[box.name]?.[box.value] ?? 0;
      const line = box.closest("li");
      line.querySelector(".search-count").textContent = counts ? `(${count})` : "";
      line.hidden = Boolean(counts) && !count && !box.checked;
    }
    for (const group of facets.querySelectorAll("fieldset")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
  }

  async function search() {
    const mine = ++turn;
    writeAddress();
    const filters = chosen();
    const isAsked = words.value.trim() !== "" || Object.keys(filters).length > 0;
    const asked = understood(words.value);
    const there = await Promise.all(asked.terms.map(isThere));
    const terms = asked.terms.filter((_, place) => there[place]);
    const absent = asked.terms.filter((_, place) => !there[place]);
    const question = absent.length ? terms.join(" ") : asked.question;
    const isNowhere = absent.length > 0 && terms.length === 0;
    const answer = isNowhere ? { results: [], filters: {} } : await ask(filters, question);
    const isPartial = !answer.results.length && terms.length > 1;
    const partly = isPartial ? await mostOf(terms, filters) : null;
    const counts = isNowhere || partly?.most ? null : await countsOf(answer, question);
    if (mine !== turn) return;
    looked = terms.length ? terms : [words.value];
    showCounts(counts);
    found = isAsked ? (partly ?? answer).results : [];
    shown = 0;
    list.replaceChildren();
    clear.hidden = Object.keys(filters).length === 0;
    order.hidden = !isAsked;
    sort.disabled = Boolean(partly?.most); // how much of what was asked a page has goes before its date
    await showMore(mine);
    if (mine === turn) status.textContent = isAsked ? [inWords(found.length), ...searchedFor(asked, terms, absent, partly)].join(" ") : "Type words to look for, or choose below what to see.";
  }

  function inWords(count) {
    const asked = words.value.trim();
    const about = asked ? ` for “${asked}”` : "";
    if (count) return `${count} ${count === 1 ? "result" : "results"}${about}.`;
    return `Nothing is found${about}. ${clear.hidden ? "Try fewer or other words." : "Try other words, or clear the filters."}`;
  }

  function searchedFor(asked, terms, absent, partly) {
    const told = [];
    if (absent.length && terms.length) told.push(`Nowhere on this site: ${absent.join(", ")}.`);
    if (asked.isChanged || (absent.length && terms.length)) told.push(`Searched for: ${terms.join(" ")}.`);
    if (partly?.most) told.push(`No page has all of these words; each of these has ${partly.most} of the ${terms.length}: ${terms.join(", ")}.`);
    return told;
  }

  async function showMore(mine) {
    const next = await Promise.all(found.slice(shown, shown + AT_A_TIME).map((one) => one.data()));
    if (mine !== turn) return null;
    const lines = next.map(lineOf);
    list.append(...lines);
    shown += lines.length;
    more.hidden = shown >= found.length;
    return lines[0];
  }

  // One result: what it is, how far it has come and who says so, and the words with the place where they stand.

  function lineOf(page) {
    const line = byId("search-result").content.cloneNode(true).firstElementChild;
    const part = (name) => line.querySelector(name);
    const place = bestPlace(page);
    const link = part("a");
    link.href = addressOf(page.raw_url);
    link.textContent = page.meta.title;
    part(".result-kind").textContent = [page.meta.kind, page.meta.authority, page.meta.whose, page.meta.date].filter(Boolean).join(" · ");
    part(".result-status").append(...chipOf(page.meta));
    part(".result-words").append(...(place ? marked(place.excerpt) : [beginning(page)]));
    if (place?.anchor) {
      const to = document.createElement("a");
      to.href = addressOf(page.raw_url, place.anchor.id);
      to.textContent = place.title;
      part(".result-place").append("Under ", to);
    }
    for (const empty of line.querySelectorAll("p:empty")) empty.remove();
    return line;
  }

  function addressOf(path, id) {
    const address = new URL((path ?? "").replace(/^\//, ""), root);
    address.hash = id ? `#${id}` : "";
    return address.href;
  }

  // Where the words stand most; the title, with which a page begins, is shown anyway and does not count.
  function bestPlace(page) {
    const weight = (place) => place.weighted_locations
      .filter((one) => one.location >= wordsOf(page.meta.title).length)
      .reduce((sum, one) => sum + one.balanced_score, 0);
    const places = page.sub_results.filter(weight);
    return places.sort((one, other) => covered(other) - covered(one) || weight(other) - weight(one))[0];
  }

  // How many of the words asked for, or their other forms, the place shows.
  function covered(place) {
    const shown = marked(place.excerpt).filter((node) => node instanceof Element).map((node) => node.textContent.toLowerCase());
    const asked = new Set(looked.join(" ").toLowerCase().match(/[\p{L}\p{N}]+/gu));
    return [...asked].filter((word) => shown.some((mark) => mark.includes(word.slice(0, 5)))).length;
  }

  function beginning(page) {
    const start = wordsOf(page.meta.title).length;
    const text = wordsOf(page.content).slice(start, start + 30).join(" ");
    return new DOMParser().parseFromString(text, "text/html").body.textContent;
  }

  function wordsOf(text) {
    return text.trim().split(/\s+/);
  }

  function chipOf(meta) {
    const pieces = [];
    const add = (kind, text) => {
      const piece = document.createElement("span");
      piece.className = kind;
      piece.textContent = text;
      pieces.push(piece, " ");
    };
    if (meta.status) add(`status status-${meta["status-key"]}`, meta.status);
    if (meta.status && meta.status !== meta.common) add("meaning", `means: ${meta.common}`);
    if (meta.assurance) add(`assurance assurance-${meta["assurance-key"]}`, meta.assurance);
    for (const [key, label] of Object.entries(meta)) if (key.startsWith("mark-")) add(`mark ${key}`, label);
    return pieces;
  }

  function marked(excerpt) {
    // Only text and <mark> are taken over from what the index holds.
    const parsed = new DOMParser().parseFromString(excerpt, "text/html");
    return [...parsed.body.childNodes].map((node) => {
      if (node.nodeName !== "MARK") return node.textContent;
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      return mark;
    });
  }

  async function start() {
    byId("search-trouble").hidden = true;
    if (location.protocol === "file:") return tell(FROM_DISK);
    try {
      pagefind = await import(new URL("pagefind/pagefind.js", root).href);
      await pagefind.options({ ranking: RANKING });
      await pagefind.init();
      await pagefind.filters(); // or the answers would not count them
    } catch {
      return tell(NO_INDEX);
    }
    form.hidden = false;
    facets.open = matchMedia("(min-width: 52rem)").matches;
    readAddress();
    if (boxes.some((box) => box.checked)) facets.open = true;
    await search();
    if (!location.search) words.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await search();
    byId("found").focus();
  });
  form.addEventListener("change", (event) => {
    if (event.target !== words) search();
  });
  clear.addEventListener("click", async () => {
    for (const box of boxes) box.checked = false;
    byId("found").focus(); // the button goes away
    await search();
  });
  more.addEventListener("click", async () => {
    const first = await showMore(turn);
    first?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    readAddress();
    search();
  });
  start();
})();
