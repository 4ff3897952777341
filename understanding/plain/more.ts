const more =
  /^(?:(?:ok|oui|yes|et|and|can i see|i want to see|show(?: me)?|give me|see|montre[rz]?(?: moi)?|affiche[rz]?|donne[rz]?(?: moi)?|voir|en voir|j'en veux|je veux|un peu|load) )*(?:plus|encore|(?:la |les )?(?:suite|suivante?s?)|(?:the )?next(?: ones| page)?|(?:a few |some |any )?more|(?:les|d'|the|any|des)? ?(?:autres?|others?)|the rest|le reste|page suivante|continue[rz]?)(?: (?:d'operations|operations|transactions|svp|stp|s'il vous plait|please|pls|merci|thanks))*$/;
const longest = 50;

/** Whether the whole message asks for what a list has left out: "plus", "et les autres ?", "show me more". */
export function isMore(words: string): boolean {
  return words.length <= longest && more.test(words);
}
