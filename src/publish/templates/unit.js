(() => {
  "use strict";
  const { words, units } = JSON.parse(document.getElementById("data").textContent);
  const fill = (text, name, value) => text.replace("{" + name + "}", value);
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    element.append(...children);
    return element;
  };
  const draw = (name, attributes, text) => {
    const shape = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.entries(attributes).forEach(([key, value]) => shape.setAttribute(key, value));
    if (text !== undefined) shape.textContent = text;
    return shape;
  };

  /* The rate over quarters: interval, target, each value and the number of complaints behind it. */
  const chart = (line, width) => {
    const [top, bottom, left, right, height] = [26, 190, 44, 14, 246];
    const x = (i) => left + ((width - left - right) * (i + 0.5)) / line.points.length;
    const y = (share) => bottom - (bottom - top) * share;
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": line.heading, class: "line" });
    [0, 0.5, 1].forEach((share) => {
      svg.append(draw("line", { x1: left, x2: width - right, y1: y(share), y2: y(share), class: "grid" }));
      svg.append(draw("text", { x: left - 8, y: y(share) + 4, class: "axis end" }, words.percent[share * 2]));
    });
    const known = line.points.map((point, i) => ({ ...point, x: x(i) }));
    known.forEach((point) => {
      svg.append(draw("text", { x: point.x, y: bottom + 18, class: "axis" }, point.quarter));
      svg.append(draw("text", { x: point.x, y: bottom + 33, class: "axis" }, point.year));
      svg.append(draw("text", { x: point.x, y: bottom + 50, class: "axis" }, "n " + point.n));
      if (point.low !== null) {
        svg.append(draw("line", { x1: point.x, x2: point.x, y1: y(point.low), y2: y(point.high), class: "range" }));
      }
    });
    if (line.target !== null && line.target <= 1) {
      svg.append(draw("line", { x1: left, x2: width - right, y1: y(line.target), y2: y(line.target), class: "target" }));
      svg.append(draw("text", { x: width - right, y: top - 12, class: "axis end aim" }, line.target_text));
    }
    const there = known.filter((point) => point.value !== null);
    svg.append(draw("polyline", { points: there.map((point) => `${point.x},${y(point.value)}`).join(" "), class: "path" }));
    there.forEach((point) => {
      const [low, high] = point.low === null ? [point.value, point.value] : [point.low, point.high];
      const beneath = y(low) + 22 < bottom;
      svg.append(draw("circle", { cx: point.x, cy: y(point.value), r: 4.5, class: "point" }));
      svg.append(draw("text", { x: point.x, y: beneath ? y(low) + 18 : y(high) - 8, class: "value" }, point.text));
    });
    return svg;
  };

  /* How far a target is met: a bar, and a mark where it is met wholly. */
  const bullet = (part) => {
    const svg = draw("svg", { viewBox: "0 0 125 12", class: "bullet", "aria-hidden": "true" });
    svg.append(draw("rect", { x: 0, y: 1, width: 125, height: 10, class: "ground" }));
    svg.append(draw("rect", { x: 0, y: 3, width: Math.max(0, Math.min(part, 1.25)) * 100, height: 6, class: "length" }));
    svg.append(draw("line", { x1: 100, x2: 100, y1: 0, y2: 12, class: "aim" }));
    return svg;
  };

  const rows = (label, heads, lines) => {
    const head = make("tr", {}, ...heads.map(([text, numeric]) => make("th", { scope: "col", class: numeric ? "num" : "" }, text)));
    const body = lines.map((cells) => make("tr", {}, ...cells.map((cell, i) => make("td", { class: heads[i][1] ? "num" : "" }, ...[].concat(cell)))));
    return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...body)));
  };

  const dialog = make("dialog", { class: "unit", "aria-labelledby": "unit-title" });
  document.body.append(dialog);
  const show = (unit) => {
    const close = make("button", { type: "button", class: "close" }, words.back);
    close.addEventListener("click", () => dialog.close());
    const title = make("h2", { id: "unit-title", tabindex: "-1" }, unit.name);
    const place = make("div", { class: "picture" });
    dialog.replaceChildren(make("div", { class: "bar" }, title, close));
    dialog.append(make("ul", { class: "plain" }, ...unit.facts.map((fact) => make("li", {}, fact))));
    const line = unit.line;
    if (line !== null && line.points.length > 0) {
      const heads = [[words.quarter], [words.value, true], [words.interval, true], [words.of, true]];
      dialog.append(make("h3", {}, line.heading), place,
        rows(line.heading, heads, line.points.map((point) => [point.quarter + " " + point.year, point.text, point.range, point.of])));
    } else {
      dialog.append(make("p", {}, words.nothing));
    }
    if (unit.measures.length > 0) {
      const heads = [[words.measure], [words.value, true], [words.target, true], [words.attainment, true]];
      dialog.append(make("h3", {}, words.measures), rows(words.measures, heads, unit.measures.map((measure) => [
        measure.direction === null ? measure.name : [measure.name, make("small", {}, measure.direction)],
        measure.note === null ? measure.value : [measure.value, make("small", {}, measure.note)],
        measure.target,
        measure.part === null ? measure.attainment : [bullet(measure.part), make("span", { class: "amount" }, measure.attainment)],
      ])));
    }
    dialog.showModal();
    dialog.scrollTop = 0;
    title.focus();
    if (line !== null && line.points.length > 0) place.append(chart(line, Math.max(290, Math.min(place.clientWidth, 900))));
  };
  document.querySelectorAll("tr[data-unit]").forEach((row) => {
    const unit = units[Number(row.dataset.unit)];
    const cell = row.querySelector("td.name");
    const button = make("button", { type: "button", class: "open", "aria-haspopup": "dialog", title: fill(words.unit, "unit", unit.name) }, unit.name);
    cell.firstChild.replaceWith(button);
    button.addEventListener("click", () => show(unit));
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  /* Every part at once, as for printing; and the part that a link means. */
  const parts = Array.from(document.querySelectorAll("main details"));
  const all = make("button", { type: "button" }, words.open);
  all.addEventListener("click", () => {
    const open = parts.some((part) => !part.open);
    parts.forEach((part) => { part.open = open; });
    all.textContent = open ? words.close : words.open;
  });
  document.getElementById("open-all").append(all);
  /* On paper a list of names is whole. */
  const rest = Array.from(document.querySelectorAll("details.rest:not([open])"));
  addEventListener("beforeprint", () => rest.forEach((part) => { part.open = true; }));
  addEventListener("afterprint", () => rest.forEach((part) => { part.open = false; }));
  const follow = () => {
    const meant = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (meant && meant.nodeName === "DETAILS") { meant.open = true; meant.scrollIntoView(); }
  };
  addEventListener("hashchange", follow);
  follow();
})();
