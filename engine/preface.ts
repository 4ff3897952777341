import { askContext, type Question } from './ask.ts';

/** Lets a dialog say what cannot wait, once, before its first question and before any guard. */
export async function preface(question: Question): Promise<'on' | 'over'> {
  const { turn, frame, plan } = question;
  const say = plan.definition.preface;
  if (!say || frame.asked) return 'on';
  return say({ ...askContext(question, ''), linked: await turn.guards.linked() });
}
