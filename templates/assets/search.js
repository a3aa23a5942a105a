// The search, over the index that pagefind made with the site. It comes from this site alone and asks nobody else.
"use strict";

(() => {
  const AT_A_TIME = 20;
  const LATE = 300; // milliseconds
  const [OF_TEXT, OF_SOURCES] = [1, 0.4]; // the least weight of a word in a text, and in the names of sources
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
  const stage = form.closest(".search-page");
  const root = new URL("../", document.currentScript.src);

  let pagefind;
  let turn = 0; // a slower answer to an earlier question is not shown
  let found = [];
  let looked = []; // the words that were looked for
  let shown = 0;
  let answered; // the words to which the choices are fitted

  // What is shown goes away where other results are late, or they would push it about when they come.

  let late;

  function wait() {
    clearTimeout(late);
    late = setTimeout(() => {
      stage.style.minHeight = `${stage.offsetHeight}px`; // the foot of the page stays where it is
      stage.dataset.state = "late";
      status.textContent = "";
    }, LATE);
  }

  function show() {
    clearTimeout(late);
    stage.style.minHeight = "";
    stage.dataset.state = "ready";
  }

  function tell(trouble) {
    byId("search-trouble").textContent = trouble;
    byId("search-trouble").hidden = false;
    show();
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

  // The pages that any of the questions finds, those of the first before others.
  async function ask(filters, [question, other]) {
    const order = sort.value ? { sort: { date: "desc" } } : {};
    const find = (words) => pagefind.search(words || null, { filters, ...order });
    if (!other) return find(question);
    const [first, second, both] = await Promise.all([question, other, `${question} ${other}`].map(find));
    const ids = new Set(first.results.map((one) => one.id));
    const results = [...first.results, ...second.results.filter((one) => !ids.has(one.id))];
    if (sort.value) results.sort((one, another) => another.score - one.score); // then the place by date
    return { results, filters: countsOfEither(first.filters, second.filters, both.filters) };
  }

  function countsOfEither(first, second, both) {
    const counts = {};
    for (const name of names) {
      counts[name] = {};
      for (const value of Object.keys({ ...first[name], ...second[name] })) {
        counts[name][value] = (first[name]?.[value] ?? 0) + (second[name]?.[value] ?? 0) - (both[name]?.[value] ?? 0);
      }
    }
    return counts;
  }

  // What is looked for: the words that carry the sense. What makes a word, and whether it is there, the index says: it
  // folds accents, apostrophes and full stops, as in O'Neil and 1.7bn. A hyphen is as good as a space or as nothing.
  // Words in quotation marks are asked for as they stand.

  const PASSED_OVER = new Set(("a about an and any are as at be became become been by can could did do does for from had happened has have " +
    "how i in is it its me my of on or our s say said says tell that the their them there they this to us was we were " +
    "what when where which who whom whose why will with would you your").split(" "));
  const HYPHENS = /[\p{Pd}/]+/u;

  function understood(typed) {
    const text = typed.trim();
    if (text.includes('"')) return { text, terms: [], joined: [], isChanged: false };
    const all = bare(text.toLowerCase().split(/\s+/));
    const kept = all.filter((word) => !PASSED_OVER.has(word));
    const joined = kept.length ? kept : all;
    const terms = [...new Set(bare(joined.flatMap((word) => word.split(HYPHENS))))];
    return { text, terms, joined, isChanged: kept.length > 0 && kept.length < all.length };
  }

  function bare(all) {
    return all.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "")).filter(Boolean);
  }

  async function questionsOf({ text, terms: typed, joined }, terms, absent) {
    if (!typed.length) return [text];
    const hyphened = absent.length ? [] : joined.filter((word) => HYPHENS.test(word));
    const areThere = await Promise.all(hyphened.map(isInIndex));
    return hyphened.length && areThere.every(Boolean) ? [joined.join(" "), terms.join(" ")] : [terms.join(" ")];
  }

  const known = new Map();

  // The word that is looked for in the place of one that was typed: itself, or the nearest where it is nowhere; null
  // where there is none. Pagefind takes any beginning of a word that is nowhere for the word.
  function meant(term) {
    if (!known.has(term)) known.set(term, lookFor(term));
    return known.get(term);
  }

  async function lookFor(term) {
    if (await isInIndex(term)) return term;
    const vocabulary = await wordsOfSite();
    const typed = spelled(term);
    if (vocabulary.some((word) => word.startsWith(typed))) return term;
    for (const near of nearest(typed, vocabulary)) if (await isInIndex(near)) return near;
    return null;
  }

  async function isInIndex(word) {
    return (await pagefind.search(`"${word}"`)).results.length > 0;
  }

  let asking;

  function wordsOfSite() {
    asking ??= fetch(new URL("pagefind/words.json", root)).then((answer) => answer.json()).catch(() => []);
    return asking;
  }

  function spelled(word) {
    return word.toLowerCase().normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
  }

  // The words of which a slip of the keyboard makes what was typed, or two slips of a long word; the nearest first.
  function nearest(typed, vocabulary) {
    if (typed.length < 5 || /\p{N}/u.test(typed)) return [];
    const most = typed.length < 8 ? 1 : 2;
    const likely = vocabulary.filter((word) => most > 1 || typed.slice(0, 2).includes(word[0]));
    const near = likely.map((word) => ({ word, slips: slipsBetween(typed, word, most) })).filter(({ slips }) => slips <= most);
    return near.sort((one, other) => one.slips - other.slips).map(({ word }) => word);
  }

  // How many letters are left out, put in, taken for others or swapped with the next; more than `most` is not counted out.
  function slipsBetween(typed, word, most) {
    if (Math.abs(typed.length - word.length) > most) return Infinity;
    let before = [];
    let last = [...Array(word.length + 1).keys()];
    for (let i = 1; i <= typed.length; i++) {
      const row = [i];
      for (let j = 1; j <= word.length; j++) {
        const isSame = typed[i - 1] === word[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
        const isSwapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
        if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return last[word.length];
  }

  // Where no page has all the words, those that have the most of them.
  async function mostOf(terms, filters) {
    const pages = new Map();
    for (const term of terms) {
      for (const one of (await pagefind.search(term, { filters })).results) {
        const { number = 0, score = 0 } = pages.get(one.id) ?? {};
        pages.set(one.id, { one, number: number + 1, score: score + one.score });
      }
    }
    const found = [...pages.values()].sort((one, other) => other.number - one.number || other.score - one.score);
    const most = found[0]?.number ?? 0;
    return { results: found.filter(({ number }) => number === most).map(({ one }) => one), most };
  }

  async function countsOf(answer, questions) {
    // What a choice would add is counted as if nothing else were chosen in its own facet.
    const counts = {};
    await Promise.all(names.map(async (name) => {
      const others = name in chosen() ? await ask(chosen(name), questions) : answer;
      counts[name] = others.filters[name] ?? {};
    }));
    return counts;
  }

  // A choice that finds nothing is put away only with new words: no line moves under the hand that chooses.
  function showCounts(counts, isNew) {
    for (const box of boxes) {
      const count = counts?.[box.name]?.[box.value] ?? 0;
      const line = box.closest("li");
      line.querySelector(".search-count").textContent = counts ? `(${count})` : "";
      line.hidden = Boolean(counts) && !count && !box.checked && (isNew || line.hidden);
    }
    for (const group of facets.querySelectorAll("fieldset")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
  }

  function search() {
    return answerAll().catch(() => tell(NO_INDEX));
  }

  async function answerAll() {
    const mine = ++turn;
    const isNew = words.value !== answered;
    if (isNew && stage.dataset.state === "ready") wait();
    writeAddress();
    const filters = chosen();
    const isAsked = words.value.trim() !== "" || Object.keys(filters).length > 0;
    const asked = understood(words.value);
    const inPlace = await Promise.all(asked.terms.map(meant));
    const terms = [...new Set(inPlace.filter(Boolean))];
    const absent = asked.terms.filter((term, place) => term !== inPlace[place]);
    const isNowhere = asked.terms.length > 0 && terms.length === 0;
    const questions = await questionsOf(asked, terms, absent);
    const answer = isNowhere ? { results: [], filters: {} } : await ask(filters, questions);
    const isPartial = !answer.results.length && terms.length > 1;
    const partly = isPartial ? await mostOf(terms, filters) : null;
    const counts = isNowhere || partly?.most ? null : await countsOf(answer, questions);
    const results = isAsked ? (partly?.most ? partly : answer).results : [];
    const next = await linesOf(results.slice(0, AT_A_TIME), terms);
    if (mine !== turn) return;
    // All at once, so that nothing moves while it comes.
    showCounts(counts, isNew);
    answered = words.value;
    found = results;
    looked = terms;
    shown = next.length;
    list.replaceChildren(...next);
    more.hidden = shown >= found.length;
    clear.hidden = Object.keys(filters).length === 0;
    order.hidden = !isAsked;
    sort.disabled = Boolean(partly?.most); // how much of what was asked a page has goes before its date
    status.textContent = isAsked ? inWords(asked, terms, absent, partly) : "Type words to look for, or choose what to see.";
    show();
  }

  function inWords(asked, terms, absent, partly) {
    const isOther = absent.length > 0 && terms.length > 0; // than what was typed
    const words = isOther ? terms.join(" ") : asked.text;
    const about = words ? ` for “${words}”` : "";
    if (!found.length) return `Nothing is found${about}. ${clear.hidden ? "Try fewer or other words." : "Try other words, or clear the filters."}`;
    const said = [`${found.length} ${found.length === 1 ? "result" : "results"}${about}.`];
    if (isOther) said.push(`No results for ${absent.map((term) => `“${term}”`).join(", ")}.`);
    else if (asked.isChanged) said.push(`Searched for: ${terms.join(" ")}.`);
    if (partly?.most) said.push(`No page${clear.hidden ? "" : " with these filters"} has all of these words; each of these has ${partly.most} of the ${terms.length}: ${terms.join(", ")}.`);
    return said.join(" ");
  }

  async function showMore() {
    const mine = turn;
    const next = await linesOf(found.slice(shown, shown + AT_A_TIME), looked);
    if (mine !== turn) return null;
    list.append(...next);
    shown += next.length;
    more.hidden = shown >= found.length;
    return next[0];
  }

  async function linesOf(results, terms) {
    const pages = await Promise.all(results.map((one) => one.data()));
    return pages.map((page) => lineOf(page, terms));
  }

  // One result: what it is, how far it has come and who says so, and the words with the place where they stand.

  function lineOf(page, terms) {
    const line = byId("search-result").content.cloneNode(true).firstElementChild;
    const part = (name) => line.querySelector(name);
    const place = bestPlace(page, terms);
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

  // The place that shows most of the words, and those most often; of equals the first under a heading. The title, with which a page
  // begins, is shown anyway and does not count, nor does a heading that many pages have; sources come after the text.
  function bestPlace(page, terms) {
    const start = wordsOf(page.meta.title).length;
    const hits = (place, least) => place.weighted_locations.filter((one) => one.location >= start && one.weight >= least);
    const ranked = page.sub_results.filter((place) => hits(place, OF_SOURCES).length > 0).map((place) => {
      const counts = covered(place, terms).map((count) => Math.min(count, hits(place, OF_SOURCES).length));
      return { place, rank: [Math.sign(hits(place, OF_TEXT).length), ...counts, place.anchor ? 1 : 0] };
    });
    const firstDifference = (one, other) => other.map((count, at) => count - one[at]).find(Boolean) ?? 0;
    ranked.sort(({ rank: one }, { rank: other }) => firstDifference(one, other));
    return ranked[0]?.place;
  }

  // How many of the words asked for, or their other forms, the excerpt of a place shows, and how often.
  function covered(place, terms) {
    const shown = marked(place.excerpt).filter((node) => node instanceof Element).map((node) => spelled(node.textContent));
    return [terms.filter((term) => shown.some((mark) => mark.includes(spelled(term).slice(0, 5)))).length, shown.length];
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
    stage.dataset.state = "waiting";
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
    const first = await showMore();
    first?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    readAddress();
    search();
  });
  start();
})();
