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

/** A document that was handed over, as a small PDF. */
export const sampleDocument = {
  id: '3f0c8a4e-0000-4000-8000-0000000000d0',
  name: 'Attestation de solde.pdf',
  content: Buffer.from(`%PDF-1.4\n${' '.repeat(40_000)}`),
} as const;
