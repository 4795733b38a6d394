(function () {
  "use strict";
  function value(cell) {
    var text = (cell.dataset.sort || cell.textContent).trim();
    var number = Number(text.replace(/,/g, "").replace(/ ?%$/, ""));
    return text !== "" && !isNaN(number) ? number : text.toLowerCase();
  }
  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a).localeCompare(String(b), undefined, { numeric: true });
  }
  function fold(table) {
    var first = Number(table.dataset.first);
    if (!first) return;
    Array.prototype.forEach.call(table.tBodies[0].rows, function (row, i) { row.classList.toggle("more", i >= first); });
  }
  function offerAll(table) {
    var rows = table.tBodies[0].rows.length;
    if (rows <= Number(table.dataset.first) + 2) { delete table.dataset.first; return; }
    fold(table);
    var button = document.createElement("button");
    button.type = "button";
    button.className = "all";
    button.textContent = "Show all " + rows;
    button.addEventListener("click", function () {
      delete table.dataset.first;
      table.querySelectorAll(".more").forEach(function (row) { row.classList.remove("more"); });
      button.remove();
    });
    table.parentNode.insertAdjacentElement("afterend", button);
  }
  function sort(table, column, descending) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows).map(function (row, place) {
      return { row: row, key: value(row.cells[column]), place: place };
    });
    rows.sort(function (a, b) {
      return (descending ? compare(b.key, a.key) : compare(a.key, b.key)) || a.place - b.place;
    });
    rows.forEach(function (item) { body.appendChild(item.row); });
    fold(table);
    table.querySelectorAll("thead th").forEach(function (th, i) {
      if (i === column) th.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    });
  }
  document.querySelectorAll("table[data-sortable]").forEach(function (table) {
    if (table.tBodies[0].rows.length < 2) return;
    var choice = document.createElement("select");
    choice.innerHTML = "<option value=''>Sort by …</option>";
    table.querySelectorAll("thead th:not(.plain)").forEach(function (th) {
      var column = th.cellIndex;
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = th.textContent;
      button.addEventListener("click", function () {
        var now = th.getAttribute("aria-sort");
        sort(table, column, now ? now === "ascending" : th.classList.contains("number"));
      });
      th.textContent = "";
      th.appendChild(button);
      var option = document.createElement("option");
      option.value = column;
      option.textContent = button.textContent;
      choice.appendChild(option);
    });
    if (table.classList.contains("cards")) {
      var label = document.createElement("label");
      label.className = "sortby";
      label.appendChild(choice);
      choice.setAttribute("aria-label", "Sort by");
      choice.addEventListener("change", function () {
        if (choice.value === "") return;
        var th = table.tHead.rows[0].cells[Number(choice.value)];
        sort(table, Number(choice.value), th.classList.contains("number"));
      });
      table.parentNode.parentNode.insertBefore(label, table.parentNode);
    }
  });
  document.querySelectorAll("table[data-first]").forEach(offerAll);
  var reason = document.getElementById("reason"), containing = document.getElementById("containing");
  function filter() {
    var words = containing.value.trim().toLowerCase(), rows = 0;
    document.querySelectorAll("#examples details").forEach(function (kind) {
      var shown = 0;
      kind.querySelectorAll("tbody tr").forEach(function (row) {
        row.hidden = words !== "" && row.textContent.toLowerCase().indexOf(words) < 0;
        if (!row.hidden) shown++;
      });
      kind.hidden = (reason.value !== "" && kind.id !== reason.value) || (words !== "" && shown === 0);
      if (!kind.hidden) rows += shown;
      kind.open = !kind.hidden && (reason.value !== "" || words !== "");
    });
    document.getElementById("matching").textContent =
      reason.value === "" && words === "" ? "" : rows + " of the examples on this page; findings.csv has all";
  }
  if (reason) {
    reason.addEventListener("change", filter);
    containing.addEventListener("input", filter);
  }
  function open() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") target.open = true;
  }
  window.addEventListener("hashchange", open);
  document.addEventListener("click", function (e) {
    var link = e.target.closest && e.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) open();
  });
  open();
})();
