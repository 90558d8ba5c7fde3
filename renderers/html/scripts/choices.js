/** Boxes that exclude each other, and words said instead of an answer. */

/** An option that excludes the others unticks them, and is unticked by them. */
export function exclusiveBoxes(root) {
  for (const group of root.querySelectorAll("[data-choices]")) {
    group.addEventListener("change", (event) => {
      const box = event.target;
      if (!box.checked || box.type !== "checkbox") return;
      const boxes = group.querySelectorAll(`input[name="${CSS.escape(box.name)}"]`);
      for (const other of boxes) {
        if (other !== box && ("exclusive" in box.dataset || "exclusive" in other.dataset)) other.checked = false;
      }
    });
  }
  root.addEventListener("change", (event) => {
    const box = event.target;
    if (box.dataset?.first) showItems(root, box);
    if (!box.name?.endsWith("?") || box.type !== "checkbox") return;
    for (const other of root.querySelectorAll(`input[name="${CSS.escape(box.name)}"]`)) {
      if (other !== box && box.checked) other.checked = false;
      showFollowing(root, other);
    }
  });
}

/** The items of a list are there once its first question is answered "yes". */
function showItems(root, radio) {
  const items = root.querySelector(`[data-items="${CSS.escape(radio.dataset.first)}"]`);
  if (items) items.hidden = radio.value !== "yes";
}

function showFollowing(root, box) {
  const following = box.dataset.saidOf && document.getElementById(box.dataset.saidOf);
  if (following) following.hidden = !box.checked;
}
