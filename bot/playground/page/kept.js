// What the browser remembers between visits. A browser that keeps nothing is no reason to fail.

export function kept(name, otherwise) {
  try {
    const found = localStorage.getItem(`asar.${name}`);
    return found === null ? otherwise : JSON.parse(found);
  } catch {
    return otherwise;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`asar.${name}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}
