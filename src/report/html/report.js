// Filters, and links that open what they lead to. The page is complete without this.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const names = { paper: "p", topic: "t", actor: "a" };
  const concerned = [...document.querySelectorAll("[data-p],[data-t],[data-a]")];
  const items = [...document.querySelectorAll("li.f")].filter((el) => el.closest("#papers"));
  const texts = [...document.querySelectorAll(".f")];
  const folds = [...document.querySelectorAll("details.paper,details.map")];
  const cache = new Map();

  const text = (el) => {
    if (!cache.has(el)) cache.set(el, el.textContent.toLowerCase());
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
    const wanted = Object.entries(names).map(([name, key]) => [key, data.get(name)]).filter(([, v]) => v);
    const words = data.get("q").toLowerCase().split(/\s+/).filter(Boolean);
    for (const el of concerned) el.hidden = !fits(el, wanted);
    for (const el of texts) {
      const ok = fits(el, wanted) && words.every((w) => text(el).includes(w));
      el.hidden = !ok;
    }
    const active = wanted.length + words.length > 0;
    // A paper or indicator of which nothing is left would be an empty frame.
    for (const fold of folds) {
      const rest = fold.querySelector(".f:not([hidden])");
      if (active && !rest) fold.hidden = true;
    }
    document.documentElement.classList.toggle("filtered", active);
    const count = items.filter((el) => !el.hidden && !el.closest("details.paper").hidden).length;
    shown.value = shown.dataset.template.replace("{k}", count).replace("{n}", items.length);
    return active;
  };

  const remember = () => {
    const state = new URLSearchParams([...new FormData(form)].filter(([, v]) => v)).toString();
    try {
      history.replaceState(null, "", state ? "#?" + state : "#");
    } catch {
      // Some browsers forbid it for files; the filters work all the same.
    }
  };

  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      apply();
    }
    for (let el = target; el; el = el.parentElement) if (el.tagName === "DETAILS") el.open = true;
    target.scrollIntoView();
  };

  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    if (!hash.startsWith("?")) return reveal(hash);
    const state = new URLSearchParams(hash.slice(1));
    for (const field of form.elements) if (field.name) field.value = state.get(field.name) ?? "";
    apply();
  };

  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      apply();
      remember();
    }, 150);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); }));
  const fold = (open) => () => {
    for (const el of document.querySelectorAll("#papers details")) {
      if (!el.closest("[hidden]") && (open || !el.classList.contains("paper"))) el.open = open;
    }
  };
  document.getElementById("unfold").addEventListener("click", fold(true));
  document.getElementById("fold").addEventListener("click", fold(false));

  // The place one is at, in the contents.
  const links = new Map([...document.querySelectorAll(".contents a")].map((a) => [a.hash.slice(1), a]));
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
