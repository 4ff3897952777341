/** Words by what they do in a sentence that gives a secret away, both languages together, folded: lower case, no accents. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** What binds a value to its name: "est", "is", "=", also as customers write it in a hurry. */
export const binding: ReadonlySet<string> = words(
  `est c cest ce ces ses es sont etait sera serait devient reste vaut donne disait dit dis ecrit marque
   is s was are be being becomes iz its says said reads equals : = → ⇒ as comme en to par into`,
);

/** What binds in a wish to change something; before a year it tells a time instead. */
export const changing: ReadonlySet<string> = words('en to par into');

/** Words that say nothing between a name and its value. */
export const idle: ReadonlySet<string> = words(
  `le la l les un une des a the an my mon ma mes mn mong de d du bien toujours tjs donc alors normalement juste just still actually
   currently now also aussi voici voila this that these those ca cela it i je crois pense think svp stp please pls plz ok okay oui yes
   euh um hein n no not pas non et and ou or suivant following y qui which e hi hello bonjour bjr salut suis am sure sur moi me`,
);

/** Words that go with the name of a secret: which one it is, where it is from, whose. */
export const beside: ReadonlySet<string> = words(
  `carte cartes cb cartebleue bleue bleu bancaire bank banking banque visa mastercard amex debit credit card cards compte comptes account
   accounts internet online web mobile app appli application espace client perso personnel personnelle personal prive private secret
   secrete confidentiel confidential pin nip cvv cvc cvv2 cvc2 csc visuel visual securite security secu validation verification
   confirmation authentification authentication auth activation connexion identification login acces access signin sms texto text message
   msg otp usage unique one time use j temporaire temporary provisoire recu recus recue recois received receive receiving got get gotten
   envoye envoyes envoyee envoient envoyer sent send sending texted emailed affiche displayed par by via sur on que qu which that ai have
   ve vous you u m avez as ont they he she il elle s t pour for from in dans avec with votre your notre our son sa his her tel telephone
   phone portable dos verso derriere arriere back rear reverse of au aux retrait retirer distributeur dab atm actuel current nouveau new
   ancien old previous bon bonne right correct exact vrai real chiffre chiffres digit digits numero number numbers num nr code codes 3d 2fa
   secure factor facteur facteurs deux two premier dernier derniers last final complet full entier entre tape saisi mis used use using
   typed entered enter put valider approve confirm confirmer lire mot passe password passcode mdp hier yesterday aujourd hui today
   matin tonight morning utilise utilisais utiliser choisi choisis chosen chose ligne habituel usual site case box field champ`,
);

/** After one of these a number is something else: an amount, a telephone, a date, an order. */
export const elsewhere: ReadonlySet<string> = words(
  `montant solde prix somme amount balance price sum total date annee year commande order colis parcel package
   facture invoice ref reference dossier ticket customer identifiant username userid email mail adresse address agence branch
   finissant finit fini terminant termine terminent ending ends end postal postcode zip promo plafond limite limit depuis since avant
   before vers until till jusqu environ about around at age siret siren iban rib bic montants paye payer paid pay debite rue street
   version poids taille decouvert overdraft loan pret emprunt epargne savings ne nee born guichet transaction operation immatriculation plaque dossiers numclient erreur erreurs error errors`,
);

/** After a number: it was counted or paid. */
export const units: ReadonlySet<string> = words(
  `€ $ £ % eur euro euros usd gbp chf dollar dollars pound pounds quid balle balles cent cents centimes pence k fois times time tries try
   essai essais tentative tentatives attempt attempts jour jours day days minute minutes min mn sec secondes seconds h heure heures hour
   hours hrs am pm an ans year years mois month months semaine semaines week weeks people personnes janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre january february march april may june
   july august september october november december jan feb apr jun jul aug sep oct nov dec er eme nd rd th st street road avenue`,
);

/** After a small number: as many of these. */
export const items: ReadonlySet<string> = words(
  'carte cartes cards codes comptes accounts messages sms operations transactions points colis',
);

/** After a small number: how long the secret is. */
export const lengths: ReadonlySet<string> = words(
  'chiffre chiffres digit digits caractere caracteres characters character lettres letters figures',
);

/** Codes that everybody may know, by the word after "code" and by the word before it. */
export const openAfter: ReadonlySet<string> = words(
  `postal postale postaux promo promos promotion promotionnel promotionnelle guichet banque agence client erreur erreurs barre barres
   article articles produit parrain parrainage avantage cadeau reduction remise naf ape insee bic swift iban rib pays couleur suivi colis
   commande dossier immeuble porte wifi route civil travail penal commercial tva siret devise ape qr marchand commercant mcc iso of error
   conduct dress parcel order tracking reference ref cadeaux magasin boutique hotel partenaire coupon`,
);
export const openBefore: ReadonlySet<string> = words(
  `post postal zip sort promo promotion promotional discount voucher coupon gift referral error tracking parcel door gate dress area
   country dialling dialing bar qr product branch swift bic iban tax sic mcc reference booking order customer airport colour color source
   building entry invite invitation merchant shop store delivery currency friend bank digi`,
);

/** Ways by which the word "email" or "téléphone" tells whence something came and not what comes. */
export const ways: ReadonlySet<string> = words('par by via sur on in dans from mon my');

