(function () {
  "use strict";
  function key(row, i) {
    var cell = row.cells[i];
    return cell.dataset.sort !== undefined ? Number(cell.dataset.sort) : cell.textContent.trim().toLocaleLowerCase();
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach(function (head, i) {
      var button = head.querySelector("[role=button]");
      button.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); button.click(); }
      });
      button.addEventListener("click", function () {
        var first = head.classList.contains("num") && i > 0 ? "descending" : "ascending";
        var other = first === "ascending" ? "descending" : "ascending";
        var order = head.getAttribute("aria-sort") === first ? other : first;
        heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", order);
        var sign = order === "ascending" ? 1 : -1;
        var rows = Array.from(table.tBodies[0].rows).map(function (row, at) { return { row: row, key: key(row, i), at: at }; });
        rows.sort(function (a, b) {
          var by = typeof a.key === "number" && typeof b.key === "number" ? a.key - b.key : String(a.key).localeCompare(String(b.key));
          return sign * by || a.at - b.at;
        });
        rows.forEach(function (r) { table.tBodies[0].appendChild(r.row); });
      });
    });
  });
  document.querySelectorAll("input.filter").forEach(function (input) {
    var table = input.closest("section").querySelector("table");
    input.addEventListener("input", function () {
      var wanted = input.value.toLocaleLowerCase();
      Array.from(table.tBodies[0].rows).forEach(function (row) {
        row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
      });
    });
  });
  var closed = [];
  addEventListener("beforeprint", function () {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach(function (d) { d.open = true; });
  });
  addEventListener("afterprint", function () { closed.forEach(function (d) { d.open = false; }); });
})();
