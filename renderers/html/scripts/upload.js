/** Sends a file as soon as it is chosen and shows how far it is. The form and its button do the same without. */

/** `renewed(main)` is called when the page has been replaced by the server's answer. */
export function uploads(root, words, renewed) {
  for (const upload of root.querySelectorAll("[data-upload]")) {
    const input = upload.querySelector("input[type=file]");
    upload.querySelector("button").hidden = true;
    input.addEventListener("change", () => {
      if (input.files.length) send(upload, input, words, renewed);
    });
  }
}

/** Post the whole form, as the button would: what else was typed on the page is saved with it. */
function send(upload, input, words, renewed) {
  const form = input.form;
  const request = new XMLHttpRequest();
  const data = new FormData(form);
  data.set("do", "upload");
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  const told = Object.assign(document.createElement("p"), { className: "hint" });
  told.setAttribute("role", "status");
  bar.setAttribute("aria-hidden", "true");
  upload.append(bar, told);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    bar.value = event.loaded / event.total;
    told.textContent = (words.upload_under_way ?? "").replace("{percent}", `${Math.round(100 * bar.value)} %`);
  });
  request.addEventListener("load", () => arrived(request, form, renewed));
  // Without an answer, the button is there to try again.
  request.addEventListener("error", () => {
    bar.remove();
    told.remove();
    upload.querySelector("button").hidden = false;
  });
  request.open("POST", form.action);
  request.send(data);
}

/** Show the page that the server answered with, at the same place. */
function arrived(request, form, renewed) {
  form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
  if (request.status < 400) {
    window.location.replace(request.responseURL || window.location.href);
    return;
  }
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  const main = answer.querySelector("main");
  if (!main) return;
  document.title = answer.title;
  document.querySelector("main").replaceWith(main);
  renewed(main);
}
