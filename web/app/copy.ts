/** Copying text. */

/**
 * Puts text on the clipboard. A page at an address that is neither secure nor local may not: then what
 * shows the text is selected, to be copied from the browser's menu.
 * @returns whether it is on the clipboard
 */
export async function copied(text: string, shown: Element | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (shown !== null) getSelection()?.selectAllChildren(shown);
    return false;
  }
}
