/**
 * A long list that can be searched by typing: the combobox with a list of the ARIA practices, over a `select` that
 * stays in the form and holds the answer.
 */

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function searchableLists(root, words) {
  for (const select of root.querySelectorAll("select[data-search]")) new Combobox(select, words);
}

class Combobox {
  constructor(select, words) {
    this.select = select;
    this.words = words;
    this.build();
    this.show(select.selectedOptions[0]);
  }

  /** What can be chosen now: a script may have offered other rows. */
  get options() {
    return [...this.select.options].filter((option) => option.value);
  }

  build() {
    const { select } = this;
    this.box = Object.assign(document.createElement("div"), { className: "search" });
    this.input = Object.assign(document.createElement("input"), { type: "text", className: "line", autocomplete: "off", id: select.id });
    this.list = Object.assign(document.createElement("ul"), { id: `${select.id}.list`, hidden: true });
    this.status = Object.assign(document.createElement("p"), { className: "unseen" });
    this.status.setAttribute("role", "status");
    this.list.setAttribute("role", "listbox");
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    if (label) {
      label.id ||= `${select.id}.label`;
      this.list.setAttribute("aria-labelledby", label.id);
    }
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
    })) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    this.input.placeholder = this.words.search_in_list ?? "";
    select.removeAttribute("id");
    select.hidden = true;
    select.before(this.box);
    this.box.append(this.input, this.list, this.status, select);
    select.addEventListener("offered", () => {
      this.close();
      this.show(select.selectedOptions[0]);
    });
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => this.open(""));
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(Number(row.dataset.place));
    });
  }

  /** The rows that match, names that begin with what was typed first. */
  found(typed) {
    const sought = plain(typed.trim());
    const rows = this.options.map((option, place) => ({ option, place, name: plain(option.text) }));
    const begins = rows.filter((row) => row.name.startsWith(sought));
    const holds = rows.filter((row) => !row.name.startsWith(sought) && row.name.includes(sought));
    return [...begins, ...holds];
  }

  open(typed) {
    const rows = this.found(typed);
    this.list.replaceChildren(
      ...rows.map(({ option, place }) => {
        const row = Object.assign(document.createElement("li"), { id: `${this.list.id}.${place}`, textContent: option.text });
        row.setAttribute("role", "option");
        row.setAttribute("aria-selected", "false");
        row.dataset.place = place;
        return row;
      }),
    );
    if (!rows.length) {
      const none = Object.assign(document.createElement("li"), { className: "none", textContent: this.words.no_match ?? "" });
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      none.setAttribute("aria-selected", "false");
      this.list.append(none);
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.status.textContent = rows.length ? String(rows.length) : (this.words.no_match ?? "");
    this.at = null;
    if (typed && rows.length) this.move(0);
  }

  close() {
    this.list.hidden = true;
    this.at = null;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** Go to a row of the open list, by its place among the rows that match. */
  move(place) {
    const rows = [...this.list.querySelectorAll("[data-place]")];
    if (!rows.length) return;
    this.at = (place + rows.length) % rows.length;
    rows.forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    rows[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", rows[this.at].id);
  }

  press(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.open("");
      this.move(event.key === "ArrowDown" ? (this.at ?? -1) + 1 : (this.at ?? 0) - 1);
    } else if (event.key === "Enter" && open && this.at !== null) {
      event.preventDefault();
      this.choose(Number(this.list.querySelectorAll("[data-place]")[this.at].dataset.place));
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
      this.show(this.select.selectedOptions[0]);
    }
  }

  choose(place) {
    this.select.value = this.options[place].value;
    this.show(this.options[place]);
    this.close();
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show(option) {
    this.input.value = option?.value ? option.text : "";
  }

  /** What was typed counts when it names one row; an emptied box empties the answer. */
  leave() {
    const typed = plain(this.input.value.trim());
    const rows = typed ? this.found(typed) : [];
    const exact = rows.filter((row) => row.name === typed);
    const chosen = exact[0] ?? (rows.length === 1 ? rows[0] : null);
    const before = this.select.value;
    this.select.value = chosen ? chosen.option.value : "";
    if (chosen) this.show(chosen.option);
    this.close();
    if (this.select.value !== before) this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
