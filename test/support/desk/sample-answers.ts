/** Prepared answers of the sample bank. */
export const cannedReplies = [
  {
    id: 'hello',
    title: 'Bonjour',
    text: 'Bonjour {firstName}, ici {agent} de la {bankName}. Je prends votre demande en charge.',
    language: 'fr',
    skill: null,
  },
  {
    id: 'card',
    title: 'Carte bloquée',
    text: 'Votre carte est bloquée. Une nouvelle carte part aujourd’hui.',
    language: 'fr',
    skill: 'fraud',
  },
  { id: 'hours', title: 'Horaires', text: 'Nous répondons de {hours}, au {phone}.', language: 'fr', skill: null },
  { id: 'hello-en', title: 'Hello', text: 'Hello, this is {agent} from {bankName}. How can I help?', language: 'en', skill: null },
] as const;

/** What is behind the mask of the sample customer. */
export const revealed = {
  balances: [
    { label: 'Compte courant', value: '1 842,17 €' },
    { label: 'Livret A', value: '12 050,00 €' },
  ],
  recent_payments: [{ label: 'Librairie des Halles, 28 nov.', value: '−37,90 €' }],
  cards: [{ label: 'Visa', value: '•••• 4417, active' }],
} as const;