/** A number right after one of these is no secret, unless something binds it. */
export const numbered: ReadonlySet<string> = words(
  'compte comptes account accounts client tel telephone phone mobile portable depuis since in from of vers en banque bank pour for au to',
);
/** A number right after one of these was paid, or is dialled. */
export const paying: ReadonlySet<string> = words(
  `paye payer paie payee pay paid paying retirer retire retires withdraw withdrew withdrawn depense depenser spend spent debite debitee debited
   charged preleve virement transfer transfere transferer virer verser verse achat purchase acheter bought appelez appeler appelle appele
   call called dial composez composer contactez joindre manque manquent manquait missing dois doit owe owed devais paiement paiements payment payments
   place rue avenue boulevard street road`,
);
export const cardWords: ReadonlySet<string> = words('carte cb card visa mastercard');
export const possessives: ReadonlySet<string> = words('ma mon my la the cette this');
/** Before "carte": it is told which one, and what follows are its last digits. */
export const pointing: ReadonlySet<string> = words('ma mon my la the cette this of for de sur on');

/** What is said of a text message that brought a number. */
export const received: ReadonlySet<string> = words(
  'recu recus recue recois received receive got get texted sent envoye envoyes arrive came',
);

/** Where the linking page shows its code. */
export const pageWords: ReadonlySet<string> = words(
  'page site affiche affichee shown displayed displays shows screen ecran lien link linking lier relier six lie connexion login liaison',
);

/** With what else the code of the linking page is handed over. Who says more than this speaks of another code. */
export const handingLink: ReadonlySet<string> = words(
  `code chiffres chiffre digits digit on sur dans in from ai j have ve recu recois received got get m a me vous t 6 compte account banque bank tape saisis
   taper type typed enter entered recopie copie copied demande demandes asked obtenu eu hier here donne gave given affichait montre signin
   sign connecte connected log logged`,
);

/** Words of which a code is a code of the bank's, sent to confirm something; the second ones may also be said of the linking page. */
export const sentCode: ReadonlySet<string> = words(
  `sms texto text texted texts otp tan usage unique onetime validation valider verification confirmation confirm confirmer
   authentification authentication auth authenticator authenticate activation activate activer 3d 3ds dsp2 2fa fa mfa factor facteur facteurs
   secure securite security secu temporaire temporary provisoire achat paiement payment pay payer purchase approve virement transfer transaction conseiller advisor
   token securipass certicode operation whatsapp fraude fraud called appele`,
);
export const perhapsSent: ReadonlySet<string> = words(
  `envoye envoyes envoyee envoient sent telephone phone tel mobile portable appli app application demande demandent asked asking asks internet
   web online acces access mail email`,
);

/** Words of which a code is the one of a card. */
export const cardCode: ReadonlySet<string> = words(
  `carte cartes cb card cards visa mastercard bleue secret secrete confidentiel confidential retrait retirer distributeur dab atm gab pin nip
   cash withdraw withdrawal machine`,
);

/** Words of which three digits are those on the back of a card. */
export const backOfCard: ReadonlySet<string> = words(
  'dos verso derriere arriere back rear reverse behind cryptogramme cvv cvc cvv2 cvc2 csc visuel',
);

/** What is said of a password without saying it. */
export const states: ReadonlySet<string> = words(
  `oublie oubli perdu perdue bloque bloquee verrouille incorrect incorrecte invalide faux fausse errone erronee refuse refusee expire
   expiree perime obsolete ancien nouveau vieux trop tres pas plus non jamais bon bonne mauvais mauvaise correct correcte exact exacte vrai
   vrais le la les un une mon ma mes ton ta son sa ce cet cette celui celle ca cela ici bien mal long longue court courte complique simple
   complexe facile difficile faible fort forte fiable sur sure securise secret secrete confidentiel prive unique meme pareil identique
   different differente pirate vole volee compromis devine vu connu inconnu obligatoire necessaire requis demande redemande rejete accepte
   reconnu enregistre sauvegarde change modifie reinitialise initialise reset supprime efface vide illisible visible masque affiche active
   desactive actif inactif valide valable utilise temporaire provisoire provisoir definitif personnel perso comment quoi quel quelle quand
   pourquoi combien ou qui que si aide urgent urgence merci svp stp question probleme soucis souci bug erreur impossible possible mort
   foutu nul hs ko ok okay oui normal bizarre toujours encore deja enfin parti arrive arrivee recu envoye dans chez pour par avec sans de
   du des en au aux a et ou mais donc vous nous je tu il elle on quelque chose rien tout besoin cense suppose juste seulement aussi
   forgotten forgot lost locked blocked disabled wrong incorrect invalid false bad rejected refused denied expired outdated old new too very
   not never no yes good right correct exact true valid long short weak strong simple complex complicated easy hard difficult secure safe
   unsafe insecure secret private confidential unique same different hacked stolen compromised leaked known unknown required mandatory
   necessary needed asked accepted recognised recognized saved stored changed modified reset deleted erased empty unreadable visible hidden
   shown displayed active inactive temporary permanent personal how what which when why where who whose if help urgent please pls plz thanks
   question problem issue bug error impossible possible dead broken useless normal weird strange still always already finally gone sent
   in at for by with without of to from on and or but so you we i they he she it this that these those the a an my your his her our
   something nothing everything anything needed supposed just only also working failing due being getting going used enough case between
   sensitive apparently probably maybe really quite so stuck unavailable missing pending ready fine great okay obsolete common important
   mandatory compulsory optional really confidentielle importante important tellement vraiment assez peut etre ci devenu encore introuvable`,
);

/** After the whole of a password that is a plain word. */
export const closing: ReadonlySet<string> = words(
  `et and mais but merci thanks thank svp stp please pls plz , . ! ) ; ca it je i pourquoi why donc so depuis pour`,
);

const known = [binding, idle, beside, elsewhere, sentCode, perhapsSent, cardCode, backOfCard, states];

/** Whether a word is spelled as it is meant. */
export function isKnown(word: string): boolean {
  return known.some((list) => list.has(word));
}
