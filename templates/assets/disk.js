// From the disk there is no server that opens a folder's index.html, so links and forms name it themselves.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll('a[href$="/"], a[href*="/#"]')) {
    if (link.protocol === "file:") {
      link.href = link.href.replace(/\/(#.*)?$/, "/index.html$1");
    }
  }
  for (const form of document.querySelectorAll('form[action$="/"]')) {
    form.action = form.action.replace(/\/$/, "/index.html");
  }
}
