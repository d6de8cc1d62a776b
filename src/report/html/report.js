// Filters, and links that open what they lead to. The page is complete without this.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const keys = { paper: "p", topic: "t", actor: "a" };
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Of many papers the insides of folds wait, unbuilt, in a noscript element.
  const unbuilt = (el) => el.querySelector(":scope > noscript");
  const large = all("details.paper > noscript").length > 0;
  const build = (fold) => {
    const waiting = unbuilt(fold);
    if (!waiting) return;
    const inside = new DOMParser().parseFromString(waiting.textContent, "text/html").body;
    waiting.replaceWith(...inside.childNodes);
    if (large) cache.delete(fold);
    apply();
  };

  const cache = new WeakMap();
  const text = (el) => {
    if (!cache.has(el)) {
      const waiting = unbuilt(el);
      const source = waiting ? el.textContent.replace(/<[^>]*>/g, " ") : el.textContent;
      cache.set(el, source.toLowerCase());
    }
    return cache.get(el);
  };

  // An element that does not say which papers, topics or actors it is about is about all of them.
  const fits = (el, wanted) =>
    wanted.every(([key, value]) => {
      const about = el.dataset[key];
      return about === undefined || about.split(" ").includes(value);
    });

  const apply = () => {
    const data = new FormData(form);
    const wanted = Object.entries(keys).map(([name, key]) => [key, data.get(name)]).filter(([, v]) => v);
    const words = data.get("q").toLowerCase().split(/\s+/).filter(Boolean);
    const says = (el) => words.every((word) => text(el).includes(word));
    for (const el of all("[data-p],[data-t],[data-a]")) el.hidden = !fits(el, wanted);
    if (words.length) for (const el of all(".f:not([hidden])")) el.hidden = !says(el);
    // A fold of which nothing is left would be an empty frame.
    if (wanted.length + words.length) {
      for (const fold of all("details.paper:not([hidden]),details.map:not([hidden])")) {
        fold.hidden = unbuilt(fold) ? !says(fold) : !fold.querySelector(".f:not([hidden])");
      }
    }
    const [visible, total] = large
      ? ["details.paper:not([hidden])", "details.paper"]
      : ["details.paper:not([hidden]) li.f:not([hidden])", "details.paper li.f"];
    const counts = { k: all(visible).length, n: all(total).length };
    shown.value = shown.dataset.template.replace(/\{([kn])\}/g, (_, which) => counts[which]);
  };

  const remember = () => {
    const state = new URLSearchParams([...new FormData(form)].filter(([, v]) => v)).toString();
    try {
      history.replaceState(null, "", state ? "#?" + state : "#");
    } catch {
      // Some browsers forbid it for files; the filters work all the same.
    }
  };

  // The fold that holds a name is the one whose own name is the longest beginning of it.
  const holder = (id) => {
    const holds = (name) => (id === name || id.startsWith(name + "_") ? name.length : 0);
    const length = (fold) => Math.max(...fold.dataset.holds.split(" ").map(holds));
    const folds = all("details[data-holds]").map((fold) => [length(fold), fold]);
    const [best, fold] = folds.reduce((a, b) => (b[0] > a[0] ? b : a), [0, null]);
    return best ? fold : null;
  };

  const reveal = (id) => {
    if (!document.getElementById(id)) {
      const fold = holder(id);
      if (fold) build(fold);
    }
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) form.reset();
    apply();
    for (let el = target; el; el = el.parentElement) if (el.tagName === "DETAILS") el.open = true;
    target.scrollIntoView();
  };

  const follow = () => {
    let hash = location.hash.slice(1);
    try {
      hash = decodeURIComponent(hash);
    } catch {
      // A stray % is part of the name.
    }
    if (!hash.startsWith("?")) return reveal(hash);
    const state = new URLSearchParams(hash.slice(1));
    for (const field of form.elements) if (field.name) field.value = state.get(field.name) ?? "";
    apply();
  };

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => (apply(), remember()), large ? 400 : 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => (apply(), remember())));
  document.addEventListener("toggle", (event) => event.target.open && build(event.target), true);
  const fold = (open) => () => {
    for (const el of all("#papers details")) {
      if (!el.closest("[hidden]") && (open || !el.classList.contains("paper"))) el.open = open;
    }
  };
  for (const [id, open] of [["unfold", true], ["fold", false]]) {
    const button = document.getElementById(id);
    button.hidden = large;
    button.addEventListener("click", fold(open));
  }

  // The place one is at, in the contents.
  const links = new Map(all(".contents a").map((a) => [a.hash.slice(1), a]));
  const here = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const a of links.values()) a.removeAttribute("aria-current");
        links.get(entry.target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-20% 0px -75% 0px" },
  );
  for (const id of links.keys()) {
    const part = document.getElementById(id);
    if (part) here.observe(part);
  }

  form.hidden = false;
  apply();
  addEventListener("hashchange", follow);
  if (location.hash.length > 1) follow();
})();
