/**
 * Shows and hides what depends on answers of the same page, as they are given.
 *
 * A procedure's module calls `follow` with its pages: fields in order with how their controls are read and their
 * conditions, conditions of options, rows of lists, papers and texts, and what is derived from answers. A condition gives true,
 * false or null (unknown); only true shows. A hidden answer counts as empty, here as on the server.
 */

/** Follow the form of this page, if it is one of `pages`. `F` is the runtime of expressions. */
export function follow(pages, F) {
  const update = () => {
    // The form may have been replaced by an answer of the server.
    const form = document.querySelector("form[data-page]");
    const page = form && pages[form.dataset.page];
    if (!page) return;
    apply(form, decide(page, form, F), page);
    // The server then knows that no question was out of sight when the page was handed in.
    if (form.elements.live) form.elements.live.value = "yes";
  };
  document.addEventListener("input", update);
  document.addEventListener("change", update);
  update();
}

/** What is asked, and the values that count: `{shown: Map(path -> boolean), v}`. */
export function decide(page, form, F) {
  const v = JSON.parse(form.dataset.values || "{}");
  for (const [name, derive] of Object.entries(page.derived)) {
    Object.defineProperty(v, name, { get: () => derive(v), enumerable: true });
  }
  const shown = new Map();
  const seen = new Map();
  for (const field of page.fields) {
    const asked = field.fixed ? !element(form, field.path)?.hidden : isAsked(field, shown, seen, v);
    shown.set(field.path, asked);
    if (!field.kind || (field.fixed && field.name in v)) continue;
    const said = field.said ? entry(form, `${field.path}?`, "choice") : null;
    const value = asked && !said ? F.read(field.kind, entry(form, field.path, field.kind), field.options) : null;
    seen.set(field.path, { value, said: asked ? said : null });
    v[field.name] = value;
    v[`${field.name} said`] = asked ? said : null;
  }
  return { shown, v };
}

function isAsked(field, shown, seen, v) {
  if (field.inside && shown.get(field.inside) === false) return false;
  if (field.follows) {
    const [path, word, isSaid] = field.follows;
    const answer = seen.get(path);
    if (shown.get(path) === false || !answer) return false;
    const chosen = isSaid ? answer.said === word : [answer.value ?? []].flat().includes(word);
    if (!chosen) return false;
  }
  return !field.when || field.when(v) === true;
}

function apply(form, { shown, v }, page) {
  for (const field of page.fields) {
    for (const box of form.querySelectorAll(`[data-field="${CSS.escape(field.path)}"]`)) {
      box.hidden = !shown.get(field.path);
    }
    if (field.required) {
      const words = form.querySelector(`[data-optional="${CSS.escape(field.path)}"]`);
      if (words) words.hidden = field.required(v) === true;
    }
  }
  for (const [option, condition] of page.options) {
    const row = form.querySelector(`[data-option="${CSS.escape(option)}"]`);
    if (row) row.hidden = condition(v) !== true;
  }
  for (const [path, condition, rows] of page.rows) {
    const met = rows.filter(([, row]) => condition(Object.assign(Object.create(v), row)) === true);
    offer(form, path, new Set(met.map(([id]) => id)));
  }
  for (const paper of form.querySelectorAll("[data-paper]")) {
    const [id, , alternative] = paper.dataset.paper.split(":");
    const rule = page.papers.find(([name]) => name === `${id}:${alternative}`);
    if (rule) paper.hidden = rule[1](v) !== true;
  }
  for (const [key, conditions] of page.cases) {
    for (const text of form.querySelectorAll(`[data-cases="${CSS.escape(key)}"]`)) {
      const place = conditions.findIndex((condition) => condition(v) === true);
      text.textContent = place < 0 ? "" : JSON.parse(text.dataset.texts)[place];
    }
  }
}

/** Offer some rows of a list, in the order of the list; an answer that is not among them is taken back. */
function offer(form, path, ids) {
  for (const row of form.querySelectorAll(`[data-option^="${CSS.escape(`${path}=`)}"]`)) {
    row.hidden = !ids.has(row.dataset.option.slice(path.length + 1));
  }
  const all = form.querySelector(`template[data-rows="${CSS.escape(path)}"]`);
  if (!all) return;
  const wanted = [...all.content.children].filter((option) => ids.has(option.value));
  for (const select of form.querySelectorAll(`select[name="${CSS.escape(path)}"]`)) {
    const [blank, ...shown] = select.options;
    if (shown.length === wanted.length && shown.every((option, place) => option.value === wanted[place].value)) continue;
    const before = select.value;
    select.replaceChildren(blank, ...wanted.map((option) => option.cloneNode(true)));
    select.value = ids.has(before) ? before : "";
    select.dispatchEvent(new Event("offered"));
    if (select.value !== before) select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function element(form, path) {
  return form.querySelector(`[data-field="${CSS.escape(path)}"]`);
}

/** What stands in the controls of a field: a string, several strings, or an object by part. */
export function entry(form, path, kind) {
  const named = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const value = (control) => (/^(radio|checkbox)$/.test(control.type) && !control.checked ? null : control.value);
  if (/^(date|month|duration|address)$/.test(kind)) {
    const parts = [...form.querySelectorAll(`[name^="${CSS.escape(`${path}.`)}"]`)];
    return Object.fromEntries(parts.map((control) => [control.name.slice(path.length + 1), control.value]));
  }
  const values = named(path).map(value).filter((each) => each !== null);
  return kind === "choices" ? values.filter((each) => each !== "") : (values[0] ?? null);
}
