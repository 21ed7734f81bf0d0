/* The matrix: filters, pages and the file of the chosen rows. The data is in data/rows.js; nothing is fetched.
   All text is put in as text, never as markup. */
"use strict";

(function () {
  const data = window.loftespor;
  const form = document.getElementById("filtre");
  const body = document.querySelector("#matrise tbody");
  if (!data || !form || !body) { return; }

  const PAGE = 50;
  const FIXED = 6; // fields of a row before the places of its facets: href, statement, locator, page, lang, headline
  const facets = data.facets.map(([id, title, values], number) => ({ id, title, values, column: FIXED + number }));
  const byId = new Map(facets.map((facet) => [facet.id, facet]));
  const count = document.getElementById("antall");
  const pager = document.getElementById("sider");
  const numbers = new Intl.NumberFormat(data.lang);
  const search = form.elements.q;
  const texts = data.rows.map((row) => {
    const values = ["document", "who"].map((id) => { const f = byId.get(id); return f.values[row[f.column]][1]; });
    return [row[1], row[2], ...values].join("\n").toLocaleLowerCase(data.lang);
  });
  let state = { q: "", page: 1, chosen: new Map() };
  let found = [];

  function fill(message, values) {
    return message.replace(/%\((\w+)\)s/g, (whole, name) => (name in values ? values[name] : whole));
  }

  // The state stands in the address, so that a selection can be sent to somebody.
  function readAddress() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) { return false; }
    const given = new URLSearchParams(hash);
    state = { q: given.get("q") || "", page: Math.max(1, parseInt(given.get("page"), 10) || 1), chosen: new Map() };
    for (const facet of facets) {
      const ids = (given.get(facet.id) || "").split(",").filter(Boolean);
      const places = ids.map((id) => facet.values.findIndex((value) => value[0] === id));
      // A value that does not occur leaves no row; it is not forgotten.
      if (ids.length) { state.chosen.set(facet.id, { ids, places: new Set(places) }); }
    }
    return true;
  }

  function writeAddress() {
    const given = new URLSearchParams();
    for (const facet of facets) {
      if (state.chosen.has(facet.id)) { given.set(facet.id, state.chosen.get(facet.id).ids.join(",")); }
    }
    if (state.q) { given.set("q", state.q); }
    if (state.page > 1) { given.set("page", String(state.page)); }
    const hash = given.toString().replace(/%2C/g, ",");
    history.replaceState(null, "", hash ? "#" + hash : location.pathname.split("/").pop() || "index.html");
  }

  // One pass: a row that fails no filter is shown; one that fails a single filter counts among that filter's choices.
  function filter() {
    const words = state.q.toLocaleLowerCase(data.lang).split(/\s+/).filter(Boolean);
    const active = facets.filter((facet) => state.chosen.has(facet.id));
    const counts = new Map(facets.map((facet) => [facet.id, new Array(facet.values.length).fill(0)]));
    found = [];
    data.rows.forEach((row, number) => {
      if (!words.every((word) => texts[number].includes(word))) { return; }
      const failed = active.filter((facet) => !state.chosen.get(facet.id).places.has(row[facet.column]));
      if (failed.length === 0) { found.push(row); }
      if (failed.length > 1) { return; }
      for (const facet of failed.length ? failed : facets) { counts.get(facet.id)[row[facet.column]] += 1; }
    });
    return counts;
  }

  function element(name, content, attributes) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) { made.setAttribute(key, value); }
    for (const part of [].concat(content || [])) { made.append(part); }
    return made;
  }

  function badge(words, tone) { return element("span", words, { class: "v t-" + tone }); }

  function cell(row, id, words) {
    const facet = byId.get(id);
    const [value, label, tone] = facet.values[row[facet.column]];
    const plain = id === "stopped" && !tone; // last seen there, or no stop at all
    const shown = plain ? (value === "none" ? "" : label) : badge(words || label, tone);
    return element("td", shown, { "data-label": facet.title });
  }

  function line(row) {
    const [href, statement, locator, , lang, headline] = row;
    const source = byId.get("document"), who = byId.get("who");
    const person = who.values[row[who.column]];
    const origin = [person[0] === "none" ? "" : person[1], source.values[row[source.column]][1], locator];
    const head = element("th", [
      element("a", statement, { href, lang }),
      element("span", origin.filter(Boolean).join(" · "), { class: "origin" }),
    ], { scope: "row" });
    const cells = ["decision", "funding", "implementation", "stopped"].map((id) => cell(row, id));
    return element("tr", [head, cell(row, "headline", headline), ...cells]);
  }

  function showRows() {
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    state.page = Math.min(state.page, pages);
    const first = (state.page - 1) * PAGE;
    const lines = found.slice(first, first + PAGE).map(line);
    if (!lines.length) { lines.push(element("tr", element("td", data.words.none, { colspan: "6" }))); }
    body.replaceChildren(...lines);
    pager.hidden = pages === 1;
    document.getElementById("side").textContent = fill(data.words.page, { page: state.page, pages });
    document.getElementById("forrige").disabled = state.page === 1;
    document.getElementById("neste").disabled = state.page === pages;
    const total = numbers.format(data.rows.length);
    const message = found.length === data.rows.length ? data.words.every : data.words.filtered;
    count.textContent = fill(message, { found: numbers.format(found.length), total });
  }

  function showChoices(counts) {
    for (const facet of facets) {
      const select = form.elements[facet.id];
      const chosen = state.chosen.get(facet.id);
      const options = [new Option(data.words.all, "")];
      facet.values.forEach(([id, label], place) => {
        const number = counts.get(facet.id)[place];
        if (number || (chosen && chosen.places.has(place))) {
          options.push(new Option(label + " (" + numbers.format(number) + ")", id));
        }
      });
      const value = chosen ? chosen.ids.join(",") : "";
      if (chosen && !options.some((option) => option.value === value)) {
        const labels = chosen.ids.map((id) => (facet.values.find((known) => known[0] === id) || [id, id])[1]);
        options.push(new Option(labels.join(", "), value));
      }
      select.replaceChildren(...options);
      select.value = value;
      select.classList.toggle("set", Boolean(chosen));
    }
    search.classList.toggle("set", Boolean(state.q));
  }

  function show() {
    showChoices(filter());
    showRows();
  }

  function readForm() {
    state = { q: search.value.trim(), page: 1, chosen: new Map() };
    for (const facet of facets) {
      const ids = form.elements[facet.id].value.split(",").filter(Boolean);
      const places = ids.map((id) => facet.values.findIndex((value) => value[0] === id));
      if (ids.length) { state.chosen.set(facet.id, { ids, places: new Set(places) }); }
    }
    show();
    writeAddress();
  }

  function jump() { document.getElementById("punkter").scrollIntoView({ behavior: "instant" }); }

  function turn(step) {
    state.page += step;
    showRows();
    writeAddress();
    jump();
    document.getElementById("punkter").focus({ preventScroll: true });
  }

  // Cells that begin like a formula get an apostrophe; see sheets.py, which does the same.
  function csvCell(text) {
    const guarded = /^[=+\-@\t\r\n]/.test(text) ? "'" + text : text;
    return '"' + guarded.replace(/"/g, '""') + '"';
  }

  function download() {
    const heads = [...document.querySelectorAll("#matrise thead th")].map((head) => head.textContent);
    const shown = ["decision", "funding", "implementation", "stopped", "documentation", "kind", "who", "document"];
    const places = [data.words.locator, data.words.number, data.words.address];
    const titles = [heads[0], heads[1], ...shown.map((id) => byId.get(id).title), ...places];
    const rows = found.map((row) => {
      const labels = shown.map((id) => byId.get(id).values[row[byId.get(id).column]][1]);
      return [row[1], row[5], ...labels, row[2], String(row[3]), row[0]];
    });
    const text = "\ufeff" + [titles, ...rows].map((cells) => cells.map(csvCell).join(";")).join("\r\n") + "\r\n";
    const link = element("a", "", { download: data.words.file });
    link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(readForm, 120); });
  form.addEventListener("change", (event) => { if (event.target !== search) { readForm(); } });
  form.addEventListener("submit", (event) => { event.preventDefault(); readForm(); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state = { q: "", page: 1, chosen: new Map() };
    search.value = "";
    show();
    writeAddress();
    search.focus();
  });
  document.getElementById("forrige").addEventListener("click", () => turn(-1));
  document.getElementById("neste").addEventListener("click", () => turn(1));
  document.getElementById("last-ned").addEventListener("click", download);

  function follow() {
    if (!readAddress()) { return; }
    search.value = state.q;
    show();
    jump();
  }
  window.addEventListener("hashchange", follow);
  form.hidden = false;
  show();
  follow();
})();
