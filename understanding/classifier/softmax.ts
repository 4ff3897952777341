/** Beliefs as logarithms of probabilities: the higher the temperature, the more alike they become. */
export function logSoftmax(beliefs: Float64Array, temperature = 1): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const belief of beliefs) if (belief > highest) highest = belief;
  let sum = 0;
  for (const belief of beliefs) sum += Math.exp((belief - highest) / temperature);
  const offset = highest / temperature + Math.log(sum);
  const logarithms = new Float64Array(beliefs.length);
  for (let index = 0; index < beliefs.length; index += 1) logarithms[index] = (beliefs[index] ?? 0) / temperature - offset;
  return logarithms;
}
