/**
 * What cannot be left to a score, whatever else a message says: a wish for a person, a lost card, a fraud, a dispute, a complaint, an insult.
 * Matched against plain words (folded, single spaces). A pattern too many costs a hand-over, one too few leaves a customer alone.
 */
const someone =
  "(?:conseill(?:er|ere|e|ers)|humain|humaine|quelqu ?'?un|qq ?1|qqun|qqn|kelk ?1|kelkun|kelqun|quelqun|quelqu un|vraie? (?:personne|conseiller|humain|gens)|une personne|operateur|operatrice|teleconseiller|agent|responsable|banquier|banquiere|directeur|directrice|superieur|service clients?|service clientele|support client|human|humans|real (?:person|human|people)|a person|actual person|someone|somebody|sum1|some1|sumone|advis[eo]r|representative|rep|operator|customer (?:service|support|care)|banker|manager|supervisor|staff|support team|call cent(?:er|re)|real one)";
const reaching =
  'j?(?:parler|parle|parlé|discuter|causer|echanger|avoir|joindre|contacter|passe[rz]?|pass|met(?:s|tez|tre)|mise?|relation|transfere[rz]?|redirige[rz]?|appele[rz]?|voir|veux|ve|peux|voudrais|besoin|donne[rz]?|faut|speak|talk|tlk|chat|get|put|connect|contact|reach|transfer|want|wanna|need|give|find|let|can|could|may|call|phone|see)';

const wish = [
  `(?<![a-z])${reaching}(?![a-z]).{0,30}(?<![a-z])${someone}(?![a-z])`,
  "(?<!(?:es|etes|es tu|tu es|t'es|vous|you|u|bot or|robot ou|are you|ou|or)(?: un| une| a| an)? )(?<![a-z])(?:humain|humaine|human)(?![a-z])(?! (?:ou|or|being))",
  `^(?:(?:un|une|a|an|the|le|mon|ma|my|svp|please|vite|live|real|vrai|vraie|human) )*${someone}(?: (?:svp|stp|please|pls|plz|vite|now|maintenant|s'il vous plait|s'il te plait|client|humain|tout de suite|asap))*$`,
  '(?<![a-z])(?:assistance humaine|human assistance|live (?:agent|person|chat)|agent humain|human agent|vraie personne|real person|personne reelle)(?![a-z])',
  "(?<![a-z])(?:rappelez|appelez|appelle|telephonez|rappelle)[ -]?moi(?! (?:d'|(?:de|un|une|la|le|mon)(?![a-z])))",
  "(?<![a-z])(?:(?:etre|me) rappelee?r?|me rappeler|m'appeler|peut (?:m'appeler|me rappeler)|call me(?! an?(?! call)(?![a-z]))|call ?back|phone me|ring me|give me a (?:call|ring))(?![a-z])",
  "(?<![a-z])(?:(?:votre|le|un) (?:numero|num|tel) (?:de (?:l'agence|telephone du|la banque)|du service|pour vous)|comment vous (?:joindre|contacter|appeler)|how (?:can|do) i get in touch|how (?:can|do) i (?:call|reach|contact|phone|ring|get hold of|get in touch with) (?:you|the bank|someone)|(?:branch|your|bank|helpline|hotline) (?:phone |telephone )?number|number to call|vous telephoner)(?![a-z])",
  '(?<![a-z])(?:(?:prendre|prend|avoir|un) (?:rendez vous|rdv)|(?:make|book|schedule|get|an?) (?:an )?appointment|speak to my bank)(?![a-z])',
];

const card =
  "(?:cartes?(?! d'identite| d identite| vitale| grise| postale| de fidelite)|cb|visa|mastercard|cards?|wallet|portefeuille|chequier|cheque ?book|telephone|phone|sac|bag|purse)";
const money =
  '(?:paiements?|achats?|operations?|transactions?|virements?|debits?|prelevements?|retraits?|payments?|purchases?|charges?|transfers?|withdrawals?)';
