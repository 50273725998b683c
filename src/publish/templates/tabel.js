(() => {
  "use strict";
  const { words, lang } = JSON.parse(document.getElementById("data").textContent);
  const number = new Intl.NumberFormat(lang);
  const fill = (text, places) => text.replace(/\{(\w+)\}/g, (all, name) => (name in places ? places[name] : all));
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase(lang);

  /* A cell without its second line, and that line. */
  const first = (cell) => Array.from(cell.childNodes).filter((node) => node.nodeName !== "SMALL").map((node) => node.textContent).join("").trim();
  const second = (cell) => { const small = cell.querySelector("small"); return small ? small.textContent.trim() : ""; };
  /* Figures in full precision; what is missing is empty, as in league.csv. */
  const value = (cell) => {
    const text = first(cell);
    if (text === "–") return "";
    return cell.dataset.sort !== undefined && /\d/.test(text) ? cell.dataset.sort : text;
  };
  const quoted = (text, isText) => {
    const safe = isText && /^[=+\-@\t\r\n]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
  };
  const csv = (table) => {
    const heads = Array.from(table.tHead.rows[0].cells);
    const names = heads.flatMap((head) => [first(head), ...(head.dataset.sub ? [head.dataset.sub] : [])]);
    const lines = Array.from(table.tBodies[0].rows).filter((row) => !row.hidden).map((row) =>
      Array.from(row.cells).flatMap((cell, i) => [
        quoted(value(cell), cell.dataset.sort === undefined),
        ...(heads[i].dataset.sub ? [quoted(second(cell), true)] : []),
      ]).join(","));
    return { text: [names.map((name) => quoted(name, true)).join(","), ...lines, ""].join("\r\n"), rows: lines.length };
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = make("textarea", { class: "aside" });
      const back = document.activeElement;
      area.value = text;
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (back) back.focus();
      return done;
    }
  };

  const sortable = (table) => {
    const body = table.tBodies[0];
    const before = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);
    const key = (row, i) => {
      const cell = row.cells[i];
      return cell.dataset.sort === undefined ? first(cell).toLocaleLowerCase(lang) : Number(cell.dataset.sort);
    };
    heads.forEach((head, i) => {
      const button = make("button", { type: "button", class: "sort" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const natural = head.classList.contains("num") && i > 0 ? "descending" : "ascending";
        const now = head.getAttribute("aria-sort");
        const next = now === null ? natural : now === natural ? (natural === "ascending" ? "descending" : "ascending") : null;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (next === null) { body.append(...before); return; }
        head.setAttribute("aria-sort", next);
        const sign = next === "ascending" ? 1 : -1;
        const rows = before.map((row, at) => ({ row, at, key: key(row, i) }));
        rows.sort((a, b) => {
          const numbers = typeof a.key === "number" && typeof b.key === "number";
          return sign * (numbers ? a.key - b.key : String(a.key).localeCompare(String(b.key), lang)) || a.at - b.at;
        });
        body.append(...rows.map((entry) => entry.row));
      });
    });
  };

  const tools = (table, label) => {
    const rows = Array.from(table.tBodies[0].rows);
    const bar = make("div", { class: "tools" });
    const said = make("output", {});
    const wanted = { text: [], group: "" };
    const filter = () => {
      rows.forEach((row) => {
        const text = plain(row.textContent);
        row.hidden = !(wanted.text.every((word) => text.includes(word)) && (wanted.group === "" || row.dataset.group === wanted.group));
      });
      const shown = rows.filter((row) => !row.hidden).length;
      said.textContent = fill(words.rows, { n: number.format(shown), all: number.format(rows.length) });
    };
    if (rows.length > 8) {
      const input = make("input", { type: "search", autocomplete: "off" });
      input.addEventListener("input", () => { wanted.text = plain(input.value).split(/\s+/).filter(Boolean); filter(); });
      bar.append(make("label", {}, words.search + " ", input));
    }
    const groups = Array.from(new Set(rows.map((row) => row.dataset.group).filter(Boolean)));
    if (groups.length > 1) {
      const select = make("select", {}, make("option", { value: "" }, words.all), ...groups.map((group) => make("option", { value: group }, group)));
      select.addEventListener("change", () => { wanted.group = select.value; filter(); });
      bar.append(make("label", {}, words.group + " ", select));
    }
    if (table.querySelector("th.more")) {
      const box = make("input", { type: "checkbox" });
      const brief = () => table.classList.toggle("brief", !box.checked);
      box.addEventListener("change", brief);
      brief();
      bar.append(make("label", {}, box, " " + words.all_columns));
    }
    const button = make("button", { type: "button", "aria-label": words.copy + ": " + label }, words.copy);
    button.addEventListener("click", async () => {
      const made = csv(table);
      const done = await copy(made.text);
      said.textContent = done ? fill(words.copied, { n: number.format(made.rows) }) : words.not_copied;
    });
    bar.append(button, said);
    return bar;
  };

  document.documentElement.classList.add("scripted");
  document.querySelectorAll("table.sortable").forEach((table) => {
    const board = table.closest(".board");
    sortable(table);
    board.prepend(tools(table, table.caption.textContent));
  });
})();
