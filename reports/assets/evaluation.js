/* The page of an evaluation: filters, keys, and what a person judges. Nothing is fetched or sent; judgements are kept by
   the browser, and all text is put in as text, never as markup. */
"use strict";

(function () {
  const KEY = "loftespor evaluation ";
  const cards = Array.from(document.querySelectorAll("article.card"));
  const form = document.getElementById("filtre");
  const count = document.getElementById("antall");
  const judgements = new Map();
  let kept = true;

  // A browser may refuse storage to files from a disk; then judgements last as long as the page is open.
  function stored(id) {
    try { return JSON.parse(localStorage.getItem(KEY + id)); } catch (error) { kept = false; return null; }
  }

  function store(id, judgement) {
    try {
      if (judgement) { localStorage.setItem(KEY + id, JSON.stringify(judgement)); } else { localStorage.removeItem(KEY + id); }
    } catch (error) { kept = false; }
  }

  function answers(card) { return Array.from(card.querySelectorAll("input[type=radio]")); }

  function note(card) { return card.querySelector("input[name=note]"); }

  function read(card) {
    const chosen = answers(card).find((answer) => answer.checked);
    const words = note(card).value.trim();
    const judgement = chosen || words ? { verdict: chosen ? chosen.value : null, note: words } : null;
    if (judgement) { judgements.set(card.dataset.id, judgement); } else { judgements.delete(card.dataset.id); }
    store(card.dataset.id, judgement);
    show();
  }

  function fill(card) {
    const judgement = stored(card.dataset.id);
    card.querySelector("fieldset").hidden = false;
    if (judgement) {
      judgements.set(card.dataset.id, judgement);
      for (const answer of answers(card)) { answer.checked = answer.value === judgement.verdict; }
      note(card).value = judgement.note || "";
    }
  }

  function passes(card) {
    const has = judgements.has(card.dataset.id);
    return ["document", "result", "kind"].every((name) => !form.elements[name].value || card.dataset[name] === form.elements[name].value)
      && (!form.elements.judged.value || has === (form.elements.judged.value === "yes"));
  }

  function show() {
    const values = { shown: cards.filter((card) => !card.hidden).length, total: cards.length, judged: judgements.size };
    const text = count.dataset.text.replace(/\{(\w+)\}/g, (whole, name) => values[name]);
    count.textContent = kept ? text : text + ". " + count.dataset.unsaved;
    for (const card of cards) { card.classList.toggle("judged", judgements.has(card.dataset.id)); }
  }

  // A card that was just judged stays where it is until the filter is changed.
  function filter() {
    for (const card of cards) { card.hidden = !passes(card); }
    show();
  }

  function go(step) {
    const visible = cards.filter((card) => !card.hidden);
    const at = visible.indexOf(document.activeElement.closest("article.card"));
    const next = visible[at < 0 ? 0 : Math.min(visible.length - 1, Math.max(0, at + step))];
    if (next) { next.focus(); next.scrollIntoView({ block: "nearest" }); }
  }

  function judge(key) {
    const card = document.activeElement.closest("article.card");
    if (!card) { return false; }
    answers(card).forEach((answer, place) => { answer.checked = place === Number(key) - 1; });
    read(card);
    return true;
  }

  function lines() {
    return cards.filter((card) => judgements.has(card.dataset.id)).map((card) => {
      const { id, gold, document, page, result, kind, form, text } = card.dataset;
      const judgement = judgements.get(id);
      return JSON.stringify({
        id, gold, doc: document, page: page ? Number(page) : null, result, kind: kind || null, form, text,
        verdict: judgement.verdict, note: judgement.note,
      }) + "\n";
    });
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(lines(), { type: "application/x-ndjson" }));
    link.download = "verdicts.jsonl";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input[type=text], select, textarea");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "j" || event.key === "k") { go(event.key === "j" ? 1 : -1); event.preventDefault(); }
    else if (/^[0-3]$/.test(event.key) && judge(event.key)) { event.preventDefault(); }
  });

  cards.forEach((card) => { fill(card); card.addEventListener("change", () => read(card)); });
  form.hidden = cards.length === 0;
  form.addEventListener("change", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("lagre").addEventListener("click", download);
  filter();
})();