/** A card that is lost, in other hands or to be blocked; also one to be opened again, which is refused in the same place. */
const cardLoss = [
  `(?<![a-z])(?:vole[res]*|vol|perdue?s?|perdre|egaree?|disparue?|lost|lose|losing|misplaced|missing|nicked|pinched|robbed)(?![a-z]).{0,18}(?<![a-z])${card}(?![a-z])`,
  `(?<![a-z])${card}(?![a-z]).{0,24}(?<![a-z])(?:volee?s?|perdue?s?|egaree?|disparue?|lost|stolen|missing|nicked|gone)(?![a-z])`,
  `(?<![a-z])(?:stolen|stole|nicked|pinched|vol(?:e[es]*|er)?|derobee?s?|perte|loss|theft)(?![a-z]).{0,18}(?<![a-z])${card}(?![a-z])`,
  `(?<![a-z])${card}(?![a-z]).{0,24}(?<![a-z])(?:derobee?s?|piquee?s?|pinched|disparu|introuvable)(?![a-z])`,
  `(?<![a-z])(?:on|quelqu'un|someone|somebody)(?: m'?)?(?: a)? (?:pris|pique|chipe|arrache|took|has|grabbed) (?:ma|mes|my)(?: [a-z]+)? ${card}(?![a-z])`,
  '(?<![a-z])(?:opposition|(?:bloque[rz]?|bloke|gele[rz]?|verrouille[rz]?|suspendre|geler|block(?:ed)?|freeze|frozen|lock(?:ed)?|suspend) .{0,12}(?:cartes?|cb|cards?))(?![a-z])',
  `(?<![a-z])(?:have|get|want|need) (?:my|the|a)(?: [a-z]+)? ${card} (?:blocked|frozen|stopped|cancelled|suspended)(?![a-z])`,
  `(?<![a-z])(?:avale[es]*|retenu|garde|bouffe|swallowed|ate|eaten|kept|retained) (?:ma|la|my)(?: [a-z]+)? ${card}(?![a-z])`,
  `(?<![a-z])(?:left|forgot|forgotten|laisse|oublie) (?:ma|my)(?: [a-z]+)? ${card} (?:in|at|on|dans|au|aux|a|chez|sur)(?![a-z])`,
  '(?<![a-z])(?:debloqu\\w*|degel\\w*|deverrouill\\w*|reactiv\\w*|unblock|unfreeze|unlock|reactivate) .{0,14}(?:cartes?|cb|cards?)(?![a-z])',
];

const fraud = [
  `(?<![a-z])(?:on|quelqu'un|someone|somebody|anyone|another person)(?![a-z]).{0,18}(?<![a-z])(?:utilise[es]*|sert de|servi de|paye|pays|paid|payed|using|uses|used)(?![a-z]).{0,18}(?<![a-z])${card}(?![a-z])`,
  `(?<![a-z])${card}(?![a-z]) (?:a ete|est|was|has been|is being|got)(?: [a-z]+)? (?:utilisee?|used)(?![a-z])`,
  `(?<![a-z])${money} (?:que |qu'|which |that )?(?:je |j'|i )?(?:ne )?(?:connais? pas|(?:don'?t|do not) know)(?![a-z])`,
  "(?<![a-z])(?:j'ai|jai|i|i've|ive|i have)(?: [a-z]+)? (?:donne|communique|transmis|envoye|gave|given|shared|told) .{0,24}(?:codes?|identifiants?|mots? de passe|passwords?|pin|numero de carte|card number)(?![a-z])",
  `(?<![a-z])${money}(?![a-z]).{0,24}(?<![a-z])(?:(?:not|isn'?t|wasn'?t) mine|pas (?:a moi|de moi|le mien|la mienne))(?![a-z])`,
  `(?<![a-z])${money} (?:that |which )?i (?:did not|didn'?t|never|have not|haven'?t) (?:make|made|do|did|done|authori[sz]ed?|approved?)(?![a-z])`,
  '(?<![a-z])(?:clicked|tapped|clique|cliquer|appuye)(?: (?:on|sur))?(?: (?:a|the|un|le))? (?:link|lien)(?![a-z])',
  '(?<![a-z])(?:jamais|rien) (?:achete|commande)(?![a-z])',
  '(?<![a-z])(?:details|data|codes?|numbers?|cards?|account|cartes?|compte|donnees|coordonnees|identifiants?)(?![a-z]).{0,16}(?<![a-z])(?:leaked|exposed|compromised|fuite|compromise?s?|divulgue[es]*)(?![a-z])',
  '(?<![a-z])(?:fraud\\w*|frode|frauduleu\\w*|arnaqu\\w*|escro\\w*|scam\\w*|phish\\w*|fishing|hameconn\\w*|pirat[ea]\\w*|hack\\w*|usurp\\w*|identity theft|stolen|stole|thief|voleurs?)(?![a-z])',
  "(?<![a-z])(?:on|quelqu'un) m'a vole(?![a-z])",
  '(?<![a-z])(?:bloque[rz]?|bloke|gele[rz]?|verrouille[rz]?|suspendre|geler|block(?:ed)?|freeze|frozen|lock(?:ed)?|suspend) .{0,12}(?:compte|account)(?![a-z])',
  '(?<![a-z])(?:unauthori[sz]ed|non autorisee?s?|(?:sans|ss) (?:mon|ma) (?:accord|autorisation|consentement|permission)|without (?:my )?(?:permission|consent|authori[sz]ation|knowledge)|a mon insu)(?![a-z])',
  `(?<![a-z])(?:pas|jamais|rien) (?:ete )?(?:fait|effectue|autorise|initie|valide|passe)(?: (?:ce|cet|cette|ces|de|d'|un)){0,4}(?: ${money}|$)`,
  `(?<![a-z])${money}(?![a-z]).{0,24}(?<![a-z])(?:pas|jamais) (?:fait|effectue|autorise|initie|valide)(?:es?|s)?(?![a-z])`,
  "(?<![a-z])(?:pas moi(?: qui)?|pas a l'origine|(?:wasn'?t|isn'?t|not|was not|never|wasnt) me|(?:didn'?t|did not|never|havent|haven't) (?:make|made|do|did|authori[sz]ed?|buy|bought|order|ordered) (?:this|that|it|the|these|any|anything)|never (?:made|authori[sz]ed)|didn'?t (?:make|authori[sz]e))(?![a-z])",
  "(?<![a-z])(?:(?:reconnais|reconnait|reconnai) (?:pas|aucun)|(?:don'?t|do not|doesn'?t|dont|didn'?t|can'?t) (?:even )?recogni[sz]e|not recogni[sz]ed?|unrecogni[sz]ed)(?![a-z])",
  `(?<![a-z])(?:${money} (?:inconnue?s?|suspecte?s?|bizarres?|louches?|etranges?)|(?:unknown|suspicious|dodgy|strange|weird|suspect) (?:${money}|text|sms|email|mail|call|activity|message)|(?:sms|mail|appel|message|email) (?:suspect|bizarre|louche|frauduleux))(?![a-z])`,
  '(?<![a-z])(?:faux|fausse|fake) (?:conseiller\\w*|advisor|adviser|site|sms|call|appel|banker|banquier)(?![a-z])',
];

