"""What stops somebody who has no mouse, looked at by a script and by pressing Tab."""

# What can be reached with Tab. Of radio buttons with one name a keyboard reaches one, and the arrows the others.
TABBABLE = """
() => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  // A form's first button, for Enter alone, is hidden from everybody.
  const isForEnter = (it) => it.tabIndex < 0 && it.ariaHidden === "true";
  const isThere = (it) => !it.disabled && !isForEnter(it) && it.checkVisibility({visibilityProperty: true});
  const groups = new Set();
  return [...document.querySelectorAll(wanted)].filter(isThere).filter((it) => {
    if (it.type !== "radio") return true;
    const of_group = [...document.getElementsByName(it.name)].filter(isThere).filter((each) => each.form === it.form);
    const first = of_group.find((each) => each.checked) ?? of_group[0];
    return it === first && !groups.has(first) && groups.add(first);
  });
}
"""

# Goes over all of it, in a page in which Tab was the last thing pressed, so that focus shows as it does then.
LOOK = (
    "() => { const tabbable = ("
    + TABBABLE
    + """)();
  const say = (it) => it.outerHTML.slice(0, 120);
  const shows = (it) => {
    for (let box = it, far = 0; box && far < 3; box = box.parentElement, far += 1) {
      const style = getComputedStyle(box);
      // A browser's own ring counts: the page of an error of ours has no style sheet.
      if (style.outlineStyle === "auto") return true;
      if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return true;
      if (box === it && style.boxShadow.includes("3px")) return true;
    }
    return false;
  };
  const isCovered = (it) => {
    const box = it.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + Math.min(box.width, 8) / 2, 0), innerWidth - 1);
    const top = document.elementFromPoint(x, Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
    return !top || !(it.contains(top) || top.contains(it) || it.closest("label")?.contains(top));
  };
  const found = [];
  for (const it of document.querySelectorAll("[tabindex]")) {
    if (it.tabIndex > 0) found.push(`out of its order: ${say(it)}`);
  }
  for (const it of document.querySelectorAll("[role=button], [role=link], [onclick], [hx-trigger*=click]")) {
    if (it.tabIndex < 0) found.push(`for a mouse alone: ${say(it)}`);
  }
  for (const it of tabbable) {
    it.focus();
    if (it.tabIndex < 0 || document.activeElement !== it) found.push(`cannot be reached: ${say(it)}`);
    else if (!shows(it)) found.push(`does not show that it has the focus: ${say(it)}`);
    else if (isCovered(it)) found.push(`something lies over it: ${say(it)}`);
  }
  return found;
}"""
)

ORDER = "() => { const all = (" + TABBABLE + ")(); window.tabbable = all; return all.length; }"
PLACE = "() => window.tabbable.indexOf(document.activeElement)"


def what_a_keyboard_misses(page):
    """What cannot be reached, does not show that it has the focus, or lies under something else then."""
    page.keyboard.press("Tab")
    return page.evaluate(LOOK)


def walk(page):
    """Press Tab from the top of a page to its end, and return which of what can be reached had the focus, in turn.

    A date has three parts, each with a stop of its own. More than three stops at one thing are a trap.
    """
    number, places = page.evaluate(ORDER), []
    for _ in range(3 * number):
        page.keyboard.press("Tab")
        place = page.evaluate(PLACE)
        if place not in places[-1:]:
            places.append(place)
        if place in (-1, number - 1):
            break
    return places, list(range(number))
