const french =
  'a ai alors au aussi aux avec avez avons c ca ce cela celle celui ces cet cette chez ci d dans de des donc du elle en encore est et etait ete etes eu euh fait faut il ils j je juste l la le les leur lui m ma mais me meme mes mm moi mon n ne nos notre nous on ont ou par pas peu peut plus pour pourriez pouvez pouvoir puis qu quand que quel quelle quelles quels qui s sa sais se ses si sont sous sur svp stp t ta te tes toi ton tous tout toute toutes tu un une va vers veut veux voila vos votre voudrais vous voulais voulez y plait merci bonjour sinon jusque etre';
const english =
  'a about actually ah all also am an and any are as at be been but by can could did do does er for from get got had has have he her here hers him his how i if im in into is it its just let like m may me mean meant mine more my no not now of oh ok okay on one only or our out over please pls plz re rather s she should so some t thanks than that thats the their them then there these they this those to too u um up us was we well were what when where which who will with would ya yes you your yours';

/** The small words of both languages, folded: they hold a sentence together and say nothing of a bank. */
export const functionWords: ReadonlySet<string> = new Set(`${french} ${english}`.split(' '));

/** Those of one language only, for telling the languages apart. */
export const functionWordsOf: Readonly<Record<'fr' | 'en', ReadonlySet<string>>> = {
  fr: new Set(french.split(' ').filter((word) => !english.split(' ').includes(word))),
  en: new Set(english.split(' ').filter((word) => !french.split(' ').includes(word))),
};