const complaint = [
  `(?<![a-z])${card}(?![a-z]).{0,40}(?<![a-z])(?:bloquee?s?|blocked)(?![a-z])`,
  '(?<![a-z])(?:reclamation\\w*|plaintes?|me plaindre|complain\\w*|mecontent\\w*|inadmissible|inacceptable|unacceptable|scandaleux|honteux|ombudsman|mediateur)(?![a-z])',
];

const dispute = ['(?<![a-z])(?:contest\\w*|litiges?|disput\\w*|charge ?backs?)(?![a-z])'];

/** Who cannot pay any more what has to be paid: not who asks whether there is enough for something. */
const debt = [
  "(?<![a-z])(?:surendett\\w*|huissiers?|interdit bancaire|difficultes? financieres?|problemes? d'argent|noye(?:e|s|es)? (?:sous|dans) les dettes|crible(?:e|s|es)? de dettes|deux bouts|fins? de mois (?:tres )?difficiles?)(?![a-z])",
  "(?<![a-z])(?:(?:n'|ne )?(?:arrive|arrivons|peux|pouvons|parviens|parvenons) plus (?:a |du tout a )?(?:payer|rembourser|honorer|regler)|(?:incapables?|impossible) de (?:payer|rembourser|regler) (?:mon|ma|mes|nos|notre|le|les) (?:loyers?|credits?|prets?|dettes?|factures?|mensualites?|echeances?))(?![a-z])",
  "(?<![a-z])(?:(?:can'?t|cannot|can not|can no longer|couldn'?t|unable to|struggling to|not able to) (?:pay|repay|afford|meet|keep up with|make) (?:back )?(?:my|the|our|any of my) (?:rent|mortgage|bills?|loans?|debts?|credit cards?|repayments?|instal?lments?)|(?:make|making) ends meet|financial (?:difficult\\w*|hardship|trouble|problems?)|debt (?:advice|help|collect\\w*|charity|trouble|problems?)|(?:deep|drowning|up to my (?:neck|ears)) in debt|in (?:serious |a lot of )?debt|bailiffs?|bankrupt\\w*|insolven\\w*)(?![a-z])",
];

