"use strict";
(function () {
  var find = function (selector, root) { return (root || document).querySelector(selector); };
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

  /* A link to something folded away opens it, and what holds it. */
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) { return; }
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  /* On paper every finding is open; its claims show their quotes. */
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = all(".group:not([open]), .finding:not([open]), .more:not([open])");
    opened.forEach(function (item) { item.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (item) { item.open = false; });
    opened = [];
  });

  /* Findings: a filter over their words, and all open or closed at once. */
  var tools = find("#finding-tools");
  if (tools) {
    var findings = all(".finding");
    var texts = findings.map(function (item) { return item.textContent.toLowerCase(); });
    tools.hidden = false;
    find("#filter").addEventListener("input", function (event) {
      var wanted = event.target.value.trim().toLowerCase(), shown = 0;
      findings.forEach(function (item, i) {
        item.hidden = wanted !== "" && texts[i].indexOf(wanted) < 0;
        shown += item.hidden ? 0 : 1;
      });
      all(".group").forEach(function (group) {
        group.hidden = !find(".finding:not([hidden])", group);
        if (wanted && !group.hidden) { group.open = true; }
      });
      find("#filtered").textContent = wanted ? shown + " of " + findings.length : "";
    });
    all("[data-all]", tools).forEach(function (button) {
      button.addEventListener("click", function () {
        var open = button.getAttribute("data-all") === "open";
        findings.forEach(function (item) { if (!item.hidden) { item.open = open; } });
        if (open) { all(".group").forEach(function (group) { group.open = true; }); }
      });
    });
  }

  /* The timeline: zoom and move along both axes together. */
  var figure = find("#timeline");
  if (!figure) { return; }
  var svg = find("svg[data-x]", figure), told = find(".told", figure);
  var ints = function (text) { return text.split(",").map(Number); };
  var wholeX = ints(svg.dataset.x), wholeY = ints(svg.dataset.y), frame = ints(svg.dataset.frame);
  var x = wholeX.slice(), y = wholeY.slice();
  var marks = all(".mark", svg).map(function (node) {
    return { node: node, event: ints(node.dataset.e), known: ints(node.dataset.k), tail: find(".tail", node), drop: find(".drop", node) };
  });
  find(".tools", figure).hidden = false;
  find(".hint", figure).hidden = false;
  svg.setAttribute("tabindex", "0");

  /* The picture takes the width there is, so that its type keeps its size on a phone. */
  var scroller = svg.parentNode, height = svg.viewBox.baseVal.height, gap = svg.viewBox.baseVal.width - frame[1];
  scroller.removeAttribute("tabindex");
  svg.classList.add("fitted");
  function fit() {
    var width = Math.max(280, Math.min(scroller.clientWidth, 1000));
    frame[1] = width - gap;
    svg.setAttribute("viewBox", "0 0 " + width + " " + height);
    svg.classList.toggle("narrow", width < 600);
    find("#plot rect", svg).setAttribute("width", frame[1] - frame[0] + 14);
    find(".axis text", svg).setAttribute("x", frame[1]);
  }

  function px(day) { return frame[0] + (day - x[0]) / (x[1] - x[0]) * (frame[1] - frame[0]); }
  function py(day) { return frame[3] - (day - y[0]) / (y[1] - y[0]) * (frame[3] - frame[2]); }
  /* Days are counted as in the page's data: 1 January of the year 1 is day 1. */
  function ordinal(year, month) {
    var date = new Date(Date.UTC(2000, month, 1));
    date.setUTCFullYear(year);
    return 730120 + Math.round((date - Date.UTC(2000, 0, 1)) / 864e5);
  }
  function ticks(domain, most) {
    var years = (domain[1] - domain[0]) / 365.2425, steps = [1 / 12, 0.25, 0.5, 1, 2, 5, 10, 20, 25, 50, 100, 500], step = 500, made = [];
    for (var i = 0; i < steps.length; i += 1) { if (years / steps[i] <= most) { step = steps[i]; break; } }
    var first = (domain[0] - 730120) / 365.2425 + 2000;
    for (var n = Math.floor(first / step); n <= Math.ceil((first + years) / step); n += 1) {
      var months = Math.round(n * step * 12), year = Math.floor(months / 12), month = months - year * 12, day = ordinal(year, month);
      if (day >= domain[0] && day <= domain[1]) {
        made.push([day, step < 1 ? (month ? year + "-" + (month < 9 ? "0" : "") + (month + 1) : String(year)) : String(year)]);
      }
    }
    return made;
  }
  function shape(name, attributes, parent) {
    var node = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    parent.appendChild(node);
    return node;
  }
  function grid(selector, list, across) {
    var root = find(selector, svg);
    root.textContent = "";
    list.forEach(function (tick) {
      var at = across ? px(tick[0]) : py(tick[0]);
      var group = shape("g", { transform: across ? "translate(" + at + ",0)" : "translate(0," + at + ")" }, root);
      shape("path", { d: across ? "M0," + frame[2] + "V" + frame[3] : "M" + frame[0] + ",0H" + frame[1] }, group);
      shape("text", across ? { y: frame[3] + 18, "text-anchor": "middle" } : { x: frame[0] - 8, dy: 4, "text-anchor": "end" }, group).textContent = tick[1];
    });
  }
  function draw() {
    marks.forEach(function (mark) {
      var left = px(mark.event[0]), top = py((mark.known[0] + mark.known[1]) / 2);
      mark.node.setAttribute("transform", "translate(" + left.toFixed(1) + "," + top.toFixed(1) + ")");
      if (mark.tail) { mark.tail.setAttribute("d", "M0,0H" + (px(mark.event[1]) - left).toFixed(1)); }
      if (mark.drop) { mark.drop.setAttribute("d", "M0," + (py(mark.known[1]) - top).toFixed(1) + "V" + (py(mark.known[0]) - top).toFixed(1)); }
    });
    grid(".xgrid", ticks(x, Math.max(3, Math.round((frame[1] - frame[0]) / 66))), true);
    grid(".ygrid", ticks(y, 9), false);
    var low = Math.max(wholeX[0], wholeY[0]), high = Math.min(wholeX[1], wholeY[1]), line = find(".diagonal path", svg);
    if (line) { line.setAttribute("d", "M" + px(low) + "," + py(low) + "L" + px(high) + "," + py(high)); }
  }
  window.addEventListener("resize", function () { fit(); draw(); });
  fit();
  draw();
  function keep(domain, whole) {
    var wide = Math.min(Math.max(domain[1] - domain[0], 120), whole[1] - whole[0]);
    var low = Math.min(Math.max(domain[0], whole[0]), whole[1] - wide);
    return [low, low + wide];
  }
  function zoom(factor, fx, fy) {
    var cx = x[0] + (x[1] - x[0]) * fx, cy = y[0] + (y[1] - y[0]) * fy;
    x = keep([cx - (cx - x[0]) * factor, cx + (x[1] - cx) * factor], wholeX);
    y = keep([cy - (cy - y[0]) * factor, cy + (y[1] - cy) * factor], wholeY);
    draw();
  }
  function move(dx, dy) {
    x = keep([x[0] + (x[1] - x[0]) * dx, x[1] + (x[1] - x[0]) * dx], wholeX);
    y = keep([y[0] + (y[1] - y[0]) * dy, y[1] + (y[1] - y[0]) * dy], wholeY);
    draw();
  }
  var acts = {
    "in": function () { zoom(0.6, 0.5, 0.5); }, out: function () { zoom(1 / 0.6, 0.5, 0.5); },
    left: function () { move(-0.2, 0); }, right: function () { move(0.2, 0); },
    reset: function () { x = wholeX.slice(); y = wholeY.slice(); draw(); }
  };
  all("[data-do]", figure).forEach(function (button) {
    button.addEventListener("click", function () { acts[button.dataset.do](); });
  });
  var current = -1;
  function step(by) {
    current = (current + by + marks.length) % marks.length;
    marks[current].node.focus();
  }
  marks.forEach(function (mark, i) {
    mark.node.addEventListener("focus", function () { current = i; told.textContent = mark.node.getAttribute("aria-label"); });
    mark.node.addEventListener("mouseenter", function () { told.textContent = mark.node.getAttribute("aria-label"); });
  });
  svg.addEventListener("keydown", function (event) {
    var keys = { "+": "in", "=": "in", "-": "out", "0": "reset", ArrowLeft: "left", ArrowRight: "right" };
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (keys[event.key]) { acts[keys[event.key]](); }
    else if (event.key === "ArrowDown") { step(1); }
    else if (event.key === "ArrowUp") { step(current < 0 ? 0 : -1); }
    else { return; }
    event.preventDefault();
  });
  function place(event) {
    var box = svg.getBoundingClientRect(), scale = box.width / svg.viewBox.baseVal.width;
    return [((event.clientX - box.left) / scale - frame[0]) / (frame[1] - frame[0]), (frame[3] - (event.clientY - box.top) / scale) / (frame[3] - frame[2])];
  }
  svg.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== svg) { return; }
    event.preventDefault();
    var at = place(event);
    zoom(Math.exp(Math.max(-60, Math.min(60, event.deltaY)) * 0.006), at[0], at[1]);
  }, { passive: false });
  var held = {};
  function spread(list) { return Math.hypot(list[0].x - list[1].x, list[0].y - list[1].y); }
  svg.addEventListener("pointerdown", function (event) { held[event.pointerId] = { x: event.clientX, y: event.clientY }; });
  window.addEventListener("pointermove", function (event) {
    var was = held[event.pointerId];
    if (!was) { return; }
    var ids = Object.keys(held), now = { x: event.clientX, y: event.clientY };
    if (ids.length === 2) {
      var before = spread(ids.map(function (id) { return held[id]; }));
      held[event.pointerId] = now;
      var at = place(event);
      zoom(before / Math.max(spread(ids.map(function (id) { return held[id]; })), 1), at[0], at[1]);
    } else {
      var box = svg.getBoundingClientRect();
      move((was.x - now.x) / box.width, event.pointerType === "touch" ? 0 : (now.y - was.y) / box.height);
      held[event.pointerId] = now;
    }
  });
  ["pointerup", "pointercancel"].forEach(function (name) {
    window.addEventListener(name, function (event) { delete held[event.pointerId]; });
  });
}());
