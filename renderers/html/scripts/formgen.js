/**
 * What scripts add to a page. Everything works without them: the server decides, and says the same.
 */

import { showPasswords, warnBeforeSignOut } from "./account.js";
import { exclusiveBoxes } from "./choices.js";
import { searchableLists } from "./search.js";
import { uploads } from "./upload.js";

/** The words of this page's language, `{name}` left open. */
const words = JSON.parse(document.body.dataset.words || "{}");

/** Put the focus on the summary of errors, where `autofocus` has not done it. */
function focusSummary(main) {
  const focus = () => {
    if (document.activeElement === document.body) main.querySelector("#summary, #failure")?.focus();
  };
  if (document.readyState === "complete") focus();
  else window.addEventListener("load", () => setTimeout(focus));
}

/** The links of a summary lead to the controls themselves, their questions in sight. */
function followSummary() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".summary a[href^='#']");
    const control = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!control) return;
    event.preventDefault();
    const label = control.closest(".field, .asked") ?? control;
    label.scrollIntoView({ block: "start" });
    control.focus({ preventScroll: true });
  });
}

/** Ask before leaving with something typed and not saved. */
function keepWhatIsTyped() {
  let typed = false;
  document.addEventListener("input", (event) => {
    if (event.target.form?.dataset.leave) typed = true;
  });
  for (const name of ["submit", "saved"]) document.addEventListener(name, () => (typed = false));
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

/** Say how many characters are left, when few are. */
function countCharacters(main) {
  for (const area of main.querySelectorAll("textarea[data-most]")) {
    const hint = main.querySelector(`[data-count-of="${CSS.escape(area.id)}"]`);
    const most = Number(area.dataset.most);
    if (!hint) continue;
    const whole = hint.textContent;
    hint.setAttribute("aria-live", "polite");
    area.addEventListener("input", () => {
      const length = [...area.value.replaceAll("\r\n", "\n")].length;
      hint.textContent = length > most * 0.8 ? `${length} / ${most}` : whole;
    });
  }
}

/** One press is enough: a second one while the first is under way would be sent again. */
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    else form.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}

/** What a page's content wants; again when the content was replaced. */
function enhance(main) {
  focusSummary(main);
  countCharacters(main);
  exclusiveBoxes(main);
  searchableLists(main, words);
  uploads(main, words, enhance);
}

enhance(document.querySelector("main"));
showPasswords(document.querySelector("main"));
warnBeforeSignOut();
followSummary();
keepWhatIsTyped();
sendOnce();
