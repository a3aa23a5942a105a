// The browser's side of the preview: tells the server what it shows, and follows when that has changed.
"use strict";

(() => {
  const AGAIN = 1000; // milliseconds until the next try after the server has gone
  const PLACE = "tracker-site preview: place";
  const HARMLESS = /\/(preview|disk\.\w+)\.js$/; // scripts that leave the page as it came

  const script = document.currentScript;
  const address = new URL("livereload", script.src);
  address.protocol = "ws:";
  let socket;
  let isFollowing = false;

  function connect() {
    socket = new WebSocket(address);
    socket.onopen = () => {
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      tellWhatIsShown();
    };
    socket.onmessage = ({ data }) => {
      if (JSON.parse(data).command === "reload") follow();
    };
    socket.onclose = () => setTimeout(connect, AGAIN);
  }

  function send(message) {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function tellWhatIsShown() {
    send({ command: "info", plugins: {}, url: location.href, stamp: script.dataset.stamp });
  }

  // To change the page in its place is several times as quick as to load it anew. Whatever is saved meanwhile is not
  // lost: the server is told what is shown now, and says so if that is no longer right.
  async function follow() {
    if (isFollowing) return;
    isFollowing = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      const stamp = next.querySelector("script[data-stamp]")?.dataset.stamp;
      if (!stamp || answer.redirected || !isAlike(next)) {
        reload();
        return;
      }
      document.title = next.title;
      become(document.body, next.body);
      script.dataset.stamp = stamp;
    } catch {
      // The page may forbid this by its policy; but where the server has gone there is nothing to load.
      if (socket.readyState === WebSocket.OPEN) reload();
    }
    isFollowing = false;
    tellWhatIsShown();
  }

  function isAlike(next) {
    const needs = (page) => [...page.querySelectorAll("link[rel=stylesheet], script[src]")]
      .map((one) => one.getAttribute("href") ?? one.getAttribute("src"));
    const needed = needs(next);
    return needs(document).join() === needed.join() && needed.every((one) => !one.endsWith(".js") || HARMLESS.test(one));
  }

  // Only what differs is changed, so that what is open, marked or scrolled to stays so.
  function become(now, next) {
    if (now.isEqualNode(next)) return;
    if (now.nodeType !== Node.ELEMENT_NODE || now.nodeName !== next.nodeName) {
      now.replaceWith(next);
      return;
    }
    for (const { name } of [...now.attributes]) {
      if (!next.hasAttribute(name) && name !== "open") now.removeAttribute(name);
    }
    for (const { name, value } of next.attributes) {
      if (now.getAttribute(name) !== value) now.setAttribute(name, value);
    }
    const old = [...now.childNodes];
    const fresh = [...next.childNodes];
    while (old.length && fresh.length && old[0].isEqualNode(fresh[0])) {
      old.shift();
      fresh.shift();
    }
    let after = null;
    while (old.length && fresh.length && old.at(-1).isEqualNode(fresh.at(-1))) {
      after = old.pop();
      fresh.pop();
    }
    if (old.length === fresh.length) {
      old.forEach((one, number) => become(one, fresh[number]));
    } else {
      old.forEach((one) => one.remove());
      fresh.forEach((one) => now.insertBefore(one, after));
    }
  }

  function reload() {
    sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  function returnToPlace() {
    const [path, x, y] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
    sessionStorage.removeItem(PLACE);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  // An alert is read out when it comes, not where it was there from the start.
  function readOut() {
    const box = document.getElementById("tracker-preview");
    if (box) box.replaceChildren(...box.childNodes);
  }

  returnToPlace();
  readOut();
  connect();
})();
