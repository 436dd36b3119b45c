// The few things that markup alone cannot do. Every page works without them.
(() => {
  "use strict";

  const search = document.getElementById("search-text");
  const found = document.getElementById("found");

  const isTyping = (element) =>
    element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);

  const closeFound = () => {
    if (found) found.replaceChildren();
  };

  const results = () => Array.from(found ? found.querySelectorAll("a") : []);

  const moveAmongResults = (event) => {
    const links = results();
    const at = links.indexOf(document.activeElement);
    if (!links.length || (at < 0 && document.activeElement !== search)) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    (next < 0 ? search : links[Math.min(next, links.length - 1)]).focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && search && !isTyping(event.target)) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape") {
      closeFound();
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      moveAmongResults(event);
    }
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    if (found && !event.target.closest(".search")) closeFound();
  });

  // A cleared field finds nothing: say so at once, without asking the server.
  if (search) {
    search.addEventListener("input", () => {
      if (!search.value.trim()) closeFound();
    });
  }

  // Where a browser does not do so by itself, and the reader has not gone anywhere yet.
  const errors = document.querySelector("[data-takes-focus]");
  if (errors) {
    window.addEventListener("load", () => {
      setTimeout(() => {
        if (document.activeElement === document.body) errors.focus();
      }, 100);
    });
  }
})();
