// The browser's side of the preview: tells the server what it shows, and loads the page anew when that has changed.
"use strict";

(() => {
  const script = document.currentScript;
  const address = new URL("livereload", script.src);
  address.protocol = "ws:";
  const place = "tracker-site preview: place";
  const AGAIN = 1000; // milliseconds until the next try after the server has gone

  function reload() {
    sessionStorage.setItem(place, JSON.stringify([location.pathname, scrollX, scrollY]));
    location.reload();
  }

  function returnToPlace() {
    const [path, x, y] = JSON.parse(sessionStorage.getItem(place) ?? "[]");
    sessionStorage.removeItem(place);
    if (path === location.pathname) scrollTo({ left: x, top: y, behavior: "instant" });
  }

  // An alert is read out when it comes, not where it was there from the start.
  function readOut() {
    const box = document.getElementById("tracker-preview");
    if (box) box.replaceChildren(...box.childNodes);
  }

  function connect() {
    const socket = new WebSocket(address);
    const send = (message) => socket.send(JSON.stringify(message));
    socket.onopen = () => {
      send({ command: "hello", protocols: ["http://livereload.com/protocols/official-7"] });
      send({ command: "info", plugins: {}, url: location.href, stamp: script.dataset.stamp });
    };
    socket.onmessage = ({ data }) => {
      if (JSON.parse(data).command === "reload") reload();
    };
    socket.onclose = () => setTimeout(connect, AGAIN);
  }

  returnToPlace();
  readOut();
  connect();
})();
