/**
 * What scripts add for who is signed in, and for who types a password.
 */

/** Say in time that the session ends, with a button that keeps it; without scripts the page tells when. */
export function warnBeforeSignOut() {
  const bar = document.querySelector(".lasting");
  const form = bar?.querySelector("form");
  if (!form) return;
  const text = bar.querySelector("p");
  const said = text.textContent;
  let timers = [];
  const begin = () => {
    const seconds = Number(bar.dataset.endsIn);
    timers.forEach(clearTimeout);
    timers = [
      setTimeout(() => {
        bar.classList.add("soon");
        bar.setAttribute("role", "alert");
        form.hidden = false;
      }, Math.max(0, seconds - 300) * 1000),
      setTimeout(() => {
        form.hidden = true;
        text.textContent = bar.dataset.over;
      }, seconds * 1000),
    ];
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = new URLSearchParams({ do: "stay" });
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector(".lasting");
    delete form.dataset.sent;
    text.textContent = fresh?.querySelector("p").textContent ?? bar.dataset.over ?? said;
    bar.classList.remove("soon");
    form.hidden = true;
    if (!fresh) return;
    bar.dataset.endsIn = fresh.dataset.endsIn;
    begin();
  });
  begin();
}

/** A button beside each password that shows what is typed. */
export function showPasswords(main) {
  for (const input of main.querySelectorAll("input[type=password][data-show]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet reveal";
    button.textContent = input.dataset.show;
    button.setAttribute("aria-controls", input.id);
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.textContent = shown ? input.dataset.show : input.dataset.hide;
    });
    // Sent as a text it could be kept among the words that a browser remembers.
    input.form.addEventListener("submit", () => (input.type = "password"));
    input.after(button);
  }
}