const insult = [
  '(?<![a-z])(?:connards?|connasse|encule\\w*|enfoire\\w*|salopes?|salaud|batards?|va te faire|ta gueule|ferme la|fdp|ntm|abrutis?|cretins?|imbeciles?|idiot[es]*|debiles?|trou du cul|pauvre con|sale con|fuck (?:you|off|this|u)|piss off|wankers?|assholes?|arseholes?|bastards?|morons?|dickheads?|dumbass|stfu|screw you)(?![a-z])',
  '(?<![a-z])(?:(?:bot|robot|banque|service|machine) de merde|(?:stupid|useless|dumb|rubbish|crap|crappy|shit|shitty|fucking|bloody|stoopid) (?:\\w+ )?(?:bot|robot|machine|chatbot|bank|assistant)|(?:bot|robot|service|this) (?:is|est) (?:\\w+ )?(?:useless|rubbish|crap|shit|nul|naze|pourri|inutile))(?![a-z])',
  "(?<![a-z])(?:t'es|tu es|vous etes|t es|c'est|you'?re|you are|you r|u r|ur) (?:vraiment |trop |super |tellement |so |really |totally |completely |such an? |an? )?(?:nul|nulle|nuls|naze|inutile|incapable|con|conne|pourri|useless|stupid|dumb|shit|rubbish|crap|idiot|terrible|pathetic|hopeless)(?![a-z])",
  '(?<![a-z])(?:you|u|vous)(?: [a-z]+){0,2} (?:are|r|etes)(?: [a-z]+){0,2} (?:thieves|crooks|robbers|scammers|liars|voleurs|menteurs|escrocs)(?![a-z])',
  "(?<![a-z])(?:se(?:rs?|rt|rvez) (?:vraiment |strictement )?a rien|comprends? (?:vraiment )?rien|you (?:suck|understand nothing|don'?t understand)|ras le bol|en ai marre|marre de|fed up|sick of)(?![a-z])",
];

const kin =
  '(?:maris?|femme|epou(?:x|se)|conjointe?|compagne|compagnon|pere|mere|papa|maman|parents?|fils|fille|frere|soeur|oncle|tante|grand[ -]?(?:pere|mere)|husband|wife|partner|father|mother|dad|mum|mom|son|daughter|brother|sister|uncle|aunt|grand(?:father|mother|ma|pa|dad|mum))';
const bereavement = [
  '(?<![a-z])(?:decedee?s?|deces|defunte?s?|nous a(?: tous)? quittee?s?|succession|passed away|deceased|bereave\\w*|death of my|probate)(?![a-z])',
  `(?<![a-z])${kin}(?: [a-z]+){0,3} (?:mort|morte|morts|died|dead|mourir)(?![a-z])`,
  `(?<![a-z])(?:mort|deces|death|loss) (?:de |of )?(?:mon|ma|mes|my) ${kin}(?![a-z])`,
  `(?<![a-z])(?:perdu|lost) (?:mon|ma|mes|my) ${kin}(?![a-z])`,
];

/** By what is needed. A wish for a person that is spelt out counts more than a card or a fraud, and these more than a complaint. */
export const personPatterns = { wish, cardLoss, fraud, dispute, debt, complaint, insult, bereavement } as const;

/**
 * Somebody who is not wished for: the one who took the card, or who said he was from the bank.
 * "I want to talk to somebody" still is a wish.
 */
export const notWished =
  /(?<!(?:parler|parle|discuter|joindre|contacter|passe[rz]?(?: moi)?|avoir|veux|voudrais|besoin d'?e?|speak|talk|chat|call|reach|contact|want|need|get me|wanna)(?: a| avec| to| with)? )(?:quelqu ?'?un|someone|somebody)(?![a-z])|(?:faux|fausse|fake|pretendue?|soi disant|so called)(?: bank)? (?:conseill\w*|advis[eo]r|agent|banqui\w*|banker|employee|employe\w*)/g;

/** Words worth recognising through typing errors. Folded. */
export const personKeys: readonly string[] = [
  'conseiller',
  'conseillere',
  'humain',
  'quelqu',
  'personne',
  'operateur',
  'human',
  'advisor',
  'adviser',
  'representative',
  'operator',
  'somebody',
  'someone',
  'fraude',
  'fraud',
  'fraudulent',
  'arnaque',
  'stolen',
  'dispute',
  'complaint',
  'complain',
  'reclamation',
  'contester',
  'conteste',
  'pirate',
  'hacked',
  'scammed',
  'opposition',
  'supervisor',
  'manager',
];
